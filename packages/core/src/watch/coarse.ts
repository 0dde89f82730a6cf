/**
 * Gauges of codes in the belief of a volume. Each has an offset of its own as a part of the state: that one gauge crosses an
 * edge tells of the pressure only as well as is known where the edge is, and the edges of one gauge are exactly a step apart.
 */
import { toSI } from "../quantity/index.ts";
import { crossed, momentsOf, type Point, sayOf, type Within } from "./codes.ts";
import type { Reading } from "./fusion.ts";
import { type Belief, foresee, nudge, type Surprise, update } from "./kalman.ts";
import { at, gaugesOfCodes, type Sight, sightOfGauge, states } from "./model.ts";

export interface CodeGauge {
  sensor: string;
  /** (Pa) Mean of the last minute; NaN where it had no reading. */
  last: number;
  /** Whether it was at an edge in that minute. */
  edge: boolean;
}

/** A belief that codes are told to, and (Pa2) how unsure it was of each gauge's reading after the last of them. */
export interface Listener {
  readonly belief: Belief;
  readonly seen: Float64Array;
}

/** What one gauge says in this minute, in the terms of the state; `slot` is its place there. */
interface Said {
  readonly slot: number;
  readonly say: Point | Within;
  /** (steps) By how much its mean has moved since the last minute. */
  readonly moved: number;
  /** (Pa, Pa) Reading and step of one that takes its place in this minute. */
  readonly begins: { readonly value: number; readonly step: number } | null;
}

/** What happens besides: (Pa) pressure at which the state is 0; thermometer term; (Pa2) noise of its quick part. */
export interface Around {
  readonly zero: number;
  readonly thermal: number;
  readonly noise: number;
}

/** What a code made of a belief: of a point, and of one at an edge for the second minute in a row; (Pa2) its own noise. */
export interface Heard {
  readonly sight: Sight;
  readonly surprise: Surprise;
  readonly point: boolean;
  readonly again: boolean;
  readonly R: number;
}

/** (Pa2) Offsets walk so far in a minute: 0.025 mmHg in a day, assumed. */
const walk = toSI("pressure", 0.025, "mmHg") ** 2 / 1440;
/**
 * (-) By how much more a minute on one code is counted than what has become new in it: with less, edges are taken to lie nearer to
 * each other than they do. Chosen, as is the walk, on simulated gauges of 1 mmHg, seeds 1 to 20.
 */
const weight = 8;
/** (-) What has become new, under which a minute is passed over. */
const stale = 1e-6;
/** Standard deviations, and steps in a minute, from which the level jumps. */
const jumpAt = 4.5;
const leap = 1.5;

/** Tells one minute of what gauges `said` to a belief; `heard` is told of each. Gives the log of how likely it was to be said. */
export function tellCodes(
  { belief, seen }: Listener,
  gauges: readonly CodeGauge[],
  said: readonly Said[],
  around: Around,
  heard: (heard: Heard) => void,
): number {
  gauges.forEach((_, k) => {
    belief.P[(at.gauges + k) * (states + 1)] += walk;
  });
  for (const { slot, begins } of said) {
    if (begins === null) continue;
    settle(belief, slot, begins.value, begins.step, around.thermal);
    seen[slot] = 0;
  }
  let log = 0;
  for (const { slot, say, moved } of said) {
    const sight = sightOfGauge(around.thermal, slot);
    follow(belief, sight, say, moved);
    const { mean, variance } = foresee(belief, sight);
    if (say.kind === "point") {
      const R = say.variance + around.noise;
      const surprise = update(belief, sight, say.value, R);
      log -= (Math.log(surprise.variance) + surprise.innovation ** 2 / surprise.variance) / 2;
      heard({ sight, surprise, point: true, again: gauges[slot].edge, R });
      continue;
    }
    // A code that stays tells only of what has moved since: hours on one code are not hours of knowledge.
    const fresh = Math.min(1, weight * (1 - seen[slot] / variance));
    const told = fresh > stale ? momentsOf(say, mean, variance) : null;
    if (told === null) continue;
    const R = told.variance / fresh;
    log += fresh * told.log;
    heard({ sight, surprise: update(belief, sight, told.value, R), point: false, again: false, R });
  }
  for (const { slot } of said) seen[slot] = foresee(belief, sightOfGauge(around.thermal, slot)).variance;
  return log;
}

/** What `readings` say, in the terms of the state whose 0 is `zero` (Pa); nothing of one for which there is no place. */
export function hearCodes(gauges: CodeGauge[], readings: readonly Reading[], zero: number): readonly Said[] {
  for (const gauge of gauges) if (!readings.some((r) => r.sensor === gauge.sensor)) gauge.last = Number.NaN;
  return readings.map((r) => hear(gauges, r, readings, zero)).filter((said) => said !== null);
}

function hear(gauges: CodeGauge[], r: Reading, others: readonly Reading[], zero: number): Said | null {
  if (r.codes === undefined) return null;
  const { step } = r.codes;
  let slot = gauges.findIndex((g) => g.sensor === r.sensor);
  const begins = slot < 0 ? { value: r.mean - zero, step } : null;
  if (slot < 0) {
    const silent = gauges.findIndex((g) => !others.some((o) => o.sensor === g.sensor));
    slot = gauges.length < gaugesOfCodes ? gauges.length : silent;
    if (slot < 0) return null;
    gauges[slot] = { sensor: r.sensor, last: r.mean, edge: false };
  }
  const gauge = gauges[slot];
  const moved = (r.mean - gauge.last) / step;
  const said = gauge.edge ? sayOf(r.codes, r.mean) : crossed(r.codes, gauge.last, sayOf(r.codes, r.mean));
  gauge.last = r.mean;
  const say =
    said.kind === "point"
      ? { ...said, value: said.value - zero }
      : { ...said, low: said.low - zero, high: said.high - zero };
  return { slot, say, moved, begins };
}

/** Which gauges were at an edge in the minute that is over. */
export function markEdges(gauges: readonly CodeGauge[], said: readonly Said[]): void {
  for (const { slot, say } of said) gauges[slot].edge = say.kind === "point";
}

/** A gauge of which nothing is known takes a place: its edges may lie anywhere within a step. */
function settle(belief: Belief, slot: number, value: number, step: number, thermal: number): void {
  const { x, P } = belief;
  const i = at.gauges + slot;
  belief.used = Math.max(belief.used, i + 1);
  x[i] = 0;
  for (let j = 0; j < states; j++) {
    P[i * states + j] = 0;
    P[j * states + i] = 0;
  }
  x[i] = value - foresee(belief, sightOfGauge(thermal, slot)).mean;
  P[i * states + i] = step ** 2;
}

/**
 * The level lets itself be carried by what no weather does: a jump by more than a step in one minute, or a rise that nobody
 * announced. A fall by less may be a slow one that the gauge could not show before.
 */
function follow(belief: Belief, sight: Sight, say: Point | Within, moved: number): void {
  const { mean, variance } = foresee(belief, sight);
  const value = say.kind === "point" ? say.value : Math.min(say.high, Math.max(say.low, mean));
  const innovation = value - mean;
  if (!(Math.abs(moved) > leap || innovation > 0)) return;
  const noise = say.kind === "point" ? say.variance : say.soft ** 2;
  if (innovation ** 2 > jumpAt ** 2 * (variance + noise)) nudge(belief, 0, innovation ** 2, 1);
}
