import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { isReplayed, may } from "../app/session.ts";
import { say, time } from "../app/settings.ts";
import { centreName } from "../frame/DemoPeople.tsx";
import { stationPath } from "../link/index.ts";
import { Handovers } from "../log/Handovers.tsx";
import { PhotoForm } from "../log/PhotoForm.tsx";
import { Polls } from "../log/Polls.tsx";
import { type Filter, filters, passes, sentenceOf } from "../log/sentence.ts";
import { openIncident, write } from "../log/write.ts";
import { Choice } from "../parts/Choice.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import type { StoredEntry } from "../station/index.ts";
import "../style/log.css";

/** What happened, who did what; notes, photos, polls, handover. */
export function LogPage({ station }: PageProps) {
  const text = say.value;
  const [filter, setFilter] = useState<Filter>("all");
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  const entries = station.entries.value.filter(({ entry }) => passes(filter, entry));
  return (
    <div class="page log">
      <h1 class="aloud">{text("page.log")}</h1>
      <div class="log-columns">
        <section class="panel" aria-labelledby="log-list">
          <h2 id="log-list">{text("log.title")}</h2>
          <Choice
            label={text("log.show")}
            name="filter"
            options={filters.map((one) => [one, text(`log.filter.${one}`)])}
            value={filter}
            onChoose={setFilter}
          />
          <ol class="entries">
            {entries.map((stored) => (
              <Line key={stored.id} station={station} stored={stored} />
            ))}
          </ol>
          {entries.length === 0 && <p class="muted">{text("log.empty")}</p>}
        </section>
        <div class="side">
          <Incident station={station} />
          {may.value("write-log", station.id) && <Write station={station} />}
          <Polls station={station} />
          <Handovers station={station} />
        </div>
      </div>
    </div>
  );
}

function Line({ station, stored: { id, entry } }: PageProps & { stored: StoredEntry }) {
  const { title, text, isTheirs } = sentenceOf(entry, station.whole.value!, say.value);
  const isServer = entry.author.role === "server";
  const at = Date.parse(entry.time);
  return (
    <li class={`entry ${entry.kind}`}>
      <time dateTime={entry.time}>
        <span class="muted">{time.value.day(at)}</span> {time.value.clock(at)}
      </time>
      <div>
        <strong>{title}</strong>{" "}
        <span class="muted">
          {isServer ? "" : `${entry.author.name} · `}
          {centreName(entry.author.centre)} <span class="id">{id}</span>
        </span>
        {text !== "" && <p lang={isTheirs && isServer ? "en" : undefined}>{text}</p>}
        {entry.kind === "file" && <Picture station={station} body={entry.body} />}
      </div>
    </li>
  );
}

function Picture({ station, body }: PageProps & { body: Readonly<Record<string, unknown>> }) {
  const path = `/api/v1${stationPath(station.id, `/files/${body.sha256}`)}`;
  const name = String(body.caption ?? body.name);
  if (!String(body.type).startsWith("image/")) return <a href={path}>{name}</a>;
  return (
    <a href={path}>
      <img src={`${path}/thumbnail`} alt={name} loading="lazy" />
    </a>
  );
}

function Incident({ station }: PageProps) {
  const text = say.value;
  const all = station.logState.value.incidents;
  const open = openIncident(station);
  if (all.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="incident">
      <h2 id="incident">{text("incident.title")}</h2>
      <ul class="incidents">
        {all.map(({ id, title, open: isOpen, entries }) => (
          <li key={id}>
            <strong>{title}</strong>
            <span class="muted">
              {text(isOpen ? "incident.open" : "incident.closed")} · {text("incident.entries", { n: entries })}
            </span>
            {/* The report tells all of it, also what came after a moment that is replayed. */}
            {!isReplayed.value && (
              <a
                href={`/api/v1${stationPath(station.id, `/incidents/${encodeURIComponent(id)}/export?format=html`)}`}
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
