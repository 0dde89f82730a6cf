/**
 * The ladder of onsets: one hypothesis "a leak began here" is born at every step and thinned with age, so that ages stand
 * about six to the octave. Each keeps how the filter has already bent to its leak (`response`) and two sums from which the
 * likelihood ratio for any size of leak follows: log ratio = rate * L - rate^2 * Q / 2.
 *
 * Generalised likelihood ratio for additive changes in a Kalman filter: Willsky & Jones 1976, IEEE Trans. Automatic
 * Control 21:108; thinning by ages in octaves is safe because ramps of nearly equal length are nearly the same signal.
 */
import type { Surprise } from "./kalman.ts";
import { advance, type Sight, type Step, states, weightOf } from "./model.ts";

const perOctave = 6;
const capacity = 128;
/** Steps (of one minute: 7 days) after which an onset is no longer considered. */
const oldest = 10080;

export interface Ladder {
  /** Steps since the ladder began. */
  steps: number;
  count: number;
  /** Steps by which "it leaked before this ladder began" counts. */
  readonly headStart: number;
  /** Step at which each hypothesis was born, ascending. */
  readonly birth: Float64Array;
  /** (s) Exposure at birth. */
  readonly since: Float64Array;
  /** (Pa) Thermometer term at birth. */
  readonly thermal: Float64Array;
  /** (s/Pa) and (s2/Pa2). */
  readonly L: Float64Array;
  readonly Q: Float64Array;
  /** (Pa per Pa/s and alike) What the filter has absorbed of a unit leak, `states` numbers for each hypothesis. */
  readonly response: Float64Array;
}

/** A ladder with one hypothesis: the leak was there before we looked, which counts as `headStart` steps. */
export function startLadder(exposure: number, headStart: number, thermal = 0): Ladder {
  const ladder = empty(capacity, headStart);
  bear(ladder, exposure, thermal);
  return ladder;
}

/** Stands in where nothing is watched. */
export const noLadder = (): Ladder => empty(0, 0);

const empty = (room: number, headStart: number): Ladder => ({
  steps: 0,
  count: 0,
  headStart,
  birth: new Float64Array(room),
  since: new Float64Array(room),
  thermal: new Float64Array(room),
  L: new Float64Array(room),
  Q: new Float64Array(room),
  response: new Float64Array(room * states),
});

function bear(ladder: Ladder, exposure: number, thermal: number): void {
  const i = ladder.count++;
  ladder.birth[i] = ladder.steps;
  ladder.since[i] = exposure;
  ladder.thermal[i] = thermal;
  ladder.L[i] = 0;
  ladder.Q[i] = 0;
  ladder.response.fill(0, i * states, (i + 1) * states);
}

/** The responses move as the state does; the leak itself is added where it is seen. */
export function predictLadder(ladder: Ladder, step: Step, leakFall: number, nitrogenFall: number): void {
  for (let i = 0; i < ladder.count; i++) advance(step, ladder.response, leakFall, nitrogenFall, i * states);
}

/**
 * Scores every hypothesis by one reading. `part` is the share of the leak that this reading sees (1 for the total, the
 * nitrogen fraction for nitrogen); `exposure` (s) as of now; `scale` multiplies the variance of the surprise.
 */
export function scoreLadder(
  ladder: Ladder,
  sight: Sight,
  part: number,
  exposure: number,
  surprise: Surprise,
  scale: number,
): void {
  const { innovation, gain } = surprise;
  const { index } = sight;
  const variance = surprise.variance * scale;
  for (let i = 0; i < ladder.count; i++) {
    const from = i * states;
    let g = -part * (exposure - ladder.since[i]);
    for (let k = 0; k < index.length; k++) g -= weightOf(sight, k) * ladder.response[from + index[k]];
    ladder.L[i] += (g * innovation) / variance;
    ladder.Q[i] += (g * g) / variance;
    for (let k = 0; k < states; k++) ladder.response[from + k] += gain[k] * g;
  }
}

/** One step on: a hypothesis is born, the old ones are thinned. */
export function ageLadder(ladder: Ladder, exposure: number, thermal = 0): void {
  ladder.steps++;
  let kept = 0;
  // Runs of those that stay move up together.
  for (let from = 0; from < ladder.count; ) {
    let to = from;
    while (to < ladder.count && stays(ladder.birth[to], ladder.steps)) to++;
    if (kept !== from && to > from) {
      for (const a of [ladder.birth, ladder.since, ladder.thermal, ladder.L, ladder.Q]) a.copyWithin(kept, from, to);
      ladder.response.copyWithin(kept * states, from * states, to * states);
    }
    kept += to - from;
    from = to + 1;
  }
  ladder.count = kept;
  bear(ladder, exposure, thermal);
}

function stays(birth: number, now: number): boolean {
  const age = now - birth;
  if (age > oldest) return false;
  // Whole part of the binary logarithm, by counting leading zeros.
  const octave = 31 - Math.clz32(Math.max(1, age / perOctave));
  return birth % (1 << octave) === 0;
}
