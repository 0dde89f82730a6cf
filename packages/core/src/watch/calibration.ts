/**
 * How far chance carries the ladder's hypotheses in this cabin. While nothing leaks and the model holds, L / sqrt(Q) of an
 * onset is standard normal at every age. Where the model is wrong it is not, and the record shows by how much, age by age:
 * its mean square, which then divides L and Q. So the false-alarm rate is the cabin's own and not the model's.
 *
 * What is measured counts when a block is over and the one after it too, 8 to 16 h later; the block in which a leak was found
 * does not count at all: a leak must not pass for chance.
 */
import type { Climate } from "./climate.ts";
import { copyOfNumbers } from "./copy.ts";
import type { Ladder } from "./ladder.ts";

export const octaves = 11;
/** Steps of age at which an onset is first looked at: three times a power of two; and each time doubled. */
export type FirstAge = 3 | 6;
/** (s) Length of a block. */
const block = 8 * 3600;
/** Looks that the assumption (1) counts as. Of overlapping looks six make one. */
const prior = 24;
const overlap = 6;
/**
 * Looks that what is known of the weather counts as, since the model that it makes is right as far as that: a stretch of 17 h, of which
 * the next one shares half; before the first of them those of 4 h, the first one and each. Assumed; that the first hours are worth so
 * much was chosen by false alarms in simulated cabins of 20 h, seeds from 1 and from 5,000 on.
 */
const worth = { stretch: 4, firstHours: 96, early: 8 };
/** What is doubted while strengths rest on few stretches, up to how many of them in full, and from how many not at all. */
const doubt = { most: 1.5, full: 48, over: 64 };
/** (s) Over which the measure runs. */
const longest = 40 * 86400;
const clip = 9;
/** The least that a mean square is believed to be. */
export const leastSpread = 0.4;
const greatest = 30;

export interface Calibration {
  /** (-) Mean square by octave of age. */
  readonly spread: Float64Array;
  /** Looks that it rests on. */
  readonly looks: Float64Array;
  /** Sums and counts by octave of the block that is filling and of the one before. */
  filling: Float64Array;
  waiting: Float64Array;
  /** (s) Since the block began. */
  elapsed: number;
  /** (s) Length of a step. */
  step: number;
  readonly firstAge: FirstAge;
  /** The climate by which all this was measured, by its count of changes, and the looks that what is known of it counts as. */
  climate: number;
  weather: number;
}

export const startCalibration = (step: number, firstAge: FirstAge = 6): Calibration => ({
  spread: new Float64Array(octaves).fill(1),
  looks: new Float64Array(octaves),
  filling: new Float64Array(2 * octaves),
  waiting: new Float64Array(2 * octaves),
  elapsed: 0,
  step,
  firstAge,
  climate: 0,
  weather: 0,
});

/** A copy that goes its own way, written over `spare`. */
export const copyOfCalibration = (c: Calibration, spare?: Calibration): Calibration => ({
  ...c,
  spread: copyOfNumbers(c.spread, spare?.spread),
  looks: copyOfNumbers(c.looks, spare?.looks),
  filling: copyOfNumbers(c.filling, spare?.filling),
  waiting: copyOfNumbers(c.waiting, spare?.waiting),
});

/** The octave of `age` (steps) where an onset of that age is looked at; -1 where it is not. */
export function lookAt(age: number, firstAge: FirstAge = 6): number {
  // The greatest power of two that divides it: asked for every onset at every reading, so told without a division.
  const power = age & -age;
  if (age !== 3 * power || age < firstAge) return -1;
  const octave = (firstAge === 6 ? 30 : 31) - Math.clz32(power);
  return octave < octaves ? octave : -1;
}

/** Every onset that is of the age for it is looked at, and counts as one look or as `weigh` (-) has it by its octave and Q. */
export function lookAll(
  c: Calibration,
  { count, steps, birth, L, Q }: Ladder,
  weigh?: (octave: number, Q: number) => number,
): void {
  for (let i = 0; i < count; i++) {
    const octave = lookAt(steps - birth[i], c.firstAge);
    if (octave >= 0) look(c, octave, L[i], Q[i], weigh?.(octave, Q[i]));
  }
}

/** One onset is looked at. */
export function look(c: Calibration, octave: number, L: number, Q: number, weight = 1): void {
  if (!(Q > 0)) return;
  c.filling[2 * octave] += weight * Math.min(clip * c.spread[octave], (L * L) / Q);
  c.filling[2 * octave + 1] += weight;
}

/** A step of so many seconds has gone by. */
export function pass(c: Calibration, step: number): void {
  c.step = step;
  c.elapsed += step;
  if (c.elapsed < block) return;
  c.elapsed = 0;
  for (let k = 0; k < octaves; k++) {
    const [sum, count] = [c.waiting[2 * k], c.waiting[2 * k + 1]];
    const most = Math.max(2 * overlap, longest / c.step / 2 ** k);
    const known = Math.min(c.looks[k], most) + prior * overlap;
    c.spread[k] += (sum - count * c.spread[k]) / (known + count);
    c.spread[k] = Math.min(greatest, Math.max(leastSpread, c.spread[k]));
    c.looks[k] += count;
  }
  c.waiting = c.filling;
  c.filling = new Float64Array(2 * octaves);
}

/** The cabin's weather turned out to be another one than assumed: chance is measured anew, and not taken for less than it was. */
export function renew(c: Calibration, climate: Known, withFirstHours = true): void {
  c.weather = worthOf(climate, withFirstHours);
  const { changes } = climate;
  if (c.climate === changes) return;
  c.climate = changes;
  c.elapsed = 0;
  c.looks.fill(0);
  c.filling.fill(0);
  c.waiting.fill(0);
  for (let k = 0; k < octaves; k++) c.spread[k] = Math.max(1, c.spread[k]);
}

type Known = Pick<Climate, "changes" | "stretches" | "earlyStretches">;

function worthOf({ stretches, earlyStretches }: Known, withFirstHours: boolean): number {
  if (stretches > 0) return worth.stretch * stretches;
  return withFirstHours && earlyStretches > 0 ? worth.firstHours + worth.early * earlyStretches : 0;
}

/**
 * (-) By how much less the log of the statistic is taken for than it is. Strengths that few stretches showed let chance through more
 * often than the mean squares tell: 1.5 up to 48 of them (9 days), less and less up to 64. Before the first one Student's
 * tail is doubt enough. Chosen by false alarms in simulated cabins known for 2 to 12 days, seeds from 1,501 to 3,900.
 */
export const doubtOf = ({ stretches }: Pick<Climate, "stretches">): number =>
  stretches === 0 ? 0 : doubt.most * Math.min(1, Math.max(0, (doubt.over - stretches) / (doubt.over - doubt.full)));

/** What has been seen in this block is dropped: a leak may have been in it. */
export function discard(c: Calibration): void {
  c.elapsed = 0;
  c.filling.fill(0);
}

/**
 * (-) What the squares of an onset's standing are to be divided by: its age's mean square, and, since that is itself known only
 * from so many looks, what makes Student's tail of a normal one. `age` in steps.
 */
export function chanceOf(c: Calibration, age: number, L: number, Q: number): number {
  const mean = spreadAt(c, age);
  const known = prior + c.weather;
  const freedom = atAge(c, age, (k) => known + c.looks[k] / overlap);
  const square = (L * L) / (Q * mean);
  return mean * (square > 0 ? square / (freedom * Math.log1p(square / freedom)) : 1);
}

/** (-) The mean square at an `age` (steps), between those of the octaves. */
export const spreadAt = (c: Calibration, age: number): number => atAge(c, age, (k) => c.spread[k]);

function atAge({ firstAge }: Calibration, age: number, of: (octave: number) => number): number {
  const octave = Math.min(octaves - 1, Math.max(0, Math.log2(age / firstAge)));
  const low = Math.min(octaves - 2, Math.floor(octave));
  return of(low) * (of(low + 1) / of(low)) ** (octave - low);
}
