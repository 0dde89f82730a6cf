import { useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { writeRoute } from "../app/route.ts";
import { format, say, time, timeStyle } from "../app/settings.ts";
import { incidentTitle } from "../log/sentence.ts";
import { Field, Form, textOf, troubleOf } from "../parts/Form.tsx";
import { openReplay } from "../replay/current.ts";
import type { Window } from "../replay/station.ts";
import { fieldOf, momentOf, windowOf } from "../replay/window.ts";
import "../style/log.css";

/** (ms) What is offered at first of the time before now. */
const usual = 6 * 3_600_000;

/** What is to be looked at once more: an incident, or any time. */
export function ReplayPage({ station }: PageProps) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  if (!station.isLoaded.value) return <p role="status">{text("app.loading")}</p>;
  const now = Number.isNaN(station.now.value) ? Date.now() : station.now.value;
  const open = async (window: Window) => {
    await openReplay(station.id, window);
    location.hash = writeRoute({ station: station.id, page: "now" });
  };
  const show = (window: Window) => {
    setTrouble(null);
    open(window).catch((error: unknown) => setTrouble(troubleOf(error)));
  };
  const style = timeStyle.value;
  const reader = { say: text, format: format.value, time: time.value };
  const incidents = station.logState.value.incidents;
  return (
    <div class="page">
      <h1>{text("page.replay")}</h1>
      <p>{text("replay.about")}</p>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <div class="forms">
        <section class="panel" aria-labelledby="replay-incidents">
          <h2 id="replay-incidents">{text("replay.incidents")}</h2>
          {incidents.length === 0 && <p class="muted">{text("replay.noIncident")}</p>}
          <ul class="incidents">
            {incidents.toReversed().map((incident) => (
              <li key={incident.id}>
                <strong>{incidentTitle(incident, reader)}</strong>
                <span class="muted">
                  {incident.opened[0].by.role !== "server" &&
                    `${time.value.moment(Date.parse(incident.opened[0].time), false)} · `}
                  {text(incident.open ? "incident.open" : "incident.closed")}
                </span>
                <button type="button" onClick={() => show(windowOf(incident, now))}>
                  {text("replay.this")}
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section class="panel" aria-labelledby="replay-window">
          <h2 id="replay-window">{text("replay.window")}</h2>
          <Form
            action={text("replay.open")}
            onSend={async (form) => {
              const [from, to] = ["from", "to"].map((name) => momentOf(textOf(form, name)));
              if (!(from < to)) throw new Error(text("replay.wrong"));
              await open({ from, to: Math.min(to, now) });
            }}
          >
            <Field
              key={`from ${style}`}
              label={text("replay.from", { zone: time.value.zone })}
              name="from"
              hint={text(`replay.as.${style}`)}
              value={fieldOf(now - usual, style)}
            />
            <Field
              key={`to ${style}`}
              label={text("replay.to", { zone: time.value.zone })}
              name="to"
              value={fieldOf(now, style)}
            />
          </Form>
        </section>
      </div>
    </div>
  );
}
