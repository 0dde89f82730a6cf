/**
 * From the ladder's sums to odds: the Shiryaev-Roberts statistic, a sum over onsets of likelihood ratios averaged over
 * sizes of leak. While nothing leaks and the model holds, the statistic minus the number of steps is a martingale, so a
 * threshold of A steps gives at least A steps between false alarms on average (Pollak 1987, Annals of Statistics 15:749).
 */
import { toSI } from "../quantity/index.ts";
import type { Ladder } from "./ladder.ts";

/** (Pa/s) Leaks are a priori equally likely in each octave between these. */
export const smallestFall = toSI("pressureRate", 0.02, "mmHg/h");
const largestFall = toSI("pressureRate", 2000, "mmHg/h");
const span = Math.log(largestFall / smallestFall);

/** One onset with the size of leak that fits it. */
export interface Component {
  /** Index in the ladder. */
  readonly rung: number;
  /** (-) Log of its share in the statistic. */
  readonly log: number;
  /** (Pa/s) Fall at the first pressure, and its standard deviation. */
  readonly fall: number;
  readonly sd: number;
}

export interface Evidence {
  /** (-) Log of the statistic, in steps. */
  readonly log: number;
  readonly components: readonly Component[];
}

const none: Evidence = { log: Number.NEGATIVE_INFINITY, components: [] };

/**
 * One onset's likelihood ratio averaged over the sizes of leak, by Laplace's method about the likeliest size; null where
 * the fit is under 2.5 standard deviations and so adds nothing to an alarm. `sign` -1 looks for a leak that grew less.
 */
export function weighSize(L: number, Q: number, sign: 1 | -1 = 1): { log: number; fall: number; sd: number } | null {
  const l = sign * L;
  if (!(l > 2.5 * Math.sqrt(Q)) || Q === 0) return null;
  const fall = (l + Math.sqrt(l * l - 4 * Q)) / (2 * Q);
  if (fall < smallestFall) return null;
  const variance = 1 / (Q - 1 / (fall * fall));
  const log = fall * l - (fall * fall * Q) / 2 - Math.log(fall * span) + 0.5 * Math.log(2 * Math.PI * variance);
  return { log, fall: sign * fall, sd: Math.sqrt(variance) };
}

/** The onsets that a rung stands for: those since the rung before, or the head start; those too old for the ladder no more. */
function birthsOf({ birth, headStart }: Ladder, rung: number): number {
  if (birth[rung] === 0) return headStart;
  return rung > 0 ? birth[rung] - birth[rung - 1] : birth[1] - birth[0];
}

/** The present, as the ladder's onsets are weighed by it. */
export interface Moment {
  /** (s) Exposure so far. */
  readonly exposure: number;
  /** (Pa) What full thermometer compensation adds now, and (-) how far off the thermometers' share may be. */
  readonly thermal: number;
  readonly doubt: number;
}

/** Nothing has warmed or cooled. */
const steady: Moment = { exposure: Number.POSITIVE_INFINITY, thermal: 0, doubt: 0 };

/**
 * All that the ladder knows. `bothWays` also admits a fall that became slower: a known leak that was mended. A fall that a
 * wrong share of the thermometers would feign over the same time is an error of its own, on top of the filter's.
 */
export function weigh(ladder: Ladder, bothWays: boolean, now: Moment = steady): Evidence {
  const components: Component[] = [];
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ladder.count; i++) {
    const feigned = (now.doubt * (now.thermal - ladder.thermal[i])) / (now.exposure - ladder.since[i]) || 0;
    const trust = 1 / (1 + ladder.Q[i] * feigned ** 2);
    const births = birthsOf(ladder, i);
    for (const sign of bothWays ? ([1, -1] as const) : ([1] as const)) {
      const size = weighSize(ladder.L[i] * trust, ladder.Q[i] * trust, sign);
      if (size === null) continue;
      const log = size.log + Math.log(births);
      components.push({ rung: i, log, fall: size.fall, sd: size.sd });
      top = Math.max(top, log);
    }
  }
  if (components.length === 0) return none;
  const sum = components.reduce((s, c) => s + Math.exp(c.log - top), 0);
  return { log: top + Math.log(sum), components };
}
