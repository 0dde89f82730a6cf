/** What the brisk tier makes of samples and actions: one by one as they come, or a whole minute again in the order of time. */
import type { Sensor, Station } from "../station/index.ts";
import { binLength, takeFound } from "../watch/index.ts";
import { fed, leave, stirred, takeSample, unsettled } from "./brisk.ts";
import { type Cabin, isAsleep, type Volume } from "./cabin.ts";
import type { ActionInput } from "./input.ts";
import type { Minute } from "./minute.ts";
import type { VolumeOf } from "./places.ts";
import { isOperation, riseOf } from "./readings.ts";

/** A sample of a sensor that stands at `place` in the station file. */
export interface Placed {
  readonly sensor: Sensor;
  readonly place: number;
  readonly time: number;
  readonly value: number;
}

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

/** Takes in a whole minute moment by moment: what was done by then, and the samples in the order of the station file. */
export function turnBrisk(station: Station, cabin: Cabin, minute: Minute, threshold: number, volumeOf: VolumeOf): void {
  const spoken = station.sensors.flatMap((sensor, place) => {
    const samples = minute.samples[place];
    const v = volumeOf(cabin.volumes, minute, place);
    return samples === null || v === undefined ? [] : [{ v, sensor, place, samples, at: 0 }];
  });
  if (typeof minute.unseen === "number") for (const v of cabin.volumes) unsettled(v.pack, minute.unseen);
  let acted = 0;
  for (;;) {
    let time = Number.POSITIVE_INFINITY;
    for (const { samples, at } of spoken) if (samples.times[at] < time) time = samples.times[at];
    while (acted < minute.actions.length && minute.actions[acted].time <= time) {
      actBriskly(station, cabin, minute.actions[acted++]);
    }
    if (time === Number.POSITIVE_INFINITY) return;
    for (const s of spoken) {
      if (s.samples.times[s.at] !== time) continue;
      takeBriskly(s.v, { sensor: s.sensor, place: s.place, time, value: s.samples.values[s.at++] }, threshold);
    }
  }
}
