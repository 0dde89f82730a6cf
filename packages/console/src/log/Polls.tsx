import { useState } from "preact/hooks";
import { may } from "../app/session.ts";
import { say } from "../app/settings.ts";
import { centreName } from "../frame/DemoPeople.tsx";
import { Field, Form, textOf, troubleOf } from "../parts/Form.tsx";
import type { Poll, ShownStation } from "../station/index.ts";
import { write } from "./write.ts";

/** GO or NO-GO, by role and control centre. */
export function Polls({ station }: { station: ShownStation }) {
  const text = say.value;
  const polls = station.logState.value.polls.filter(({ closed }) => closed === null);
  const mayCall = may.value("call-poll", station.id);
  if (polls.length === 0 && !mayCall) return null;
  return (
    <section class="panel" aria-labelledby="polls">
      <h2 id="polls">{text("poll.title")}</h2>
      {polls.map((poll) => (
        <OnePoll key={poll.id} station={station} poll={poll} />
      ))}
      {mayCall && (
        <Form
          action={text("poll.open")}
          done={text("log.written")}
          onSend={(form) => {
            const asked = [
              { role: "flight-director", centre: "houston" },
              { role: "controller", centre: "moscow" },
            ];
            return write(station, "poll-opened", {
              poll: crypto.randomUUID(),
              question: textOf(form, "question"),
              asked,
            });
          }}
        >
          <Field label={text("poll.question")} name="question" hint={text("poll.asked")} />
        </Form>
      )}
    </section>
  );
}

function OnePoll({ station, poll }: { station: ShownStation; poll: Poll }) {
  const text = say.value;
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = (kind: string, body: object) =>
    void write(station, kind, { poll: poll.id, ...body }).catch((error) => setTrouble(troubleOf(error)));
  return (
    <div class="poll">
      <p class="lead">{poll.question}</p>
      <ul>
        {poll.asked.map(({ role, centre, verdict }) => (
          <li key={`${role} ${centre}`}>
            <span>
              {text(`role.${role}` as "role.crew")}
              {centre !== null && `, ${centreName(centre)}`}
            </span>
            <strong class={`verdict ${verdict}`}>
              {verdict === "GO" || verdict === "NO-GO" ? verdict : text("poll.waiting")}
            </strong>
          </li>
        ))}
      </ul>
      {trouble !== null && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <p class="row">
        {may.value("vote", station.id) && (
          <>
            <button type="button" onClick={() => send("poll-voted", { vote: "GO" })}>
              GO
            </button>
            <button type="button" onClick={() => send("poll-voted", { vote: "NO-GO" })}>
              NO-GO
            </button>
          </>
        )}
        {may.value("call-poll", station.id) && (
          <button type="button" onClick={() => send("poll-closed", {})}>
            {text("poll.close")}
          </button>
        )}
      </p>
    </div>
  );
}
