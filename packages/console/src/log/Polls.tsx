import { useState } from "preact/hooks";
import { demo, may, me } from "../app/session.ts";
import { say } from "../app/settings.ts";
import { centreName } from "../frame/DemoPeople.tsx";
import { Field, Form, textOf, troubleOf } from "../parts/Form.tsx";
import type { Poll, ShownStation } from "../station/index.ts";
import { asking, type Party, partiesOf, partyKey, usualOf } from "./parties.ts";
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
      {mayCall && <Ask station={station} />}
    </section>
  );
}

/** A question, and who is asked. */
function Ask({ station }: { station: ShownStation }) {
  const text = say.value;
  const held = me.value?.person.grants ?? [];
  const [added, setAdded] = useState<readonly Party[]>([]);
  const parties = partiesOf(station.entries.value, [...(demo.value?.people ?? []), ...held, ...added]);
  // Undefined until somebody has chosen: who comes to be known meanwhile is asked as usual.
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const asked = chosen ?? new Set(usualOf(parties).map(partyKey));
  const toggle = (party: Party) => {
    const next = new Set(asked);
    if (!next.delete(partyKey(party))) next.add(partyKey(party));
    setChosen(next);
  };
  const send = (form: FormData) => {
    const who = parties.filter((party) => asked.has(partyKey(party)));
    if (who.length === 0) throw new Error(text("poll.nobody"));
    const body = { poll: crypto.randomUUID(), question: textOf(form, "question"), asked: who };
    return write(station, "poll-opened", body);
  };
  const add = (form: FormData) => {
    const party = { role: textOf(form, "role"), centre: textOf(form, "centre") };
    setAdded([...added, party]);
    setChosen(new Set([...asked, partyKey(party)]));
  };
  return (
    <>
      <Form action={text("poll.open")} done={text("log.written")} onSend={async (form) => send(form)}>
        <Field label={text("poll.question")} name="question" />
        <fieldset>
          <legend>{text("poll.who")}</legend>
          {parties.map((party) => (
            <label key={partyKey(party)} class="check">
              <input type="checkbox" checked={asked.has(partyKey(party))} onChange={() => toggle(party)} />
              <span>
                {text(`role.${party.role}` as "role.crew")}, {centreName(party.centre)}
              </span>
            </label>
          ))}
        </fieldset>
      </Form>
      <details>
        <summary>{text("poll.add")}</summary>
        <Form action={text("people.addThis")} onSend={async (form) => add(form)}>
          <div class="field">
            <label for="poll-role">{text("poll.addRole")}</label>
            <select id="poll-role" name="role">
              {asking.map((role) => (
                <option key={role} value={role}>
                  {text(`role.${role}`)}
                </option>
              ))}
            </select>
          </div>
          <Field id="poll-centre" label={text("poll.addCentre")} name="centre" />
        </Form>
      </details>
    </>
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
              {verdict === "GO" || verdict === "NO-GO"
                ? verdict
                : text(verdict === "split" ? "poll.split" : "poll.waiting")}
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
