import { type Kind, toUtc } from "../entry/index.ts";
import { markOf, type Said, type SaidOf } from "./said.ts";
import type { Acknowledgement, Alarm, Raising, Severity, Shelving } from "./types.ts";

const severities = ["WATCH", "WARNING", "DISTRESS", "CRITICAL", "SEVERE"];
export const rank = (severity: Severity) => severities.indexOf(severity);

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An alarm on its way through its entries. */
interface Course {
  occurrence: number;
  type: string;
  /** Of the present occurrence, by centre. */
  raisings: Map<string, Writable<Raising>>;
  latching: boolean;
  latched: boolean;
  reset: Alarm["reset"];
  acknowledgements: Writable<Acknowledgement>[];
  shelvings: Map<string, Shelving>;
}

const stands = ({ raisings }: Course) => [...raisings.values()].filter(({ cleared }) => cleared === null);

/** The worst that stands; where none does, of what stood. */
function worst(course: Course): Raising | undefined {
  const standing = stands(course);
  const of = standing.length > 0 ? standing : [...course.raisings.values()];
  return of.toSorted((a, b) => rank(b.severity) - rank(a.severity))[0];
}

function raise(course: Course, said: SaidOf<"alarm-raised">): void {
  const { body, original } = said;
  const { centre } = original;
  const isNew = stands(course).length === 0;
  if (isNew) {
    course.occurrence++;
    course.raisings.clear();
    course.latched = false;
    course.reset = null;
    for (const acknowledgement of course.acknowledgements) acknowledgement.holds = false;
  }
  course.type = body.type;
  course.latching = body.latching ?? course.latching;
  const { severity, text, says = null, value = null, threshold = null } = body;
  course.raisings.set(centre, { ...markOf(said), centre, severity, text, says, value, threshold, cleared: null });
  becomeAtLeast(course, severity);
}

function update(course: Course, { body, original }: SaidOf<"alarm-updated">): void {
  const raising = course.raisings.get(original.centre);
  if (raising === undefined || raising.cleared !== null) return;
  raising.severity = body.severity ?? raising.severity;
  raising.text = body.text;
  raising.says = body.says ?? null;
  raising.value = body.value ?? raising.value;
  raising.threshold = body.threshold ?? raising.threshold;
  becomeAtLeast(course, raising.severity);
}

/** Who knew of something less severe does not know of this. */
function becomeAtLeast(course: Course, severity: Severity): void {
  for (const acknowledgement of course.acknowledgements) {
    if (rank(acknowledgement.severity) < rank(severity)) acknowledgement.holds = false;
  }
}

function clear(course: Course, said: SaidOf<"alarm-cleared">): void {
  const raising = course.raisings.get(said.body.raisedBy ?? said.original.centre);
  if (raising === undefined || raising.cleared !== null) return;
  raising.cleared = { ...markOf(said), text: said.body.text };
  if (stands(course).length === 0) course.latched = course.latching;
}

function acknowledge(course: Course, said: SaidOf<"alarm-acknowledged">): void {
  const now = worst(course);
  // Of an alarm that was never raised nothing can be known.
  if (now === undefined) return;
  const { severity = now.severity, comment = null } = said.body;
  const holds = rank(severity) >= rank(now.severity);
  course.acknowledgements.push({ ...markOf(said), severity, comment, holds });
}

function setLatching(course: Course, { body: { latching } }: SaidOf<"alarm-latched">): void {
  course.latching = latching;
  if (!latching) course.latched = false;
}

function shelve(course: Course, said: SaidOf<"alarm-shelved">): void {
  const { until, reason } = said.body;
  const { centre } = said.by;
  course.shelvings.set(centre, { ...markOf(said), centre, until: toUtc(until), reason });
}

function reset(course: Course, said: SaidOf<"alarm-reset">): void {
  if (!course.latched) return;
  course.latched = false;
  course.reset = markOf(said);
}

/** What each kind of entry does to an alarm. */
const acts: { readonly [K in Kind]?: (course: Course, said: SaidOf<K>) => void } = {
  "alarm-raised": raise,
  "alarm-updated": update,
  "alarm-cleared": clear,
  "alarm-acknowledged": acknowledge,
  "alarm-shelved": shelve,
  "alarm-unshelved": ({ shelvings }, { by }) => void shelvings.delete(by.centre),
  "alarm-latched": setLatching,
  "alarm-reset": reset,
};

/** What has become of one alarm; null where nobody raised it. */
export function alarmOf(entries: readonly Said[]): Alarm | null {
  const course: Course = {
    occurrence: 0,
    type: "",
    raisings: new Map(),
    latching: false,
    latched: false,
    reset: null,
    acknowledgements: [],
    shelvings: new Map(),
  };
  for (const said of entries) (acts[said.kind] as ((course: Course, said: Said) => void) | undefined)?.(course, said);
  const raised = worst(course);
  if (raised === undefined) return null;
  const { occurrence, type, raisings, latching, latched, reset, acknowledgements, shelvings } = course;
  const [{ original, body }] = entries as readonly SaidOf<"alarm-raised">[];
  return {
    station: original.station,
    id: body.alarm,
    type,
    incident: entries.findLast(({ original }) => original.incident !== null)?.original.incident ?? null,
    severity: raised.severity,
    text: raised.text,
    says: raised.says,
    inAlarm: stands(course).length > 0,
    occurrence,
    raisings: [...raisings.values()],
    latching,
    latched,
    reset,
    acknowledgements,
    shelvings: [...shelvings.values()],
  };
}
