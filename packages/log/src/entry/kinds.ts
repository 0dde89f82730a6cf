import Type, { type Static, type TObject } from "typebox";
import { alarmKinds } from "./alarm-kinds.ts";
import { procedureKinds } from "./procedure-kinds.ts";
import { skyKinds } from "./sky-kinds.ts";
import { entryId, id, moment, party, says, sha256, text, title } from "./words.ts";

/** What people do and say. */
const peopleKinds = {
  /** The incident is the entry's own `incident`. Opened again, it is open again. */
  "incident-opened": { title, text: Type.Optional(text) },
  "incident-closed": { summary: text },
  "hatch-moved": {
    hatch: id,
    state: Type.Enum(["open", "closed"]),
    text: Type.Optional(text),
  },
  "crew-moved": { who: id, module: id, text: Type.Optional(text) },
  /** With `parameter` and `value` it is also a row of a recording: `patch:ms09-om`, `cured`. */
  action: {
    text,
    parameter: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    value: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  decision: { text, poll: Type.Optional(id), because: Type.Optional(Type.Array(entryId, { maxItems: 100 })) },
  "poll-opened": { poll: id, question: text, asked: Type.Array(party, { minItems: 1, maxItems: 100 }) },
  /** The vote of the author's role. A later vote of the same person counts in place of theirs before; both are shown. */
  "poll-voted": {
    poll: id,
    vote: Type.Enum(["GO", "NO-GO"]),
    comment: Type.Optional(text),
  },
  "poll-closed": { poll: id, text: Type.Optional(text) },
  /** The author gives their role to `to`, who takes it with `handover-accepted`. */
  handover: { to: Type.Object({ id, name: title }), summary: text },
  "handover-accepted": { handover: entryId, comment: Type.Optional(text) },
  note: { text, says: Type.Optional(says) },
  /** A photo or another file, kept beside the log under its hash. */
  file: {
    sha256,
    name: title,
    type: Type.String({ maxLength: 100, description: "Media type, by content." }),
    bytes: Type.Integer({ minimum: 1 }),
    caption: Type.Optional(text),
    width: Type.Optional(Type.Integer({ minimum: 1 })),
    height: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  /** Says of an entry what is right. The entry stays; its place in the state is taken by `body` and `time`, or by nothing. */
  correction: {
    of: entryId,
    reason: text,
    body: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    time: Type.Optional(moment),
    withdrawn: Type.Optional(Type.Boolean()),
  },
  /** What the public is told. */
  release: { title, text, language: Type.Optional(Type.String({ pattern: "^[a-z]{2}$" })) },
};

const fields = { ...peopleKinds, ...alarmKinds, ...procedureKinds, ...skyKinds };

export type Kind = keyof typeof fields;
type Fields<K extends Kind> = (typeof fields)[K];

/** The body of an entry of that kind. */
export type Body<K extends Kind = Kind> = Static<TObject<Fields<K>>>;

export const kindNames = Object.keys(fields) as Kind[];

const each = <T>(schema: (kind: Kind) => T) => Object.fromEntries(kindNames.map((kind) => [kind, schema(kind)]));

/** What a new entry's body must be, by kind: nothing that is not known. */
export const bodySchemas = each((kind) => Type.Object(fields[kind], { additionalProperties: false })) as {
  readonly [K in Kind]: TObject<Fields<K>>;
};

/** What is asked of a body that another centre wrote: a newer one may have added to it. */
export const readableBodies: Readonly<Record<string, TObject>> = each((kind) => Type.Object(fields[kind]));

/** How each kind is called, in reports and lists. */
export const kindTitles: Readonly<Record<Kind, string>> = {
  "incident-opened": "Incident opened",
  "incident-closed": "Incident closed",
  "hatch-moved": "Hatch",
  "crew-moved": "Crew",
  action: "Action",
  decision: "Decision",
  "poll-opened": "Poll opened",
  "poll-voted": "Vote",
  "poll-closed": "Poll closed",
  handover: "Handover",
  "handover-accepted": "Handover accepted",
  note: "Note",
  file: "File",
  correction: "Correction",
  release: "Released to the public",
  "alarm-raised": "Alarm",
  "alarm-updated": "Alarm updated",
  "alarm-cleared": "Alarm cleared",
  "alarm-acknowledged": "Alarm acknowledged",
  "alarm-shelved": "Alarm shelved",
  "alarm-unshelved": "Alarm unshelved",
  "alarm-latched": "Alarm latch",
  "alarm-reset": "Alarm reset",
  "procedure-published": "Procedure published",
  "procedure-started": "Procedure started",
  "step-done": "Step done",
  deviation: "Deviation",
  "procedure-ended": "Procedure ended",
  "conjunction-message": "Conjunction message",
  "cause-weighed": "Cause weighed",
};
