import type { Mark, State } from "../state/index.ts";
import { type Html, html } from "./html.ts";

const who = ({ by }: Mark) => `${by.name}, ${by.role}, ${by.centre}`;
const corrected = (mark: Mark) => (mark.corrected ? " (corrected)" : "");

function table(title: string, columns: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html | null {
  if (rows.length === 0) return null;
  return html`<h2>${title}</h2>
<table><thead><tr>${columns.map((column) => html`<th>${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>`;
}

/** What follows from the entries of an incident: tables, those that would be empty left out. */
export function summaryOf(state: State): Html {
  return html`${[
    alarms(state),
    polls(state),
    table(
      "Decisions",
      ["Time", "Decision", "By"],
      state.decisions.map((one) => [one.time, `${one.text}${corrected(one)}`, who(one)]),
    ),
    table(
      "Hatches, as last reported",
      ["Time", "Hatch", "State", "By"],
      state.hatches.map((one) => [one.time, one.hatch, `${one.state}${corrected(one)}`, who(one)]),
    ),
    table(
      "People, as last reported",
      ["Time", "Who", "Where", "By"],
      state.crew.map((one) => [one.time, one.who, `${one.module}${corrected(one)}`, who(one)]),
    ),
    table(
      "Procedures",
      ["Begun", "Procedure", "Steps confirmed; deviations", "End"],
      state.runs.map((run) => [
        run.time,
        html`${run.title} (${run.id})<br><code>${run.hash}</code>`,
        html`${run.marks.map(
          (mark) =>
            html`${mark.time} ${mark.step ?? ""}${mark.done ? "" : " deviation"}${mark.text === null ? "" : `: ${mark.text}`} (${who(mark)})<br>`,
        )}`,
        run.ended === null ? "open" : `${run.ended.outcome} ${run.ended.time}`,
      ]),
    ),
    table(
      "Handovers",
      ["Time", "From", "To", "Summary", "Accepted"],
      state.handovers.map((one) => [one.time, who(one), one.to.name, one.summary, one.accepted?.time ?? "no"]),
    ),
    table(
      "Released to the public",
      ["Time", "Text", "By"],
      state.releases.map((one) => [one.time, `${one.title}: ${one.text}${corrected(one)}`, who(one)]),
    ),
  ]}`;
}

const alarms = (state: State) =>
  table(
    "Alarms",
    ["Raised", "Alarm", "State of the process", "Acknowledged by"],
    state.alarms.map(({ raisings, id, severity, text, inAlarm, acknowledgements }) => [
      raisings[0].time,
      `${id} ${severity}: ${text}`,
      inAlarm ? "in alarm" : "back within limits",
      html`${acknowledgements.map((one) => html`${who(one)} ${one.time}${one.holds ? "" : " (as it was then)"}<br>`)}`,
    ]),
  );

const polls = (state: State) =>
  table(
    "Polls",
    ["Time", "Question", "Outcome", "Votes"],
    state.polls.map((poll) => [
      poll.time,
      poll.question,
      html`${poll.verdict}<br>${poll.asked.map(({ role, centre, verdict }) => html`${role} ${centre ?? ""}: ${verdict}<br>`)}`,
      html`${poll.votes.map((vote) => html`${vote.vote} ${who(vote)}${vote.counts ? "" : " (does not count)"}<br>`)}`,
    ]),
  );
