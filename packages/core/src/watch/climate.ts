/**
 * What the weather of this cabin is like, learnt from its own record. The structure is assumed (`nuisance.ts`), how strong each
 * part is is not: the spectra of past stretches are fitted by the sum of the parts' spectra. Maximum likelihood after
 * Whittle 1953 (Arkiv foer Matematik 2:423) by multiplicative steps (Itakura-Saito: Fevotte, Bertin, Durrieu 2009, Neural
 * Computation 21:793), each part held near its assumed size by a prior that a few stretches outweigh.
 *
 * A stretch counts when it is over, and none does while a leak is known: a leak that begins is a line, which is taken out.
 */
import { copyOfNumbers } from "./copy.ts";
import { countOf } from "./minute-mean.ts";
import { mixing, oscillations } from "./nuisance.ts";
import { type Spectrum, spectrumOf } from "./spectrum.ts";

/** Parts whose strength is learnt: noise of the readings, mixing, oscillations, balance of gas. */
const parts = 1 + mixing.length + oscillations.length + 1;
export const partOf = { noise: 0, mixing: 1, oscillations: 1 + mixing.length, balance: parts - 1 } as const;

/** Stretches of 17 h, each a quarter after the last, of which so many count (28 days): the latest. */
const long = { spectrum: spectrumOf(1024, 28), most: 160 };
/** Until the first of them is over, stretches of 4 h tell what they can. */
const short = { spectrum: spectrumOf(256, 16), most: 13 };
const hopOf = ({ stretch }: Spectrum) => stretch / 4;
/** Minutes without a reading that a stretch may bridge, in a row. */
const bridge = 20;
/**
 * (-) How many independent values the prior of each part weighs as much as: the declared noise is trusted, and so is what is too
 * slow for a stretch to show, day and balance.
 */
const weights = (() => {
  const slow = oscillations.map((o) => o.period > 20 * long.spectrum.stretch);
  return [20, ...mixing.map(() => 0.3), ...slow.map((is) => (is ? 4 : 2)), 2];
})();
/** The parts that a stretch shows well. */
const seenWell = [1, 2, 4, 5, 6, 7];
/** (-) The part of a stretch that the next one does not share. */
const fresh = 0.5;
const rounds = 40;
/** (-) Mean difference, in logs, by which the expected spectrum has become another one. */
const another = 0.15;
const bounds = { low: 1e-3, high: 1e3 };

/** Frozen, so that copies share it. */
type Past = readonly Float64Array[];
const noPast: Past = Object.freeze([]);

export interface Climate {
  /** (-) Variance of each part over what is assumed. */
  readonly strength: Float64Array;
  /** (Pa) The minutes of the stretch that is filling, and how many there are. */
  readonly values: Float64Array;
  filled: number;
  /** Minutes missing at the end. */
  missing: number;
  /** (Pa2) Declared noise of a reading, smoothed. */
  noise: number;
  /** (-) Readings of a minute, smoothed. */
  readings: number;
  /** (Pa2) Power by band of each of the last stretches, and how many there have been. */
  past: Past;
  stretches: number;
  /** The same of short stretches, until a long one is over. */
  early: Past;
  earlyStretches: number;
  /** How often it has turned out to be another one: what was measured by the one before no longer holds. */
  changes: number;
}

export const startClimate = (): Climate => ({
  strength: new Float64Array(parts).fill(1),
  values: new Float64Array(long.spectrum.stretch),
  filled: 0,
  missing: 0,
  noise: Number.NaN,
  readings: Number.NaN,
  past: noPast,
  stretches: 0,
  early: noPast,
  earlyStretches: 0,
  changes: 0,
});

/** Whether anything of the weather has been learnt: a stretch is over, of 4 h at least. */
export const isFelt = ({ stretches, earlyStretches }: Climate): boolean => stretches > 0 || earlyStretches > 0;

/** Whether the first stretch of 17 h is yet to end, and will have ended in `time` (s). */
export const firstIsOverBy = ({ stretches, filled }: Climate, time: number): boolean =>
  stretches === 0 && filled + time / 60 >= long.spectrum.stretch;

/** (s) How much of the record the strengths rest on: at most as much as is kept. */
export function learntFor({ stretches, earlyStretches }: Climate): number {
  const { spectrum, most } = stretches > 0 ? long : short;
  const count = Math.min(most, stretches > 0 ? stretches : earlyStretches);
  return count === 0 ? 0 : 60 * (spectrum.stretch + (count - 1) * hopOf(spectrum));
}

/** A copy that goes its own way, written over `spare`. */
export const copyOfClimate = (c: Climate, spare?: Climate): Climate => ({
  ...c,
  strength: copyOfNumbers(c.strength, spare?.strength),
  values: copyOfNumbers(c.values, spare?.values),
});

/** The pressure (Pa) of one minute, what is known to have changed it taken out; (Pa2) variance of its noise; of how many readings it is the mean. */
export interface Felt {
  readonly value: number;
  readonly variance: number;
  readonly readings: number;
}

/** Takes one minute. */
export function feel(c: Climate, { value, variance, readings }: Felt): void {
  if (c.missing > bridge) breakOff(c);
  const last = c.filled > 0 ? c.values[c.filled - 1] : value;
  // A gap may end the stretch that it lies in: then the line across it is shared by two.
  for (let k = 1; k <= c.missing; k++) add(c, last + ((value - last) * k) / (c.missing + 1));
  c.missing = 0;
  const smoothed = (old: number, now: number) => (Number.isNaN(old) ? now : old + (now - old) / hopOf(long.spectrum));
  c.noise = smoothed(c.noise, variance);
  c.readings = smoothed(c.readings, readings);
  add(c, value);
}

/** A minute without a reading. */
export function miss(c: Climate): void {
  if (c.filled > 0) c.missing++;
}

/** The stretch that is filling is dropped: a leak is known, hatches moved, nothing was heard for long. */
export function breakOff(c: Climate): void {
  c.filled = 0;
  c.missing = 0;
}

function add(c: Climate, value: number): void {
  c.values[c.filled++] = value;
  const { stretch } = short.spectrum;
  const early = c.stretches === 0 && c.filled >= stretch && (c.filled - stretch) % hopOf(short.spectrum) === 0;
  if (early && c.filled < long.spectrum.stretch) {
    c.early = withOneMore(c.early, short, c.values.subarray(c.filled - stretch, c.filled));
    c.earlyStretches++;
    fit(c, short, c.early);
  }
  if (c.filled < long.spectrum.stretch) return;
  c.past = withOneMore(c.past, long, c.values);
  c.stretches++;
  c.early = noPast;
  c.values.copyWithin(0, hopOf(long.spectrum));
  c.filled -= hopOf(long.spectrum);
  fit(c, long, c.past);
}

const withOneMore = (past: Past, { spectrum, most }: typeof long, values: Float64Array): Past =>
  Object.freeze([...past.slice(1 - most), spectrum.powers(values)]);

/** The median over stretches, so that one with a step in it does not count; as if it were a mean. */
function typical(past: Past, bands: Spectrum["bands"], band: number): number {
  const sorted = new Float64Array(past.length);
  for (let i = 0; i < past.length; i++) sorted[i] = past[i][band];
  sorted.sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  // Chi-squared of so many degrees of freedom: median over mean, Wilson & Hilferty 1931 (PNAS 17:684). Of two it is the mean.
  const freedom = 2 * bands[band].length;
  return sorted.length < 3 ? median : median / (1 - 2 / (9 * freedom)) ** 3;
}

function fit(c: Climate, { spectrum }: typeof long, past: Past): void {
  const { bands } = spectrum;
  const stretches = 1 + fresh * (past.length - 1);
  const seen = Float64Array.from(bands, (_, b) => typical(past, bands, b));
  const values = Float64Array.from(bands, (band) => stretches * band.length);
  const power = spectrum
    .expected(countOf(c.readings))
    .map((shape, k) => (k === partOf.noise ? shape.map((p) => c.noise * p) : shape));
  const before = sum(power, c.strength);
  for (let round = 0; round < rounds; round++) {
    const now = sum(power, c.strength);
    // A cabin calmer than assumed in most parts is so in those that are hard to see, too.
    const usual = Math.exp(seenWell.reduce((s, k) => s + Math.log(c.strength[k]), 0) / seenWell.length);
    for (let k = 0; k < parts; k++) {
      let push = weights[k] / (k === partOf.noise ? 1 : usual);
      let pull = weights[k] / c.strength[k];
      for (let b = 0; b < seen.length; b++) {
        const weight = (values[b] * power[k][b]) / now[b];
        pull += (weight * seen[b]) / now[b];
        push += weight;
      }
      c.strength[k] = Math.min(bounds.high, Math.max(bounds.low, c.strength[k] * Math.sqrt(pull / push)));
    }
  }
  const after = sum(power, c.strength);
  const apart = after.reduce((s, p, b) => s + Math.abs(Math.log(p / before[b])), 0) / bands.length;
  if (apart > another) c.changes++;
}

/** The expected spectrum: all parts, each as strong as it is; what has no strength of its own is as assumed. */
function sum(power: readonly Float64Array[], strength: Float64Array): Float64Array {
  const total = new Float64Array(power[0].length);
  power.forEach((shape, k) => {
    const by = k < strength.length ? strength[k] : 1;
    for (let b = 0; b < total.length; b++) total[b] += by * shape[b];
  });
  return total;
}
