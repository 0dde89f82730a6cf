import { useState } from "preact/hooks";
import { may, me } from "../app/session.ts";
import { say, time } from "../app/settings.ts";
import { personTitle } from "../frame/DemoPeople.tsx";
import { Field, Form, textOf, troubleOf } from "../parts/Form.tsx";
import type { ShownStation } from "../station/index.ts";
import { write } from "./write.ts";

/** The console is given to the next shift, who takes it. */
export function Handovers({ station }: { station: ShownStation }) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  if (!may.value("hand-over", station.id)) return null;
  const own = me.value!.person.id;
  const open = station.logState.value.handovers.filter(({ accepted }) => accepted === null);
  const known = new Map(
    station.entries.value
      .filter(({ entry: { author } }) => author.role !== "server" && author.id !== own)
      .map(({ entry: { author } }) => [author.id, author.name]),
  );
  return (
    <section class="panel" aria-labelledby="handover">
      <h2 id="handover">{text("handover.title")}</h2>
      {open.map(({ entry, by, to, summary, time: at }) => (
        <div key={entry} class="poll">
          <p>
            <strong>{personTitle(by.name)}</strong> → <strong>{personTitle(to.name)}</strong>{" "}
            <span class="muted">
              {time.value.moment(Date.parse(at))} {time.value.zone}
            </span>
          </p>
          <p>{summary}</p>
          {to.id === own && (
            <p>
              <button
                type="button"
                class="primary"
                onClick={() =>
                  void write(station, "handover-accepted", { handover: entry }).catch((error) =>
                    setTrouble(troubleOf(error)),
                  )
                }
              >
                {text("handover.take")}
              </button>
            </p>
          )}
        </div>
      ))}
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {known.size === 0 ? (
        <p class="muted">{text("handover.nobody")}</p>
      ) : (
        <Form
          action={text("handover.give")}
          done={text("log.written")}
          onSend={(form) => {
            const id = textOf(form, "to");
            return write(station, "handover", {
              to: { id, name: known.get(id) ?? id },
              summary: textOf(form, "summary"),
            });
          }}
        >
          <div class="field">
            <label for="handover-to">{text("handover.to")}</label>
            <select id="handover-to" name="to">
              {[...known].map(([id, name]) => (
                <option key={id} value={id}>
                  {personTitle(name)}
                </option>
              ))}
            </select>
          </div>
          <Field label={text("handover.summary")} name="summary" />
        </Form>
      )}
    </section>
  );
}
