/**
 * How much a sensor scatters from one reading to the next, beside what it is said to. Of white noise neighbouring differences have
 * opposite signs and a mean product of minus its variance; of anything that moves smoothly, a gross drop too, the product is positive.
 */
import { toSI } from "../quantity/index.ts";
import type { Sensor } from "../station/index.ts";

/** Of the last readings of one sensor, newest first in weight. */
export interface Scatter {
  /** (unit2) What its readings may show. */
  readonly usual: number;
  /** The last reading, and by how much it differed from the one before. */
  value: number;
  step: number;
  /** (-) Share of readings that swung far beyond the usual. */
  often: number;
  /** (unit2) Variance that the readings show. */
  size: number;
  /** Whether the sensor is found to be noisy. */
  loud: boolean;
}

/** Readings over which it is smoothed, and over which the size is once the sensor is known to be noisy. */
const span = 20;
const longSpan = 200;
/**
 * (-) Product, in usual variances, from which on a reading counts as a swing: of noise as usual or twice as much hardly one does,
 * of five times as much every third. Never of a gauge between two of its codes: there it is at most 12.
 */
const swing = 36;
/** (-) Shares of swings above which a sensor is noisy, under which it no longer is, and of which a gross drop takes heed. */
const bounds = { loud: 0.3, calm: 0.03, heeded: 0.1 };
/** (-) The product of one reading counts for at most so many variances. */
const most = 1e4;

/** (Pa, K) What the air itself may do from one reading to the next, at most: 0.006 mmHg is assumed of mixing. */
const air = {
  pressure: toSI("pressure", 0.02, "mmHg"),
  temperature: 0.2,
  partial: toSI("pressure", 0.2, "mmHg"),
} as const;

/** (unit2) The variance of a single reading, rounding included. */
const declared = ({ sigma, step }: Sensor) => sigma ** 2 + step ** 2 / 12;

/** (Pa2 or K2) The variance that a reading of this sensor may show, with that of the air. */
export function usualScatter(sensor: Sensor): number {
  const { quantity } = sensor;
  return declared(sensor) + air[quantity === "pressure" || quantity === "temperature" ? quantity : "partial"] ** 2;
}

export const startScatter = (usual: number): Scatter => ({
  usual,
  value: Number.NaN,
  step: 0,
  often: 0,
  size: 0,
  loud: false,
});

/** Takes one reading. */
export function takeScatter(s: Scatter, value: number): void {
  const step = Number.isNaN(s.value) ? 0 : value - s.value;
  const product = -step * s.step;
  s.often += ((product > swing * s.usual ? 1 : 0) - s.often) / span;
  s.size += (Math.min(product, most * s.usual) - s.size) / (s.loud ? longSpan : span);
  s.value = value;
  s.step = step;
  if (s.often > bounds.loud) s.loud = true;
  else if (s.often < bounds.calm) s.loud = false;
}

/** (-) By how much the declared variance is to be multiplied: twice what is seen, since it is seen in few readings. */
const excess = ({ size }: Scatter, sensor: Sensor) => Math.max(swing, (2 * size) / declared(sensor));
export const excessVariance = (s: Scatter, sensor: Sensor): number => (s.loud ? excess(s, sensor) : 1);

/** (-) The same for the quick path, which must not wait until a sensor is named. */
export const excessAtOnce = (s: Scatter, sensor: Sensor): number => (s.often > bounds.heeded ? excess(s, sensor) : 1);
