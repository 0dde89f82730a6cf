import type { Second } from "../../quantity/index.ts";
import { second } from "../../quantity/index.ts";
import {
  type CrewPositions,
  cutOff,
  filedHatchStates,
  filedPositions,
  type HatchStates,
  type Station,
} from "../../station/index.ts";

export type Level = "green" | "yellow" | "red";

/**
 * Flight rule of the ISS: above 1e-5 it manoeuvres if mission objectives allow, above 1e-4 unless that adds risk to the
 * crew. As published by NASA.
 */
export const thresholds = { yellow: 1e-5, red: 1e-4 } as const;

export const levelOf = (probability: number): Level =>
  probability > thresholds.red ? "red" : probability > thresholds.yellow ? "yellow" : "green";

/** (s) What a manoeuvre takes to prepare: planned in advance (PDAM) about 5 h, a tailored one (DAM) about 30 h. Press, 2012 and 2015. */
export const leadTimes = { predetermined: 5 * 3600, tailored: 30 * 3600 } as const;

export type Manoeuvre = "any" | "predetermined" | "none";

/** What can still be prepared in `left` (s) until closest approach. */
export const manoeuvreWithin = (left: number): Manoeuvre =>
  left >= leadTimes.tailored ? "any" : left >= leadTimes.predetermined ? "predetermined" : "none";

/** What the rule asks for, as a sentence. `left` (s) until closest approach. */
export function actionFor(level: Level, left: number): string {
  if (left <= 0) return "closest approach is past";
  const still = {
    any: "there is time for a tailored manoeuvre (about 30 h) or a predetermined one (about 5 h)",
    predetermined: "there is time for a predetermined manoeuvre (about 5 h), not for a tailored one (about 30 h)",
    none: "too late for a manoeuvre (a predetermined one takes about 5 h): the crew shelters in its return craft",
  }[manoeuvreWithin(left)];
  if (level === "red") return `above 1e-4: manoeuvre unless that adds risk to the crew; ${still}`;
  if (level === "yellow") return `above 1e-5: manoeuvre if mission objectives allow; ${still}`;
  return "at most 1e-5: no manoeuvre; wait for the next message";
}

/** Whether the crew is to shelter: a manoeuvre would be asked for, and none can be prepared in what is `left` (s). */
export const shelters = (level: Level | null, left: number) =>
  level !== null && level !== "green" && left > 0 && manoeuvreWithin(left) === "none";

/** Where people go, and when. */
export interface Shelter {
  readonly vehicle: string;
  /** The module in which they ride home. */
  readonly module: string;
  readonly crew: readonly string[];
  readonly seats: number;
  /** Those of them who are in none of its modules now: where, and whether a closed hatch is on their way. */
  readonly elsewhere: readonly { readonly who: string; readonly at: string; readonly cut_off: boolean }[];
  /** (s) UNIX time: inside, with the hatch to the station closed. */
  readonly from: Second;
  readonly until: Second;
}

/** (s) Inside so long before and after closest approach. Assumed, after March 2009, when the crew was inside for 10 min. */
const [before, after] = [10 * 60, 5 * 60];

/** Where people and hatches are now; as the station file has them unless said. */
export interface Aboard {
  readonly positions?: CrewPositions;
  readonly hatches?: HatchStates;
}

/**
 * Where each crew of `station` shelters for a closest approach at `tca` (s, UNIX time): in the ship that it rides home in,
 * from 10 min before to 5 min after (assumed), the hatch to the station closed by then.
 */
export function shelterFor(station: Station, tca: number, aboard: Aboard = {}): readonly Shelter[] {
  const { positions = filedPositions(station), hatches = filedHatchStates(station) } = aboard;
  const apart = new Set(cutOff(station, hatches, positions).map(({ id }) => id));
  return station.vehicles.flatMap(({ id, seat, seats, modules }) => {
    const crew = station.crew.filter((member) => member.vehicle === id).map((member) => member.id);
    const elsewhere = crew
      .filter((who) => !modules.includes(positions(who)))
      .map((who) => ({ who, at: positions(who), cut_off: apart.has(who) }));
    const when = { from: second(tca - before), until: second(tca + after) };
    return crew.length === 0 ? [] : [{ vehicle: id, module: seat, crew, seats, elsewhere, ...when }];
  });
}
