/**
 * A sequential test for a constant opening, in the surprises of the air's filter. In a volume V a hole of conductance c (m3/s:
 * the flow q = c p) makes ln p fall by c t/V. What the readings say of q0 = c p0 is L q - Q q^2/2, the log of their likelihood
 * over that of no leak; whatever the flow, exp of it is a martingale, so that bounds hold whenever one stops (Wald 1945, Ann.
 * Math. Statist. 16:117; Ville 1939).
 */
import { longer } from "../watch/index.ts";
import { type AirFilter, advance, type Seen, sees } from "./air.ts";
import { step } from "./assumptions.ts";
import type { Standing } from "./passage.ts";

export interface Test {
  /** (Pa per Pa m3/s) What the filter has taken in of a leak of 1 Pa m3/s, and what that has made the pressure fall. */
  response: Float64Array;
  fall: number;
  /** Sums over the surprises: L (1/(Pa m3/s)), Q (1/(Pa m3/s)^2). */
  L: number;
  Q: number;
}

export const startTest = (): Test => ({ response: new Float64Array(), fall: 0, L: 0, Q: 0 });

/** Lets a minute pass; `scale` (-) is the pressure over that at the start, `volume` in m3. Comes before the filter's own step. */
export function passMinute(test: Test, f: AirFilter, volume: number, scale: number): void {
  test.response = longer(test.response, f.x.length);
  advance(f, test.response);
  test.fall += (step * scale) / volume;
}

/** Lets a minute pass over a jump that is behind it. */
export function passJump(test: Test, f: AirFilter): void {
  test.response = longer(test.response, f.x.length);
  advance(f, test.response);
}

/** The test of a jump by 1 Pa upwards, which comes now: its L and Q are per Pa. */
export const startJump = (): Test => ({ ...startTest(), fall: -1 });

/** What a surprise says of the leak; gives what a leak of 1 Pa m3/s makes of the surprise (Pa). */
export function weigh(test: Test, f: AirFilter, seen: Seen): number {
  test.response = longer(test.response, f.x.length);
  // A leak moves no thermometer, but what a gauge has been taken to say of the warmth does.
  const g = (seen.gauge === null ? 0 : -test.fall) - sees(f, test.response, seen.gauge);
  for (let i = 0; i < test.response.length; i++) test.response[i] += seen.gain[i] * g;
  test.L += (g * seen.innovation) / seen.variance;
  test.Q += g ** 2 / seen.variance;
  return g;
}

/** What L and Q come to in one model of the air; ln of how likely that model is by all readings, if nothing leaks. */
export interface Weighed {
  readonly L: number;
  readonly Q: number;
  readonly log: number;
}
/** The same in every model that is thought of: at least one. */
export type Models = readonly Weighed[];

/** ln of the sum of exponentials. */
function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((s, l) => s + Math.exp(l - most), 0));
}

/** ln of the likelihood of a flow q (Pa m3/s) over that of none, whichever model holds. */
export const logRatio = (models: Models, q: number) =>
  logSum(models.map(({ L, Q, log }) => log + L * q - 0.5 * Q * q ** 2)) - logSum(models.map((m) => m.log));

/**
 * (Pa m3/s) Upper bound of the flow that holds with probability 1 - `error` at all times of a test together: the largest flow
 * over which no leak is not yet 1/error times as likely. Infinity before the first reading.
 */
export function upperBound(models: Models, error: number): number {
  if (models.some((m) => m.Q === 0)) return Number.POSITIVE_INFINITY;
  const all = logSum(models.map((m) => m.log));
  const needed = Math.log(error) - Math.log(models.length);
  // Beyond these bounds no model alone bears the flow out.
  const bounds = models.flatMap(({ L, Q, log }) => {
    const inside = L ** 2 - 2 * Q * (needed + all - log);
    return inside < 0 ? [] : [(L + Math.sqrt(inside)) / Q];
  });
  let high = Math.max(0, ...bounds);
  let low = models.length === 1 ? high : 0;
  for (let i = 0; i < grid && models.length > 1; i++) {
    const q = (high * (grid - i)) / grid;
    if (logRatio(models, q) >= Math.log(error)) {
      low = q;
      break;
    }
    high = q;
  }
  for (let i = 0; i < 30 && high > low; i++) {
    const middle = (low + high) / 2;
    if (logRatio(models, middle) >= Math.log(error)) low = middle;
    else high = middle;
  }
  return high;
}
const grid = 100;

/**
 * (Pa m3/s) The same for a flow that is seen: a normal mixture of the flows about the one that explains the readings best, as
 * wide as `scale` (Pa m3/s), over that one (Robbins 1970, Ann. Math. Statist. 41:1397, eq. 12). It closes in on the flow, where
 * the bound over no leak stays at twice of it.
 */
export function closeUpperBound(models: Models, error: number, scale: number): number {
  const { mean, sd } = flowOf(models);
  const known = (scale / sd) ** 2;
  return mean + sd * Math.sqrt((1 + 1 / known) * Math.log((1 + known) / error ** 2));
}

/** (Pa m3/s) The flow that explains the readings best, and its standard deviation; it may be below 0. */
export function flowOf(models: Models): { readonly mean: number; readonly sd: number } {
  const logs = models.map(({ L, Q, log }) => log + L ** 2 / (2 * Q) - 0.5 * Math.log(Q));
  const all = logSum(logs);
  const weights = logs.map((l) => Math.exp(l - all));
  const mean = models.reduce((s, { L, Q }, k) => s + (weights[k] * L) / Q, 0);
  const variance = models.reduce((s, { L, Q }, k) => s + weights[k] * (1 / Q + (L / Q - mean) ** 2), 0);
  return { mean, sd: Math.sqrt(variance) };
}

/** What is asked: to prove less than `limit` (Pa m3/s), to see `visible` (Pa m3/s). */
export interface Question {
  readonly limit: number;
  readonly visible: number;
  /** (Pa m3/s) A gross leak: told apart first. */
  readonly gross: number;
  /** (-) Errors allowed of either kind. */
  readonly errors: { readonly tight: number; readonly leaking: number };
}

export type Verdict = "tight" | "leaking" | "undecided";

/** (-) The part of what a test may err by that is kept for leaks far larger than the limit, which show long before it. */
const forGross = 0.1;

/** ln of the likelihood of a rise as large as the limit over that of none, from which on a volume is not called tight. */
const rising = 1.5;

/** ln of the likelihood of a leak, of the visible flow or a gross one, over that of none: a martingale if nothing leaks. */
const leakRatio = (models: Models, { visible, gross }: Question) =>
  logSum([Math.log(1 - forGross) + logRatio(models, visible), Math.log(forGross) + logRatio(models, gross)]);

/**
 * The verdict now. It stands whenever the test is stopped by it. A volume whose pressure rather rises by as much as `limit`
 * takes away than stays is not called tight: what comes in hides what goes out.
 */
export function decide(models: Models, question: Question): Verdict {
  const { limit, errors } = question;
  if (models.some((m) => m.Q === 0)) return "undecided";
  if (leakRatio(models, question) >= -Math.log(errors.leaking)) return "leaking";
  if (logRatio(models, limit) > Math.log(errors.tight) || logRatio(models, -limit) > rising) return "undecided";
  return upperBound(models, errors.tight) <= limit ? "tight" : "undecided";
}

/** The same of a gross leak, which is told apart in a fraction of the time; one that is seen to be smaller is none. */
export function decideGross(models: Models, { limit, gross, errors }: Question): Verdict {
  const now = decide(models, { limit: gross, visible: gross, gross, errors });
  if (now !== "leaking" || flowOf(models).mean >= grossEnough * gross) return now;
  return closeUpperBound(models, errors.tight, limit) <= gross ? "tight" : "undecided";
}
/** (-) A flow that is found to be less than this part of a gross one is waited for: its interval may still hold it. */
const grossEnough = 0.8;

/** The likeliest model. */
export const likeliest = <M extends { readonly log: number }>(models: readonly M[]): M =>
  models.reduce((best, m) => (m.log > best.log ? m : best));

/** Where a test stands between its bounds, in ln of the likelihood of the limit over no leak; and how likely it is to leak. */
export function standing(models: Models, { limit, errors }: Question): Standing {
  const [down, up] = [Math.log(errors.tight), -Math.log(errors.leaking) - Math.log(1 - forGross)];
  const s = Math.min(up, Math.max(down, logRatio(models, limit)));
  return { above: s - down, width: up - down, leaks: likeliest(models).Q === 0 ? 0 : 1 / (1 + Math.exp(-s)) };
}

/** (1/(Pa m3/s)^2) What a test of fixed length with the same errors takes: (z_tight + z_leaking)^2. */
export const fixedInformation = ({ limit, errors }: Question): number =>
  ((normalQuantile(1 - errors.tight) + normalQuantile(1 - errors.leaking)) / limit) ** 2;

/** Quantile of the standard normal distribution for 0.5 < p < 1, to 4.5e-4 (Abramowitz & Stegun 26.2.23). */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  const [above, below] = [2.515517 + t * (0.802853 + t * 0.010328), 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))];
  return t - above / below;
}
