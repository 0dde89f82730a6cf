/**
 * Gauges of codes in the belief of a volume. Each has an offset of its own as a part of the state: that one gauge crosses an
 * edge tells of the pressure only as well as is known where the edge is, and the edges of one gauge are exactly a step apart.
 */
import { toSI } from "../quantity/index.ts";
import { partOf } from "./climate.ts";
import { momentsOf, type Point, sayOf, type Within } from "./codes.ts";
import type { Reading } from "./fusion.ts";
import { type Belief, foresee, nudge, type Surprise, update } from "./kalman.ts";
import { at, gaugesOfCodes, type Sight, sightOfGauge, states } from "./model.ts";

export interface CodeGauge {
  sensor: string;
  /** (Pa) Mean of the last minute with a reading. */
  last: number;
  /** (Pa2) How unsure its reading was after that. */
  seen: number;
  /** Whether it was at an edge in that minute. */
  edge: boolean;
}

/** What one gauge says in this minute, in the terms of the state; `slot` is its place there. */
interface Said {
  readonly slot: number;
  readonly say: Point | Within;
  /** (steps) By how much its mean has moved since the last minute. */
  readonly moved: number;
}

/** What happens besides: (Pa) pressure at which the state is 0; thermometer term; (Pa2) noise of its quick part. */
export interface Around {
  readonly zero: number;
  readonly thermal: number;
  readonly noise: number;
}

/** (Pa2) Offsets walk so far in a minute: 0.01 mmHg in a day, assumed. */
const walk = toSI("pressure", 0.01, "mmHg") ** 2 / 1440;
/**
 * (-) By how much more a minute on one code is counted than what has become new in it. Chosen on simulated gauges of 1 mmHg,
 * seeds 100 to 116 and 300 to 316, between delay and false alarms.
 */
const weight = 3;
/** (-) What has become new, under which a minute is passed over. */
const stale = 1e-6;
/** (-) Change of the strength of the weather by a surprise; the greatest surprise squared, and strength. */
const pace = 0.01;
const clip = 9;
const most = 30;
/** Standard deviations, and steps in a minute, from which the level jumps. */
const jumpAt = 4.5;
const leap = 1.5;

/**
 * Takes one minute of `readings`, all of codes, into `belief`; `score` is told each surprise, and whether it is of a point.
 * `learning` (-) is the strength of the weather, null while a leak is known.
 */
export function takeCodes(
  gauges: CodeGauge[],
  belief: Belief,
  readings: readonly Reading[],
  around: Around,
  score: (sight: Sight, surprise: Surprise, point: boolean) => void,
  learning: Float64Array | null,
): void {
  gauges.forEach((_, k) => {
    belief.P[(at.gauges + k) * (states + 1)] += walk;
  });
  const all = readings.map((r) => hear(gauges, belief, r, readings, around)).filter((said) => said !== null);
  for (const { slot, say, moved } of all) {
    const sight = sightOfGauge(around.thermal, slot);
    follow(belief, sight, say, moved);
    const { mean, variance } = foresee(belief, sight);
    // A code that stays tells only of what has moved since: hours on one code are not hours of knowledge.
    const fresh = Math.min(1, weight * (1 - gauges[slot].seen / variance));
    const told = say.kind === "point" ? say : fresh > stale ? momentsOf(say, mean, variance) : null;
    const again = gauges[slot].edge && say.kind === "point";
    gauges[slot].edge = say.kind === "point";
    if (told === null) continue;
    const R = say.kind === "point" ? told.variance + around.noise : told.variance / fresh;
    const surprise = update(belief, sight, told.value, R);
    score(sight, surprise, say.kind === "point");
    if (again && learning !== null) learnWeather(learning, surprise, R);
  }
  for (const { slot } of all) gauges[slot].seen = foresee(belief, sightOfGauge(around.thermal, slot)).variance;
}

/**
 * From one minute to the next at an edge the pressure is seen finely: as much as it moves more or less than expected, the whole
 * weather is stronger or weaker. `R` (Pa2) is the part of the surprise that is not weather.
 */
function learnWeather(strength: Float64Array, { innovation, variance }: Surprise, R: number): void {
  const surplus = Math.min(clip, innovation ** 2 / variance) - 1;
  const change = Math.exp((pace * surplus * (variance - R)) / variance);
  for (let k = partOf.mixing; k < strength.length; k++) {
    strength[k] = Math.min(most, Math.max(1, strength[k] * change));
  }
}

/** What `r` says, in the terms of the state; null where there are more such gauges than places. */
function hear(
  gauges: CodeGauge[],
  belief: Belief,
  r: Reading,
  others: readonly Reading[],
  around: Around,
): Said | null {
  if (r.codes === undefined) return null;
  const { step } = r.codes;
  let slot = gauges.findIndex((g) => g.sensor === r.sensor);
  if (slot < 0) {
    const silent = gauges.findIndex((g) => !others.some((o) => o.sensor === g.sensor));
    slot = gauges.length < gaugesOfCodes ? gauges.length : silent;
    if (slot < 0) return null;
    settle(belief, slot, r.mean - around.zero, step, around.thermal);
    gauges[slot] = { sensor: r.sensor, last: r.mean, seen: 0, edge: false };
  }
  const moved = (r.mean - gauges[slot].last) / step;
  gauges[slot].last = r.mean;
  const said = sayOf(r.codes, r.mean);
  const say =
    said.kind === "point"
      ? { ...said, value: said.value - around.zero }
      : { ...said, low: said.low - around.zero, high: said.high - around.zero };
  return { slot, say, moved };
}

/** A gauge of which nothing is known takes a place: its edges may lie anywhere within a step. */
function settle({ x, P }: Belief, slot: number, value: number, step: number, thermal: number): void {
  const i = at.gauges + slot;
  x[i] = 0;
  for (let j = 0; j < states; j++) {
    P[i * states + j] = 0;
    P[j * states + i] = 0;
  }
  x[i] = value - foresee({ x, P }, sightOfGauge(thermal, slot)).mean;
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
