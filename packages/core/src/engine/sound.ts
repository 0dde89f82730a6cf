/** Which inputs can be used at all, and which of two reports on one thing is the newer. */
import { isHash } from "../mend/index.ts";
import type { Station, Supply } from "../station/index.ts";
import { isPossible } from "../watch/index.ts";
import type { ActionInput } from "./input.ts";

/** (s) The year 9999 ends: what ISO 8601 can write without ado. */
const lastMoment = 253402300799;

/** Whether `time` (UNIX s) is a moment that can be written; anything else stays in the record only. */
export const isMoment = (time: number) => time >= -lastMoment && time <= lastMoment;

/** A supply said to give so many times its most is a slip of units. */
const beyondMost = 10;

/** Whether a supply can give `rate` (kg/s). */
export const canGive = (supply: Supply, rate: number) => rate >= 0 && rate <= beyondMost * supply.maxRate;

/** (Pa) A gauge that is off by more than a cabin holds tells nothing. */
const widestGauge = 1e5;

/** Whether an action speaks of things that the station has, in numbers that can be. */
export function speaksOf(station: Station, input: ActionInput): boolean {
  const has = (list: readonly { readonly id: string }[], id: string) => list.some((x) => x.id === id);
  switch (input.type) {
    case "hatch":
      return has(station.hatches, input.hatch);
    case "supply":
      return station.supplies.some((s) => s.id === input.supply && canGive(s, input.rate));
    case "crew":
      return has(station.crew, input.who) && has(station.modules, input.module);
    case "gauge":
      return (
        has(station.modules, input.module) &&
        isPossible("pressure", input.value) &&
        input.sigma > 0 &&
        input.sigma <= widestGauge
      );
    case "flow":
      return station.hatches.some((h) => h.id === input.hatch && h.between.includes(input.towards));
    case "torque":
      return Number.isFinite(input.value);
    case "attach":
      return has(station.modules, input.module) && isHash(input.sha256);
    case "patch":
    case "search":
    case "check":
      return has(station.modules, input.module);
    case "note":
      return true;
  }
}

/** What an action is about, where a later one on the same subject undoes it. */
export function subjectOf(input: ActionInput): string | null {
  if (input.type === "hatch") return `hatch:${input.hatch}`;
  if (input.type === "supply") return `supply:${input.supply}`;
  return input.type === "crew" ? `crew:${input.who}` : null;
}

/** Whether a report is later than any before it on its subject; `acted` (s) by subject. */
export function isNews(acted: { readonly [subject: string]: number }, input: ActionInput): boolean {
  const subject = subjectOf(input);
  return subject !== null && !(input.time <= acted[subject]);
}
