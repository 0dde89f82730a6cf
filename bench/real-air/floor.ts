/**
 * The least median delay that any alarm can have in the weather that a record shows once all of it is known: of one who knows onset and
 * size of the leak (Neyman & Pearson; Lai 1998, IEEE Trans. Information Theory 44:2917), as in `detection/floor.ts`.
 */

import type { Input } from "../../packages/core/src/engine/index.ts";
import { readingOf, type Samples } from "../../packages/core/src/engine/minute.ts";
import { pressureFall } from "../../packages/core/src/gas/index.ts";
import {
  cubicMetre,
  kelvin,
  pascal,
  type Second,
  type SquareMetre,
  second,
} from "../../packages/core/src/quantity/index.ts";
import type { Sensor } from "../../packages/core/src/station/index.ts";
import {
  type Bin,
  binLength,
  emptyBin,
  startTracker,
  type Tracker,
  track,
} from "../../packages/core/src/watch/index.ts";
import { copyOfBelief, predict, update } from "../../packages/core/src/watch/kalman.ts";
import { predictLadder, scoreLadder, startLadder } from "../../packages/core/src/watch/ladder.ts";
import { minuteOf } from "../../packages/core/src/watch/minute.ts";
import { sightOfPressure } from "../../packages/core/src/watch/model.ts";
import { upperNormal } from "../detection/normal.ts";
import type { Record } from "./record.ts";

/** (min) As long as a leak is watched at least. */
const longest = 360;
const shortest = 3;

/** (s) The least median delay of a leak of `area` (m2) at one false alarm in `interval` (s); infinite over six hours, NaN under three minutes, which minutes do not resolve. */
export function leastDelays({ station, inputs }: Record): (area: SquareMetre, interval: Second) => Second {
  const tracker = startTracker(0, 0);
  let readings = 1;
  for (const bin of binsOf(station.sensors, inputs)) {
    track(tracker, bin, Number.POSITIVE_INFINITY);
    readings = bin.pressure[0]?.samples ?? readings;
  }
  const information = informationOf(tracker, readings);
  const [volume, pressure, temperature] = [station.modules[0].volume, tracker.last.pressure, tracker.last.temperature];
  return (area, interval) => {
    const fall = pressureFall(area, pascal(pressure), cubicMetre(volume), kelvin(temperature));
    const least = information.findIndex((q, i) => {
      const chance = ((i + 1) * binLength) / interval;
      return chance < 0.5 && fall * Math.sqrt(q) >= upperNormal(chance);
    });
    if (least < 0) return second(Number.POSITIVE_INFINITY);
    return second(least + 1 < shortest ? Number.NaN : (least + 1) * binLength);
  };
}

/** The minutes of one volume. */
function binsOf(sensors: readonly Sensor[], inputs: readonly Input[]): Bin[] {
  const minutes: Map<string, Samples>[] = [];
  const first = Math.floor(inputs[0].time / binLength);
  for (const input of inputs) {
    if (input.type !== "sample" || !Number.isFinite(input.value)) continue;
    const at = Math.floor(input.time / binLength) - first;
    minutes[at] = minutes[at] ?? new Map();
    const samples = minutes[at].get(input.sensor) ?? { times: [], values: [] };
    minutes[at].set(input.sensor, samples);
    samples.times.push(input.time);
    samples.values.push(input.value);
  }
  const read = (quantity: string, minute: Map<string, Samples> | undefined) =>
    sensors.flatMap((sensor) => {
      const samples = sensor.quantity === quantity ? minute?.get(sensor.id) : undefined;
      return samples === undefined ? [] : [readingOf(sensor, samples)];
    });
  return Array.from(minutes, (minute) => ({
    ...emptyBin,
    pressure: read("pressure", minute),
    temperature: read("temperature", minute),
  }));
}

/** (s2/Pa2) What so many minutes tell of a leak of 1 Pa/s that begins now. */
function informationOf({ belief, climate, rounding, scale }: Tracker, readings: number): number[] {
  const own = copyOfBelief(belief);
  const ladder = startLadder(0, 0);
  const [minute, sight] = [minuteOf(readings), sightOfPressure(0)];
  const noise = climate.noise * climate.strength[0];
  return Array.from({ length: longest }, (_, n) => {
    predict(own, minute, binLength, 0, { strength: climate.strength, rounding });
    predictLadder(ladder, minute, binLength, 0);
    scoreLadder(ladder, sight, 1, (n + minute.share) * binLength, update(own, sight, 0, noise), scale);
    return ladder.Q[0];
  });
}
