import { significant } from "@hullwatch/core/quantity";
import { type Body, type Entry, fitsKind, type Kind } from "../entry/index.ts";

const quantity = ({ value, low, high, unit }: NonNullable<Body<"alarm-raised">["value"]>) =>
  low === undefined || high === undefined
    ? `${significant(value)} ${unit}`
    : `${significant(value)} (${significant(low)} to ${significant(high)}) ${unit}`;

const also = (text: string | undefined) => (text === undefined ? "" : `: ${text}`);

/** What an entry of each kind says, in a sentence. */
const sentences: { readonly [K in Kind]: (body: Body<K>) => string } = {
  "incident-opened": ({ title, text }) => `${title}${also(text)}`,
  "incident-closed": ({ summary }) => summary,
  "hatch-moved": ({ hatch, state, text }) => `${hatch} ${state}${also(text)}`,
  "crew-moved": ({ who, module, text }) => `${who} in ${module}${also(text)}`,
  action: ({ text, parameter, value }) => (parameter === undefined ? text : `${text} (${parameter} ${value ?? ""})`),
  decision: ({ text, poll, because = [] }) =>
    [
      text,
      poll === undefined ? "" : `after poll ${poll}`,
      because.length === 0 ? "" : `because of ${because.join(", ")}`,
    ]
      .filter((part) => part !== "")
      .join("; "),
  "poll-opened": ({ poll, question, asked }) =>
    `${poll}: ${question} Asked: ${asked.map(({ role, centre }) => (centre === undefined ? role : `${role} ${centre}`)).join(", ")}`,
  "poll-voted": ({ poll, vote, comment }) => `${poll}: ${vote}${also(comment)}`,
  "poll-closed": ({ poll, text }) => `${poll} closed${also(text)}`,
  handover: ({ to, summary }) => `To ${to.name}: ${summary}`,
  "handover-accepted": ({ handover, comment }) => `${handover} accepted${also(comment)}`,
  note: ({ text }) => text,
  file: ({ name, type, bytes, caption, sha256 }) =>
    `${name} (${type}, ${bytes} bytes)${also(caption)} SHA-256 ${sha256}`,
  correction: ({ of, reason, withdrawn }) => `${withdrawn ? "Withdraws" : "Corrects"} ${of}: ${reason}`,
  release: ({ title, text }) => `${title}: ${text}`,
  "alarm-raised": ({ alarm, severity, text, value, threshold }) =>
    [
      `${alarm} ${severity}: ${text}`,
      value && `value ${quantity(value)}`,
      threshold && `threshold ${quantity(threshold)}`,
    ]
      .filter((part) => part !== undefined)
      .join("; "),
  "alarm-updated": ({ alarm, severity, text }) => `${alarm}${severity === undefined ? "" : ` ${severity}`}: ${text}`,
  "alarm-cleared": ({ alarm, text, raisedBy }) =>
    `${alarm}: ${text}${raisedBy === undefined ? "" : ` (raised by ${raisedBy})`}`,
  "alarm-acknowledged": ({ alarm, severity, comment }) =>
    `${alarm}${severity === undefined ? "" : ` as ${severity}`}${also(comment)}`,
  "alarm-shelved": ({ alarm, until, reason }) => `${alarm} until ${until}: ${reason}`,
  "alarm-unshelved": ({ alarm, reason }) => `${alarm}${also(reason)}`,
  "alarm-latched": ({ alarm, latching, reason }) =>
    `${alarm} ${latching ? "latches" : "does not latch"}${also(reason)}`,
  "alarm-reset": ({ alarm, comment }) => `${alarm}${also(comment)}`,
  "procedure-published": ({ procedure, title, hash }) => `${title} (${procedure}), version ${hash}`,
  "procedure-started": ({ run, procedure, title, hash }) => `${title} (${procedure}) as ${run}, version ${hash}`,
  "step-done": ({ run, step, branch, shown, telemetry, comment }) =>
    [
      `${run}: ${step}${branch === undefined ? "" : `, goes on to ${branch}`}${also(comment)}`,
      shown === undefined ? "" : `telemetry shows it: ${shown}${telemetry === undefined ? "" : ` (${telemetry})`}`,
    ]
      .filter((part) => part !== "")
      .join("; "),
  deviation: ({ run, step, skip, text }) =>
    `${run}${step === undefined ? "" : `: ${step}`}${skip ? " skipped" : ""}: ${text}`,
  "procedure-ended": ({ run, outcome, text }) => `${run} ${outcome}${also(text)}`,
  "conjunction-message": ({ name, text }) => `${name}: ${text}`,
  "cause-weighed": ({ title, text }) => `${title}: ${text}`,
};

/** What an entry, or what stands in the place of its body, says in a sentence. Of a kind that is not known its body as JSON. */
export function sentenceOf({ kind, body }: Pick<Entry, "kind" | "body">): string {
  if (!fitsKind(kind, body)) return JSON.stringify(body);
  return (sentences[kind as Kind] as (body: unknown) => string)(body);
}
