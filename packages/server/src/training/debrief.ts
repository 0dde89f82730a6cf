/** What really was, beside what people and program made of it. */
import { type Entry, fitsKind, type KnownEntry } from "@hullwatch/log";
import type { StoredEvent, WireEvent } from "../records/index.ts";
import type { LeakRecord, TrainingRecord } from "./record.ts";

/** Something that came after a leak began. */
export interface Step {
  /** ISO 8601, in the time of the training. */
  readonly time: string;
  /** (min) After the leak began. */
  readonly after_min: number;
  /** Who did it; null for the program. */
  readonly by: string | null;
  /** What there is to say of it. */
  readonly text: string;
}

export interface LeakDebrief extends LeakRecord {
  readonly alarm: Step | null;
  readonly acknowledged: Step | null;
  /** The program named the module, or a set of modules with it. */
  readonly located: Step | null;
  /** People reported that they had found it there. */
  readonly found: Step | null;
  readonly patched: Step | null;
  readonly stopped: Step | null;
}

const said = (event: WireEvent, name: string) => String(event[name] ?? "");

/** Of each leak, when what came, with the minutes since it began. `entries` and `events` are those of the training. */
export function debriefOf(
  { leaks }: Pick<TrainingRecord, "leaks">,
  events: readonly Pick<StoredEvent, "event">[],
  entries: readonly Entry[],
): readonly LeakDebrief[] {
  return leaks.map((leak) => {
    const began = Date.parse(leak.from);
    const step = (time: string, by: string | null, text: string): Step => {
      return {
        time: new Date(time).toISOString(),
        after_min: Math.round((Date.parse(time) - began) / 6000) / 10,
        by,
        text,
      };
    };
    const after = (time: string) => Date.parse(time) >= began;
    const alarm = events.find(({ event }) => isAlarm(event) && after(event.time))?.event;
    const known =
      alarm === undefined ? undefined : entries.find((one) => acknowledges(one, said(alarm, "id")) && after(one.time));
    const located = events.find(({ event }) => names(event, leak.module) && after(event.time))?.event;
    const found = entries.find((one) => reportsFound(one, leak.module) && after(one.time));
    const [patch] = leak.patches;
    return {
      ...leak,
      alarm: alarm === undefined ? null : step(alarm.time, null, said(alarm, "text")),
      acknowledged: known === undefined ? null : step(known.time, nameOf(known), ""),
      located: located === undefined ? null : step(located.time, null, (located.modules as string[]).join(", ")),
      found: found === undefined ? null : step(found.time, nameOf(found), ""),
      patched: patch === undefined ? null : step(patch.from, null, String(patch.left)),
      stopped: leak.until === null ? null : step(leak.until, null, ""),
    };
  });
}

const nameOf = ({ author }: Entry) => author.name;

const isAlarm = ({ type, state, kind }: WireEvent) =>
  type === "alarm" && state === "raised" && (kind === "leak" || kind === "rapid-depress");

/** The program says where it is, and is right. */
const names = ({ type, verdict, modules }: WireEvent, module: string) =>
  type === "location" && (verdict === "module" || verdict === "set") && (modules as string[]).includes(module);

function acknowledges(entry: Entry, alarm: string): boolean {
  if (!fitsKind(entry.kind, entry.body)) return false;
  const { kind, body } = entry as KnownEntry;
  return kind === "alarm-acknowledged" && body.alarm === alarm;
}

function reportsFound(entry: Entry, module: string): boolean {
  if (!fitsKind(entry.kind, entry.body)) return false;
  const { kind, body } = entry as KnownEntry;
  return kind === "action" && body.parameter === `search:${module}` && body.value === "found";
}
