import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { isReplayed, may } from "../app/session.ts";
import { format, say, time } from "../app/settings.ts";
import { stationPath } from "../link/index.ts";
import { Entries } from "../log/Entries.tsx";
import { Handovers } from "../log/Handovers.tsx";
import { PhotoForm } from "../log/PhotoForm.tsx";
import { Polls } from "../log/Polls.tsx";
import { incidentTitle } from "../log/sentence.ts";
import { openIncident, write } from "../log/write.ts";
import { Choice } from "../parts/Choice.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import "../style/log.css";

/** What happened, who did what; notes, photos, polls, handover. */
export function LogPage({ station }: PageProps) {
  const text = say.value;
  const [incident, setIncident] = useState<string | null>(null);
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  return (
    <div class="page log">
      <h1 class="aloud">{text("page.log")}</h1>
      <div class="log-columns">
        <Entries station={station} incident={incident} />
        <div class="side">
          <Incident station={station} chosen={incident} onChoose={setIncident} />
          {may.value("write-log", station.id) && <Write station={station} />}
          <Polls station={station} />
          <Handovers station={station} />
        </div>
      </div>
    </div>
  );
}

interface IncidentProps extends PageProps {
  /** Whose entries alone are shown; null: all entries. */
  readonly chosen: string | null;
  readonly onChoose: (incident: string | null) => void;
}

function Incident({ station, chosen, onChoose }: IncidentProps) {
  const text = say.value;
  const all = station.logState.value.incidents;
  const open = openIncident(station);
  const reader = { say: text, format: format.value, time: time.value };
  if (all.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="incident">
      <h2 id="incident">{text("incident.title")}</h2>
      <ul class="incidents">
        {all.map((one) => (
          <li key={one.id}>
            <strong>{incidentTitle(one, reader)}</strong>
            <span class="muted">
              {text(one.open ? "incident.open" : "incident.closed")} · {text("incident.entries", { n: one.entries })}
            </span>
            <button
              type="button"
              class="small"
              aria-pressed={one.id === chosen}
              onClick={() => onChoose(one.id === chosen ? null : one.id)}
            >
              {text("incident.only")}
            </button>
            {/* The report tells all of it, also what came after a moment that is replayed. */}
            {!isReplayed.value && (
              <a
                href={`/api/v1${stationPath(station.id, `/incidents/${encodeURIComponent(one.id)}/export?format=html`)}`}
                download
              >
                {text("incident.report")}
              </a>
            )}
          </li>
        ))}
      </ul>
      {open !== null && may.value("decide", station.id) && (
        <details>
          <summary>{text("incident.close")}</summary>
          <Form
            action={text("incident.closeNow")}
            onSend={(form) => write(station, "incident-closed", { summary: textOf(form, "summary") })}
          >
            <div class="field">
              <label for="incident-summary">{text("incident.summary")}</label>
              <textarea id="incident-summary" name="summary" required />
            </div>
          </Form>
        </details>
      )}
    </section>
  );
}

function Write({ station }: PageProps) {
  const text = say.value;
  const [kind, setKind] = useState<"note" | "decision">("note");
  const mayDecide = may.value("decide", station.id);
  return (
    <section class="panel" aria-labelledby="log-write">
      <h2 id="log-write">{text("log.write")}</h2>
      <Form
        action={text("log.enter")}
        done={text("log.written")}
        onSend={(form) => write(station, kind, { text: textOf(form, "text") })}
      >
        {mayDecide && (
          <Choice
            label={text("log.as")}
            name="kind"
            options={[
              ["note", text("kind.note")],
              ["decision", text("kind.decision")],
            ]}
            value={kind}
            onChoose={setKind}
          />
        )}
        <div class="field">
          <label for="log-text">{text("log.text")}</label>
          <textarea id="log-text" name="text" required />
        </div>
      </Form>
      <details>
        <summary>{text("photo.title")}</summary>
        <PhotoForm station={station} />
      </details>
    </section>
  );
}
