/**
 * The ladder of onsets: one hypothesis "a leak began here" is born at every step and thinned with age, so that ages stand
 * about six to the octave. Each keeps how the filter has already bent to its leak (`response`) and two sums from which the
 * likelihood ratio for any size of leak follows: log ratio = rate * L - rate^2 * Q / 2.
 *
 * Generalised likelihood ratio for additive changes in a Kalman filter: Willsky & Jones 1976, IEEE Trans. Automatic
 * Control 21:108; thinning by ages in octaves is safe because ramps of nearly equal length are nearly the same signal.
 */
import { copyOfNumbers } from "./copy.ts";
import type { Surprise } from "./kalman.ts";
import { advance, rows, type Sight, type Step, states } from "./model.ts";

/** (s) What passes is over in this long: small operations that nobody announces, a hatch that equalises. */
const passing = 120;

/**
 * What the hypotheses of a ladder are of: a leak, a flow that began and goes on; something that passed within two minutes, and
 * moved the level once; a step, which did so at once.
 */
export type Kind = "leak" | "passing" | "step";

export interface Ladder {
  readonly kind: Kind;
  /** Onsets kept in an octave of age. */
  readonly perOctave: number;
  /** Numbers in each response. */
  readonly width: number;
  /** Steps after which an onset is no longer considered. */
  readonly oldest: number;
  /** Steps since the ladder began. */
  steps: number;
  count: number;
  /** Steps by which "it leaked before this ladder began" counts. */
  readonly headStart: number;
  /** Step at which each hypothesis was born; they stand in no order. */
  readonly birth: Float64Array;
  /** (s) Exposure at birth. */
  readonly since: Float64Array;
  /** (Pa) Thermometer term at birth. */
  readonly thermal: Float64Array;
  /** (s/Pa) and (s2/Pa2) of leaks; (1/Pa) and (1/Pa2) of what passed. */
  readonly L: Float64Array;
  readonly Q: Float64Array;
  /** (Pa per Pa/s and alike) What the filter has absorbed of a unit leak, `width` numbers for each hypothesis. */
  readonly response: Float64Array;
}

/** An empty ladder. */
export function makeLadder(
  kind: Kind,
  {
    width,
    oldest,
    perOctave,
    headStart = 0,
  }: Pick<Ladder, "width" | "oldest" | "perOctave"> & Partial<Pick<Ladder, "headStart">>,
): Ladder {
  const octaves = Math.ceil(Math.log2(Math.max(2, oldest / perOctave)));
  const room = oldest === 0 ? 0 : perOctave * (octaves + 3) + 2;
  return {
    kind,
    perOctave,
    width,
    oldest,
    steps: 0,
    count: 0,
    headStart,
    birth: new Float64Array(room),
    since: new Float64Array(room),
    thermal: new Float64Array(room),
    L: new Float64Array(room),
    Q: new Float64Array(room),
    response: new Float64Array(room * width),
  };
}

/** Minutes (7 days; 2 h) after which an onset is no longer considered. */
const minutes = { leak: 10080, passing: 120 };

/** The ladder of minutes with one hypothesis: the leak was there before we looked, which counts as `headStart` steps. */
export function startLadder(exposure: number, headStart: number, thermal = 0): Ladder {
  const ladder = makeLadder("leak", { width: states, oldest: minutes.leak, perOctave: 6, headStart });
  bear(ladder, exposure, thermal);
  return ladder;
}

/** The ladder of minutes in which something passed. */
export const startPassing = (): Ladder =>
  makeLadder("passing", { width: states, oldest: minutes.passing, perOctave: 3 });

/** A copy that goes its own way, written over `spare`. */
export const copyOfLadder = (ladder: Ladder, spare?: Ladder): Ladder => ({
  ...ladder,
  birth: copyOfNumbers(ladder.birth, spare?.birth),
  since: copyOfNumbers(ladder.since, spare?.since),
  thermal: copyOfNumbers(ladder.thermal, spare?.thermal),
  L: copyOfNumbers(ladder.L, spare?.L),
  Q: copyOfNumbers(ladder.Q, spare?.Q),
  response: copyOfNumbers(ladder.response, spare?.response),
});

/** Stands in where nothing is watched. */
export const noLadder = (): Ladder => makeLadder("leak", { width: states, oldest: 0, perOctave: 6 });

/** A hypothesis is born: it begins here, at `exposure` (s). */
function bear(ladder: Ladder, exposure: number, thermal = 0): void {
  const { width } = ladder;
  const i = ladder.count++;
  ladder.birth[i] = ladder.steps;
  ladder.since[i] = exposure;
  ladder.thermal[i] = thermal;
  ladder.L[i] = 0;
  ladder.Q[i] = 0;
  for (let k = i * width; k < (i + 1) * width; k++) ladder.response[k] = 0;
}

/** The responses move as the state does; the leak itself is added where it is seen. */
export function predictLadder(ladder: Ladder, step: Step, leakFall: number, nitrogenFall: number): void {
  advance(step, ladder.response, leakFall, nitrogenFall, rows(ladder.count));
}

/**
 * Scores every hypothesis by one reading. `part` is the share of the leak that this reading sees (1 for the total, the
 * nitrogen fraction for nitrogen); `exposure` (s) as of the reading; `scale` multiplies the variance of the surprise.
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
  const { index, thermal } = sight;
  const { response } = ladder;
  const last = index.length - 1;
  const weight = 1 / (surprise.variance * scale);
  for (let i = 0; i < ladder.count; i++) {
    const from = i * states;
    let g = -part * taken(ladder, i, exposure) - thermal * response[from + index[last]];
    for (let k = 0; k < last; k++) g -= response[from + index[k]];
    ladder.L[i] += g * innovation * weight;
    ladder.Q[i] += g * g * weight;
    for (let k = 0; k < gain.length; k++) response[from + k] += gain[k] * g;
  }
}

/** What a unit of hypothesis `i` has taken by now: (s) of a leak, the exposure; (-) of what passes, the part that is over. */
export function taken({ kind, since }: Ladder, i: number, exposure: number): number {
  if (kind === "step") return 1;
  const length = exposure - since[i];
  return kind === "leak" ? length : Math.min(1, length / passing);
}

/**
 * One step on: a hypothesis is born, the old ones are thinned. Of each octave of age, perOctave times a power of two, those stay whose
 * birth that power divides: so a birth lives until it is as old as twice the greatest power that does, times perOctave, and in every
 * step there is but one that has become as old.
 */
export function ageLadder(ladder: Ladder, exposure: number, thermal = 0): void {
  const { birth, perOctave, oldest } = ladder;
  const now = ++ladder.steps;
  const thinned = now - 2 * perOctave * (now & -now);
  const eldest = now - oldest;
  for (let i = ladder.count - 1; i >= 0; i--) if (birth[i] < eldest || birth[i] === thinned) drop(ladder, i);
  bear(ladder, exposure, thermal);
}

/** The last one takes its place. */
function drop(ladder: Ladder, i: number): void {
  const { width, response } = ladder;
  const last = --ladder.count;
  if (i === last) return;
  ladder.birth[i] = ladder.birth[last];
  ladder.since[i] = ladder.since[last];
  ladder.thermal[i] = ladder.thermal[last];
  ladder.L[i] = ladder.L[last];
  ladder.Q[i] = ladder.Q[last];
  for (let k = 0; k < width; k++) response[i * width + k] = response[last * width + k];
}

/** Steps that a rung stands for: as many as there are to the next one of its octave, or the head start. */
export function birthsOf({ birth, headStart, steps, perOctave }: Ladder, rung: number): number {
  if (birth[rung] === 0 && headStart > 0) return headStart;
  // Whole part of the binary logarithm, by counting leading zeros.
  return 1 << (31 - Math.clz32(Math.max(1, (steps - birth[rung]) / perOctave)));
}
