/**
 * From the ladder's sums to odds: the Shiryaev-Roberts statistic, a sum over onsets of likelihood ratios averaged over
 * sizes of leak. While nothing leaks and the model holds, the statistic minus the number of steps is a martingale, so a
 * threshold of A steps gives at least A steps between false alarms on average (Pollak 1987, Annals of Statistics 15:749).
 */
import { toSI } from "../quantity/index.ts";
import { type Calibration, chanceOf, leastSpread } from "./calibration.ts";
import { birthsOf, type Ladder } from "./ladder.ts";

/**
 * How large a leak is taken to be, a priori: from `smallest` to `quick` (Pa/s) each octave by its size to the power
 * -`steepness` (-), so that where it is positive the larger are the rarer; with `tail` (-) of all, from there to `largest`, equally likely in each octave.
 */
export interface SizeLaw {
  readonly smallest: number;
  readonly quick: number;
  readonly largest: number;
  readonly tail: number;
  readonly steepness: number;
}
const perHour = toSI("pressureRate", 1, "mmHg/h");
/**
 * Of what is told from minutes: under 0.06 mmHg/h nothing is told from the balance of gas. Impacts grow rare at least as the area
 * of the hole grows (Gruen et al. 1985, Icarus 62:244), cracks need not, and what is quick costs more: 0.3, and how much is left to the
 * largest, were chosen between delays and false alarms, on seeds from 401 to 4,100.
 */
export const slowSizes: SizeLaw = {
  ...{ smallest: 0.06 * perHour, quick: 4 * perHour, largest: 2000 * perHour },
  ...{ tail: 0.03, steepness: 0.3 },
};

/** (-) Over how many natural logs of size the law would spread if all were as likely as `fall` (Pa/s): its density, inverted. */
export function logsOf({ smallest, quick, largest, tail, steepness }: SizeLaw, fall: number): number {
  if (fall >= quick) return Math.log(largest / quick) / tail;
  const width = Math.log(quick / smallest);
  if (steepness === 0) return width / (1 - tail);
  return (-Math.expm1(-steepness * width) / steepness / (1 - tail)) * Math.max(1, fall / smallest) ** steepness;
}

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

/**
 * The onsets as they size a leak: by the likelihood and a prior under which each octave of size is as likely, and not by `law`, which
 * is chosen for how soon a leak is told of.
 */
export function sizing({ log, components }: Evidence, law = slowSizes): Evidence {
  const changed = components.map((c) => {
    const size = Math.abs(c.fall);
    const even = { ...c, log: c.log + Math.log(logsOf(law, size)) };
    return size < law.quick ? { ...even, fall: c.fall + (law.steepness * c.sd ** 2) / c.fall } : even;
  });
  return { log, components: changed };
}

/** Standard deviations under which a fit adds nothing, and the square of what any calibration may make of them. */
const leastFit = 2.5;
const leastSquare = leastFit ** 2 * leastSpread;

const none: Evidence = { log: Number.NEGATIVE_INFINITY, components: [] };

/**
 * One onset's likelihood ratio averaged over the sizes of leak, by Laplace's method about the likeliest size; null where
 * the fit is under 2.5 standard deviations and so adds nothing to an alarm. `sign` -1 looks for a leak that grew less.
 */
export function weighSize(
  L: number,
  Q: number,
  sign: 1 | -1 = 1,
  law = slowSizes,
): { log: number; fall: number; sd: number } | null {
  const l = sign * L;
  if (!(l > leastFit * Math.sqrt(Q)) || Q === 0) return null;
  const fall = (l + Math.sqrt(l * l - 4 * Q)) / (2 * Q);
  const sd = 1 / Math.sqrt(Q - 1 / (fall * fall));
  const above = (fall - law.smallest) / sd;
  if (above < -2) return null;
  const log =
    fall * l - (fall * fall * Q) / 2 - Math.log(fall * logsOf(law, fall)) + Math.log(Math.sqrt(2 * Math.PI) * sd);
  return { log: log + logNormal(above), fall: sign * Math.max(law.smallest, fall), sd };
}

/** Log of the normal distribution at `x`, to 1.4e-4 of it (Bowling et al. 2009, J. Industrial Engineering 2:114). */
const logNormal = (x: number) => -Math.log1p(Math.exp(-1.5976 * x - 0.07056 * x ** 3));

/** The present, as the ladder's onsets are weighed by it. */
export interface Moment {
  /** (s) Exposure so far. */
  readonly exposure: number;
  /** (Pa) What full thermometer compensation adds now, and (-) how far off the thermometers' share may be. */
  readonly thermal: number;
  readonly doubt: number;
  /** How far chance carries an onset, by its age; and (-) the least that it is taken for. */
  readonly calibration?: Calibration;
  readonly least?: number;
}

/**
 * (-) Hours on one code look calmer than they are: chance is taken for no less where rounding leaves more than noise does, and where
 * gauges are read by their codes. Chosen between delay and false alarms on simulated gauges of 1 mmHg: the first on seeds 1 to 20, 101 to
 * 112, 90,001 to 90,020 and 92,001 to 92,020, the other on 1 to 20 and 2,001 to 2,018.
 */
export const leastChance = { rounded: 0.7, byCodes: 0.95 };

/** Nothing has warmed or cooled. */
const steady: Moment = { exposure: Number.POSITIVE_INFINITY, thermal: 0, doubt: 0 };

/**
 * All that the ladder knows. `bothWays` also admits a fall that became slower: a known leak that was mended. A fall that a
 * wrong share of the thermometers would feign over the same time is an error of its own, on top of the filter's.
 */
export function weigh(ladder: Ladder, bothWays: boolean, now: Moment = steady, law = slowSizes): Evidence {
  const components: Component[] = [];
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ladder.count; i++) {
    // No onset that stands out so little is weighed, whatever chance is found to do.
    if (!(ladder.L[i] ** 2 > leastSquare * ladder.Q[i])) continue;
    const feigned = (now.doubt * (now.thermal - ladder.thermal[i])) / (now.exposure - ladder.since[i]) || 0;
    const warm = 1 / (1 + ladder.Q[i] * feigned ** 2);
    const age = ladder.steps - ladder.birth[i];
    const [L, Q] = [ladder.L[i] * warm, ladder.Q[i] * warm];
    const chance = now.calibration === undefined ? 1 : chanceOf(now.calibration, age, L, Q);
    const trust = warm / Math.max(now.least ?? 0, chance);
    const births = birthsOf(ladder, i);
    for (const sign of bothWays ? ([1, -1] as const) : ([1] as const)) {
      const size = weighSize(ladder.L[i] * trust, ladder.Q[i] * trust, sign, law);
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

/**
 * Small operations and unexplained steps that nobody announces, by whether they take two minutes or are over at once: (1/s) how often,
 * one in 12 and in 24 days; (Pa) how large, double exponential, though one in fifty is of any size up to a largest, log-uniform. What
 * is larger somebody knows of. Assumed: the steps of samples as rare as leaves 80 mmHg/h three of them (seeds 1 to 40).
 */
const passing = {
  every: { passing: toSI("time", 12, "day"), step: toSI("time", 24, "day") },
  size: { passing: toSI("pressure", 0.04, "mmHg"), step: toSI("pressure", 0.06, "mmHg") },
  any: 1 / 50,
  largest: toSI("pressure", 2, "mmHg"),
};

/** (-) Log of how much likelier the record is if something has passed than if nothing did; `step` (s) between births. */
export function weighPassing(ladder: Ladder, calibration: Calibration, step: number): number {
  const kind = ladder.kind === "step" ? "step" : "passing";
  const typical = passing.size[kind];
  const logs = Math.log(passing.largest / typical);
  let sum = 1;
  for (let i = 0; i < ladder.count; i++) {
    const [L, Q] = [ladder.L[i], ladder.Q[i]];
    if (!(L > 0 && L * L > leastSquare * Q)) continue;
    const chance = chanceOf(calibration, ladder.steps - ladder.birth[i], L, Q);
    const size = Math.min(passing.largest, L / Q);
    // Where more has gone than passes, what is left of the integral stands at its end.
    const missing = Math.max(0, (L - Q * size) / chance);
    const width = Math.min(Math.sqrt((2 * Math.PI * chance) / Q), 1 / missing);
    const usual = Math.exp(-size / typical) / (2 * typical);
    const any = passing.any / (logs * Math.max(size, typical));
    const log = (L * size - (Q * size * size) / 2) / chance + Math.log(Math.max(usual, any) * width);
    sum += ((birthsOf(ladder, i) * step) / passing.every[kind]) * Math.exp(Math.min(600, log));
  }
  return Math.log(sum);
}
