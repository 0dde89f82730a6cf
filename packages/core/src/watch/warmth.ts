/**
 * What the thermometers of a volume ask of its pressure. Their share in the gas temperature is learnt by the filter, and it
 * must be learnt from slow changes alone: taken as it comes, the thermometers' own noise would pass for changes that the
 * pressure does not follow, and talk the share down to nothing (errors in variables). So the slow part goes to the filter,
 * and the rest is compensated with the share as known so far.
 */

export interface Warmth {
  /** (K) What the thermometers said first; NaN before. */
  first: number;
  /** (K) What they say, smoothed over a few minutes in two stages, and over a quarter of an hour in two more. */
  readonly stages: number[];
  /** Bins in a row without a temperature. */
  missed: number;
  /** (Pa) Full compensation for the slow part, and for the rest. */
  slow: number;
  quick: number;
  /** (Pa2) Noise of the rest. */
  noise: number;
}

/** Bins of each stage. */
const spans = [2, 2, 8, 8];
const longest = 15;
/** (-) What two stages of two bins leave of white noise. */
const left = 0.25;

export const startWarmth = (): Warmth => ({ first: Number.NaN, stages: [], missed: 0, slow: 0, quick: 0, noise: 0 });

/** Takes one fused temperature (K) of `variance` (K2), where 1 K of gas is worth `pascalPerKelvin`. */
export function warm(w: Warmth, kelvin: number, variance: number, pascalPerKelvin: number): void {
  if (Number.isNaN(w.first)) w.first = kelvin;
  // After a gap longer than the smoothing there is nothing to smooth with.
  if (w.stages.length === 0 || w.missed > longest) w.stages.splice(0, spans.length, ...spans.map(() => kelvin));
  w.missed = 0;
  let value = kelvin;
  for (let i = 0; i < spans.length; i++) {
    w.stages[i] += (value - w.stages[i]) / spans[i];
    value = w.stages[i];
  }
  w.slow = pascalPerKelvin * (w.stages[3] - w.first);
  w.quick = pascalPerKelvin * (w.stages[1] - w.stages[3]);
  w.noise = pascalPerKelvin ** 2 * variance * left;
}
