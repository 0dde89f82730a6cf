/** Which modules share air, and what is read there. */
import { joinedVolumes, type Station } from "@hullwatch/core/station";
import { convert } from "../units/index.ts";
import type { HatchState, Reading, WholeStation } from "./types.ts";

export type HatchStates = Readonly<Record<string, HatchState>>;

/** The joined volumes, as core finds them: it asks of a station only which modules there are and what joins them. */
export function volumes({ modules, hatches }: WholeStation, states: HatchStates): readonly (readonly string[])[] {
  const station = { modules, hatches } as unknown as Station;
  const filed = new Map(hatches.map(({ id, state }) => [id, state]));
  return joinedVolumes(station, (id) => states[id] ?? filed.get(id) ?? "open");
}

/** (m3) */
export const sizeOf = ({ modules }: WholeStation, ids: readonly string[]): number =>
  modules.reduce((sum, { id, volume_m3 }) => (ids.includes(id) ? sum + volume_m3 : sum), 0);

/** The volume in which most people are; of several with as many, or where nobody is known to be, the largest. */
export function peopledVolume(
  whole: WholeStation,
  states: HatchStates,
  crew: Readonly<Record<string, string>>,
): readonly string[] {
  const where = Object.values(crew);
  const people = (ids: readonly string[]) => where.filter((module) => ids.includes(module)).length;
  const better = (a: readonly string[], b: readonly string[]) =>
    people(b) - people(a) || sizeOf(whole, b) - sizeOf(whole, a);
  return volumes(whole, states).toSorted(better)[0] ?? [];
}

/** The median of what the sensors of one quantity read in these modules. */
export interface Level {
  readonly mmHg: number;
  readonly sensors: readonly string[];
  /** All of them are too old to be the present. */
  readonly isStale: boolean;
}

/** Null where nothing was read. Fresh readings go before stale ones. */
export function levelOf(
  whole: WholeStation,
  quantity: string,
  modules: readonly string[],
  readings: ReadonlyMap<string, Reading>,
  isStale: (time: number, period: number) => boolean,
): Level | null {
  const read = whole.sensors
    .filter((sensor) => sensor.quantity === quantity && modules.includes(sensor.module))
    .flatMap(({ id, unit, period_s }) => {
      const found = readings.get(id);
      const value = Number.parseFloat(found?.value ?? "");
      if (found === undefined || Number.isNaN(value)) return [];
      return [{ id, mmHg: convert("pressure", value, unit, "mmHg"), isStale: isStale(found.time, period_s) }];
    });
  const fresh = read.filter((one) => !one.isStale);
  const used = (fresh.length > 0 ? fresh : read).toSorted((a, b) => a.mmHg - b.mmHg);
  if (used.length === 0) return null;
  const middle = (used[Math.floor((used.length - 1) / 2)].mmHg + used[Math.ceil((used.length - 1) / 2)].mmHg) / 2;
  return { mmHg: middle, sensors: used.map(({ id }) => id), isStale: fresh.length === 0 };
}
