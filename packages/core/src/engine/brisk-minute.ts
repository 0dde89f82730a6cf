/** What the brisk tier makes of samples and actions: one by one as they come, or a whole minute again in the order of time. */
import type { Sensor, Station } from "../station/index.ts";
import { binLength, takeFound } from "../watch/index.ts";
import { fed, isBrisk, leave, stirred, takeSample, unsettled } from "./brisk.ts";
import { type Cabin, isAsleep, type Volume } from "./cabin.ts";
import type { ActionInput } from "./input.ts";
import type { Minute } from "./minute.ts";
import { isOperation, riseOf } from "./readings.ts";

/** A sample of a sensor that stands at `place` in the station file. */
export interface Placed {
  readonly sensor: Sensor;
  readonly place: number;
  readonly time: number;
  readonly value: number;
}

/** Whether the samples of a sensor are looked at one by one: not those of one that is frozen or noisy. */
export const isHeeded = ({ frozen, noisy }: Pick<Minute, "frozen" | "noisy">, sensor: string) =>
  !frozen.includes(sensor) && noisy[sensor] === undefined;

/** Takes a sample of a volume, none of which is newer; tells whether it shows a leak, which is to be told of at once. */
export function takeBriskly(v: Volume, sample: Placed, threshold: number): boolean {
  if (isAsleep(v)) return false;
  const found = takeSample(v.pack, v.tracker, sample, threshold);
  if (found === null) return false;
  takeFound(v.tracker, found);
  v.ripe = true;
  v.begun ||= found.onset > Math.floor(found.time / binLength) * binLength;
  return true;
}

/** Whether an action belongs before samples that have been taken in already. */
export const comesLate = (station: Station, cabin: Cabin, action: ActionInput): boolean =>
  touchedBy(station, cabin, action).some((v) => action.time < v.pack.time);

/** Takes what a person did, where the brisk tier is to know. */
export function actBriskly(station: Station, cabin: Cabin, action: ActionInput): void {
  for (const v of touchedBy(station, cabin, action)) {
    if (isAsleep(v)) continue;
    if (action.type === "hatch") unsettled(v.pack, action.time);
    else if (action.type === "note") stirred(v.pack);
    else if (action.type === "patch") leave(v.pack);
    else if (action.type === "supply") {
      const { gas } = station.supplies.find((s) => s.id === action.supply)!;
      const before = cabin.supplies[action.supply] ?? 0;
      fed(v.pack, riseOf(gas, Math.max(action.rate, before), v));
    }
  }
}

/** The volumes in which an action moves gas. */
function touchedBy(station: Station, cabin: Cabin, action: ActionInput): readonly Volume[] {
  if (action.type === "note") return isOperation(action) ? cabin.volumes : [];
  if (action.type === "hatch" && cabin.hatches[action.hatch] === action.state) return [];
  const at =
    action.type === "hatch"
      ? station.hatches.find((h) => h.id === action.hatch)?.between
      : action.type === "supply"
        ? station.supplies.filter((s) => s.id === action.supply).map((s) => s.module)
        : action.type === "patch"
          ? [action.module]
          : undefined;
  return at === undefined ? [] : cabin.volumes.filter((v) => at.some((m) => v.modules.includes(m)));
}

/** Takes in a whole minute. */
export function turnBrisk(station: Station, cabin: Cabin, minute: Minute, threshold: number): void {
  const samples = station.sensors.flatMap((sensor, place) => {
    const s = minute.samples[place];
    if (s === null || !isBrisk(sensor) || !isHeeded(minute, sensor.id)) return [];
    const v = cabin.volumes.find(({ modules }) => modules.includes(sensor.module));
    if (v === undefined) return [];
    return s.times.map((time, i) => ({ v, sensor, place, time, value: s.values[i] }));
  });
  samples.sort((a, b) => a.time - b.time || a.place - b.place);
  let next = 0;
  for (const sample of samples) {
    while (next < minute.actions.length && minute.actions[next].time <= sample.time) {
      actBriskly(station, cabin, minute.actions[next++]);
    }
    takeBriskly(sample.v, sample, threshold);
  }
  for (const action of minute.actions.slice(next)) actBriskly(station, cabin, action);
}
