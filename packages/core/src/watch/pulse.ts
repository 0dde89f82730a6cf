/** Is a sensor alive: when it last spoke, whether it repeats itself, whether what it says is possible at all. */
import type { Sensor, SensorQuantity } from "../station/index.ts";
import { type Scatter, startScatter, takeScatter } from "./scatter.ts";

/** `silent`: nothing for long; `frozen`: the same number longer than noise allows; `absurd`: outside what is possible. */
export type Pulse = "live" | "silent" | "frozen" | "absurd";

export interface Vital {
  /** (s) UNIX time of the last possible reading; NaN before the first. */
  heard: number;
  value: number;
  /** (s) Since when, and for how many readings, the value has not changed. */
  sameSince: number;
  same: number;
  /** Impossible readings in a row. */
  absurd: number;
  readonly scatter: Scatter;
}

/** Of a sensor whose readings may show this variance (`usual`, Pa2 or K2). */
export const startVital = (usual: number): Vital => ({
  heard: Number.NaN,
  value: Number.NaN,
  sameSince: Number.NaN,
  same: 0,
  absurd: 0,
  scatter: startScatter(usual),
});

/** (K; Pa) What a reading can be in any cabin, down to vacuum. */
export const possible = { temperature: { low: 200, high: 350 }, pressure: { low: -100, high: 200e3 } };

/** A reading that no cabin can have is no reading. */
export function isPossible(quantity: SensorQuantity, value: number): boolean {
  const { low, high } = quantity === "temperature" ? possible.temperature : possible.pressure;
  return value >= low && value <= high;
}

/** (Pa) Less is no air; and more is enough of it not to be gone by the next reading, unless that comes so much later (s). */
const noAir = 1e3;
const someAir = 10e3;
const longAgo = 1800;

/** A pressure (Pa) of nothing at all, at `time` (s), right after one of air: a line that broke, not a cabin. */
export const vanishes = ({ value, heard, absurd }: Vital, time: number, next: number): boolean =>
  next < noAir && value > someAir && (absurd > 0 || time - heard <= longAgo);

/** Takes one reading (s; Pa or K). */
export function feel(vital: Vital, time: number, value: number, sane: boolean): void {
  if (!sane) {
    vital.absurd++;
    return;
  }
  vital.absurd = 0;
  takeScatter(vital.scatter, value);
  vital.heard = time;
  if (value !== vital.value) {
    vital.value = value;
    vital.sameSince = time;
    vital.same = 0;
  }
  vital.same++;
}

const absurdRun = 5;
const patience = { periods: 10, seconds: 300 };
const frozenFor = 1800;
/** Chance that a healthy sensor repeats itself as often as it did, under which it counts as frozen. */
const coincidence = 1e-9;

/** (s) A sensor that has said nothing for longer is silent. */
export const silentAfter = ({ period }: Sensor): number => Math.max(patience.periods * period, patience.seconds);
/** (s) A sensor that has said the same for longer may be frozen. */
export const frozenAfter = ({ period }: Sensor): number => Math.max(frozenFor, 20 * period);

/** The verdict at `now` (s), of a feed that came back at `resumed` (s). Frozen is said only where the noise would have changed the reading: see `chanceOfSame`. */
export function pulseOf(vital: Vital, sensor: Sensor, now: number, resumed = Number.NEGATIVE_INFINITY): Pulse {
  if (vital.absurd >= absurdRun) return "absurd";
  if (now - Math.max(vital.heard, resumed) > silentAfter(sensor)) return "silent";
  const unchanged = vital.heard - vital.sameSince;
  if (!(unchanged > frozenAfter(sensor))) return "live";
  return chanceOfSame(sensor.sigma, sensor.step) ** vital.same < coincidence ? "frozen" : "live";
}

/** Whether all sensors that speak at `now` (s), two at least, have repeated themselves together longer than chance lets them. */
export function isFeedFrozen(
  felt: readonly { readonly sensor: Sensor; readonly vital: Vital }[],
  now: number,
): boolean {
  const speaking = felt.filter(({ sensor, vital }) => now - vital.heard <= silentAfter(sensor));
  if (speaking.length < 2) return false;
  let log = 0;
  for (const { sensor, vital } of speaking) {
    if (!(vital.heard - vital.sameSince > frozenAfter(sensor))) return false;
    log += vital.same * Math.log(chanceOfSame(sensor.sigma, sensor.step));
  }
  return log < Math.log(coincidence);
}

/** Chance (-) that a healthy sensor repeats itself as often, under which it bears no witness against another; readings that suffice for any. */
const suspicion = 1e-4;
const manySame = 40;

/** Whether a sensor has said the same since before `since` (s), and oftener than its noise lets it: it may be stuck. */
export function standsStill(vital: Vital, { sigma, step }: Sensor, since: number): boolean {
  const enough = Math.min(manySame, Math.abs(Math.log(suspicion) / Math.log(chanceOfSame(2 * sigma, step))));
  return vital.sameSince <= since && vital.same >= Math.max(4, enough);
}

/**
 * Chance (-) that a reading of a steady value repeats the last code, at best (the value in the middle of a code): a
 * Gaussian of `sigma` within half a `step` either way. Half the noise is taken, so that a quieter gauge is not accused.
 */
function chanceOfSame(sigma: number, step: number): number {
  if (step === 0) return 0;
  const z = step / 2 / (0.5 * sigma);
  return 1 - Math.exp(-0.717 * z - 0.416 * z * z);
}
