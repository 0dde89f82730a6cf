/** What may be put into an exercise while it runs, in the words of a scenario file; its moment is now. */

import type { Document } from "yaml";
import { phrase, verbatim } from "../../phrase/index.ts";
import { parseQuantity, type Second, second, UnitError } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import { parseScenario, type Scenario } from "../scenario/index.ts";
import { isoTime } from "../signal/index.ts";
import { InjectionError } from "./errors.ts";

type Said = Readonly<Record<string, unknown>>;

/** One thing, as `scenarios/README.md` describes it, without `at`, `from` and `until`; faults and gaps may have `for`, a time. */
export type Piece =
  | { readonly leak: Said }
  | { readonly happening: Said }
  | { readonly fault: Said }
  | { readonly gap: Said }
  /** The time stamps of the sensors are off from now on, by so much in all. */
  | { readonly clock: Said }
  /** Machines of life support stand still, for a time. */
  | { readonly outage: { readonly of: Machines; readonly for: string } }
  /** Of a leak, by its id: the part of its area that stays open from now on, in place of what the patch before left. */
  | { readonly patch: { readonly leak: string; readonly left: number } }
  /** Ends a leak by its id, or a fault of a sensor by the number under which it was injected. */
  | { readonly stop: { readonly leak: string } | { readonly fault: number } };

/** Oxygen generators, or scrubbers of CO2. */
export type Machines = "oxygen" | "co2";

/** Where in a scenario file a piece stands. */
export const lists = {
  leak: ["leaks"],
  happening: ["happenings"],
  fault: ["faults"],
  gap: ["delivery", "gaps"],
  clock: ["delivery", "clock"],
} as const;
export type ListName = keyof typeof lists;

/** A piece as it stands in the scenario file: with its moments. */
export function entryOf(kind: ListName, said: Said, now: Second): Said {
  const own = Object.keys(said).find((key) => ["at", "from", "until"].includes(key));
  if (own !== undefined) throw new InjectionError(kind, phrase`${own} of its own`, phrase`none: it begins now`);
  const at = isoTime(now);
  if (kind === "happening" || kind === "clock") return { at, ...said };
  const { for: span, ...rest } = said;
  if (span === undefined) return { ...rest, from: at };
  if (kind === "leak") throw new InjectionError(kind, verbatim("for"), phrase`none: a leak is stopped by hand`);
  return { ...rest, from: at, until: isoTime(now + spanOf(kind, span)) };
}

/** (s) A year. */
const longest = 366 * 86_400;

/** (s) Throws `InjectionError`. */
export function spanOf(kind: string, text: unknown): number {
  try {
    const span = parseQuantity("time", String(text));
    if (span > 0 && span <= longest) return span;
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
  }
  throw new InjectionError(
    kind,
    verbatim(`for ${JSON.stringify(text)}`),
    phrase`a time above 0 and up to a year, such as "20min"`,
  );
}

/** The entry read as a scenario file's. Throws `DocumentError` with everything that is wrong with it. */
export function readEntry(kind: ListName, entry: Said, document: Document, scenario: Scenario, station: Station) {
  const [list, inner] = lists[kind];
  const air = document.get("air");
  const text = JSON.stringify({
    ...{ hullwatch: "scenario/1", id: scenario.id, name: scenario.name, station: scenario.station },
    ...{ start: isoTime(scenario.start), duration: `${scenario.duration}s` },
    ...(air !== undefined && { air: document.createNode(air).toJSON() }),
    [list]: inner === undefined ? [entry] : { [inner]: [entry] },
  });
  return parseScenario(text, "injection", station);
}

/** (s) The weather goes on by the minute: a change of temperature begins with the next. */
export const nextMinute = (now: number, start: number): Second => second(start + Math.ceil((now - start) / 60) * 60);
