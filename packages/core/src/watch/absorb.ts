/**
 * A leak that the ladder has found becomes part of the state: the belief is corrected for what it had wrongly absorbed,
 * onset by onset, and the onsets are mixed into one Gaussian: by their moments, but for a leak that is found, which takes what is told of
 * the mixture and its 90 % interval, as its tail of late and large leaks is long. From then on the filter follows the leak itself, and
 * the ladder begins again, now watching for the leak to change.
 */
import type { Component, Evidence } from "./evidence.ts";
import type { Belief } from "./kalman.ts";
import type { Ladder } from "./ladder.ts";
import { fallToTell, type Part, type Spread, spreadOf } from "./mixture.ts";
import { at, states } from "./model.ts";

/** Standard deviation of a moment within a minute, in minutes: uniform. */
const withinMinute = 1 / Math.sqrt(12);
/** Onsets this far below the best in log odds no longer count. */
const negligible = 12;

/** The components that matter, with probabilities that sum to 1. */
export function likely(evidence: Evidence): readonly (Component & { p: number })[] {
  const top = Math.max(...evidence.components.map((c) => c.log));
  const kept = evidence.components.filter((c) => c.log > top - negligible);
  const sum = kept.reduce((s, c) => s + Math.exp(c.log - top), 0);
  return kept.map((c) => ({ ...c, p: Math.exp(c.log - top) / sum }));
}

/** (s) Exposure so far, and (-) the share of nitrogen in what leaks. */
export interface Exposed {
  readonly exposure: number;
  readonly nitrogenFraction: number;
}

/** Moves the evidence of `ladder` into `belief`, in place. */
export function absorb(belief: Belief, ladder: Ladder, evidence: Evidence, now: Exposed): void {
  const { x, P } = belief;
  const shift = new Float64Array(states);
  for (const c of likely(evidence)) {
    const v = correction(ladder, c.rung, now);
    const spread = partOf(ladder, c).sd ** 2 + c.fall ** 2;
    for (let i = 0; i < states; i++) {
      shift[i] += c.p * v[i] * c.fall;
      for (let j = 0; j < states; j++) P[i * states + j] += c.p * v[i] * v[j] * spread;
    }
  }
  for (let i = 0; i < states; i++) {
    x[i] += shift[i];
    for (let j = 0; j < states; j++) P[i * states + j] -= shift[i] * shift[j];
  }
}

/**
 * The same where no leak was known: it takes the 90 % interval of the mixture and what is told of `likeliest`, the same evidence as it stands
 * before anything of it is doubted. Gives both back.
 */
export function absorbFirst(
  belief: Belief,
  ladder: Ladder,
  evidence: Evidence,
  now: Exposed,
  likeliest = evidence,
): Spread {
  const { x, P } = belief;
  const before = { fall: x[at.leak], variance: P[at.leak * states + at.leak] };
  absorb(belief, ladder, evidence, now);
  const partsOf = (e: Evidence) => likely(e).map((c) => partOf(ladder, c));
  const spread = spreadOf(partsOf(evidence), fallToTell(partsOf(likeliest)));
  adopt(belief, before.fall + spread.value, Math.sqrt(before.variance + spread.sd ** 2));
  return spread;
}

/** The onset lies anywhere within its minute, which matters while the leak is minutes old. */
function partOf(ladder: Ladder, { p, fall, sd, rung }: Component & { readonly p: number }): Part {
  const early = (withinMinute * fall) / Math.max(1, ladder.steps - ladder.birth[rung]);
  return { p, fall, sd: Math.hypot(sd, early) };
}

/**
 * What one unit of leak changes in the belief: the leak itself and the gas that it has taken since its onset, less what the
 * filter took for something else.
 */
function correction(ladder: Ladder, rung: number, now: Exposed): Float64Array {
  const v = ladder.response.slice(rung * states, (rung + 1) * states).map((d) => -d);
  const taken = now.exposure - ladder.since[rung];
  v[at.leak] += 1;
  v[at.level] -= taken;
  v[at.nitrogen] -= taken * now.nitrogenFraction;
  return v;
}

/** A leak that was found from the samples themselves, between two bins. */
export interface Found {
  /** (s) UNIX time at which it was. */
  readonly time: number;
  /** (Pa/s) */
  readonly fall: number;
  readonly sd: number;
  /** (-) See `Spread`. */
  readonly lean: number;
  /** (s) UNIX time: the middle, and the bounds of the 90 % interval. */
  readonly onset: number;
  readonly onsetLow: number;
  readonly onsetHigh: number;
  /** (-) Log of the odds, in seconds. */
  readonly log: number;
}

/** Takes into `belief`, as of the last bin's end (s), a leak that began before or after it. */
export function absorbFound(belief: Belief, ladder: Ladder, found: Found, now: Exposed, end: number): void {
  const { x, P } = belief;
  const began = found.onset;
  // The rung that began nearest to it, or none where that is yet to come.
  const ago = (rung: number) => now.exposure - ladder.since[rung];
  let rung = -1;
  for (let i = 0; i < ladder.count; i++) {
    if (Math.abs(ago(i) - (end - began)) < Math.abs((rung < 0 ? 0 : ago(rung)) - (end - began))) rung = i;
  }
  const v = rung < 0 ? new Float64Array(states) : correction(ladder, rung, now);
  const rest = end - began - (rung < 0 ? 0 : ago(rung));
  v[at.leak] = 1;
  v[at.level] -= rest;
  v[at.nitrogen] -= rest * now.nitrogenFraction;
  const late = (found.onsetHigh - found.onsetLow) / 3.3;
  for (let i = 0; i < states; i++) {
    x[i] += v[i] * found.fall;
    for (let j = 0; j < states; j++) P[i * states + j] += v[i] * v[j] * found.sd ** 2;
  }
  P[at.level * states + at.level] += (late * found.fall) ** 2;
}

/** The leak is known by `fall` and `sd` (Pa/s) from elsewhere, this belief's part in it included: what hangs together with it follows. */
export function adopt({ x, P }: Belief, fall: number, sd: number): void {
  const variance = P[at.leak * states + at.leak];
  if (!(variance > 0)) return;
  const gain = Float64Array.from({ length: states }, (_, i) => P[i * states + at.leak] / variance);
  const shift = fall - x[at.leak];
  for (let i = 0; i < states; i++) {
    x[i] += gain[i] * shift;
    for (let j = 0; j < states; j++) P[i * states + j] += gain[i] * gain[j] * (sd ** 2 - variance);
  }
  x[at.leak] = fall;
}

/** Makes the leak unknown again by `sd` (Pa/s): a patch was set, a hatch moved. */
export function loosen(belief: Belief, sd: number): void {
  belief.P[at.leak * states + at.leak] += sd * sd;
}

/** Takes the leak out of the state. */
export function release(belief: Belief): void {
  belief.x[at.leak] = 0;
  for (let i = 0; i < states; i++) {
    belief.P[at.leak * states + i] = 0;
    belief.P[i * states + at.leak] = 0;
  }
}
