/** One glance: is air being lost? */
import { type Alarm, type Estimate, moduleName, type WholeStation } from "../station/index.ts";
import type { Say } from "../units/index.ts";

/** From the worst to the best that can be said. */
export type Condition = "rapid" | "leak" | "suspected" | "limits" | "stale" | "unheard" | "quiet";

export interface Glance {
  readonly condition: Condition;
  /** The alarm that the condition is about; null where there is none. */
  readonly alarm: Alarm | null;
  /** Other alarms that stand, or that nobody here has acknowledged. */
  readonly others: readonly Alarm[];
  /** The data are too old to be of the present, whatever they say. */
  readonly isStale: boolean;
}

const severities = ["WATCH", "WARNING", "DISTRESS", "CRITICAL", "SEVERE"];
const rank = ({ severity }: Alarm) => severities.indexOf(severity);
/** Alarms about the air itself, not about what measures it. */
const ofInstruments = new Set(["sensor", "stale"]);
/** Alarms about what may hit the station from outside. */
const ofApproaches = (type: string) => type.startsWith("conjunction");

/**
 * What is to be said first. `newest` is NaN where nothing was ever heard. A leak that is estimated before any alarm is one that stored data
 * show: no alarm is raised until live data bear it out, and nobody is told meanwhile that there is none.
 */
export function glanceOf(
  alarms: readonly Alarm[],
  newest: number,
  isStale: boolean,
  estimate: Estimate | null = null,
): Glance {
  const standing = alarms.filter(({ in_alarm }) => in_alarm);
  const worst = (types: readonly string[]) =>
    standing.filter(({ type }) => types.includes(type)).toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
  const about = (condition: Condition, alarm: Alarm | null): Glance => ({
    condition,
    alarm,
    others: alarms.filter((one) => one !== alarm).toSorted((a, b) => rank(b) - rank(a)),
    isStale,
  });
  const rapid = worst(["rapid-depress"]);
  if (rapid !== null) return about("rapid", rapid);
  const leak = worst(["leak"]);
  if (leak !== null) return about("leak", leak);
  if (estimate !== null && !isStale) return about("suspected", null);
  const limit = standing
    .filter(({ type }) => !ofApproaches(type) && !ofInstruments.has(type))
    .toSorted((a, b) => rank(b) - rank(a))[0];
  if (limit !== undefined) return about("limits", limit);
  if (Number.isNaN(newest)) return about("unheard", null);
  return about(isStale ? "stale" : "quiet", null);
}

/** The worst approach that stands; null where none does. It says nothing of the air, and stands beside what does. */
export const worstApproach = (alarms: readonly Alarm[]): Alarm | null =>
  alarms.filter(({ type, in_alarm }) => type === "conjunction" && in_alarm).toSorted((a, b) => rank(b) - rank(a))[0] ??
  null;

/** (s) What is left of the reserve time at `now` (ms), with its bounds; null where nothing is leaking where people are. */
export function reserveLeft(estimate: Estimate | null, now: number) {
  if (estimate === null || estimate.reserve === null) return null;
  const since = (now - Date.parse(estimate.time)) / 1000;
  const left = (hours: number | null) => (hours === null ? null : Math.max(0, hours * 3600 - since));
  const { value, low, high, to_mmHg } = estimate.reserve;
  return { value: left(value)!, low: left(low), high: left(high), to_mmHg };
}

/**
 * Where air is being lost behind closed hatches: a fall that would frighten of a cabin is that of a small part of it. Null where it is
 * the air that most people are in, whose modules are `peopled`.
 */
export function shutIn(
  estimate: Estimate | null,
  peopled: readonly string[],
  whole: WholeStation,
  say: Say,
): string | null {
  if (estimate === null || estimate.modules.length === 0) return null;
  if (estimate.modules.some((id) => peopled.includes(id))) return null;
  const names = estimate.modules.map((id) => moduleName(whole, id));
  const named = names.length > 3 ? [...names.slice(0, 2), say("now.elsewhere", { n: names.length - 2 })] : names;
  return say("now.shutIn", { where: named.join(", ") });
}
