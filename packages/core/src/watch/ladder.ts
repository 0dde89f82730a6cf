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
  const ladder: Ladder = {
    steps: 0,
    count: 0,
    headStart,
    birth: new Float64Array(capacity),
    since: new Float64Array(capacity),
    thermal: new Float64Array(capacity),
    L: new Float64Array(capacity),
    Q: new Float64Array(capacity),
    response: new Float64Array(capacity * states),
  };
  bear(ladder, exposure, thermal);
  return ladder;
}

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
  for (let i = 0; i < ladder.count; i++) {
    if (!stays(ladder.birth[i], ladder.steps)) continue;
    if (kept !== i) {
      for (const a of [ladder.birth, ladder.since, ladder.thermal, ladder.L, ladder.Q]) a[kept] = a[i];
      ladder.response.copyWithin(kept * states, i * states, (i + 1) * states);
    }
    kept++;
  }
  ladder.count = kept;
  bear(ladder, exposure, thermal);
}

function stays(birth: number, now: number): boolean {
  const age = now - birth;
  if (age > oldest) return false;
  const octave = Math.max(0, Math.floor(Math.log2(Math.max(1, Math.floor(age / perOctave)))));
  return birth % 2 ** octave === 0;
}
