/**
 * A sequential test for a constant opening, in the surprises of the air's filter. In a volume V a hole of conductance c (m3/s:
 * the flow q = c p) makes ln p fall by c t/V. What the readings say of q0 = c p0 is L q - Q q^2/2, the log of their likelihood
 * over that of no leak; whatever the flow, exp of it is a martingale, so that bounds hold whenever one stops (Wald 1945, Ann.
 * Math. Statist. 16:117; Ville 1939).
 */
import { type AirFilter, advance, longer, type Seen, sees } from "./air.ts";
import { step } from "./assumptions.ts";

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

/** What a surprise says of the leak; gives what a leak of 1 Pa m3/s makes of the surprise (Pa). */
export function weigh(test: Test, f: AirFilter, seen: Seen): number {
  test.response = longer(test.response, f.x.length);
  // A leak moves no thermometer, but what a gauge has been taken to say of the warmth does.
  const g = (seen.gauge === null ? 0 : -test.fall) - sees(test.response, seen.gauge);
  for (let i = 0; i < test.response.length; i++) test.response[i] += seen.gain[i] * g;
  test.L += (g * seen.innovation) / seen.variance;
  test.Q += g ** 2 / seen.variance;
  return g;
}

/** What L and Q come to. */
export type Weighed = Pick<Test, "L" | "Q">;

/** ln of the likelihood of a flow q (Pa m3/s) over that of none. */
export const logRatio = ({ L, Q }: Weighed, q: number) => L * q - 0.5 * Q * q ** 2;

/**
 * (Pa m3/s) Upper bound of the flow that holds with probability 1 - `error` at all times of a test together: the largest flow
 * over which no leak is not yet 1/error times as likely. Infinity before the first reading.
 */
export function upperBound({ L, Q }: Weighed, error: number): number {
  const b = -Math.log(error);
  return Q === 0 ? Number.POSITIVE_INFINITY : (L + Math.sqrt(L ** 2 + 2 * b * Q)) / Q;
}

/**
 * (Pa m3/s) The same for a flow that is seen: a normal mixture of the flows about the one that explains the readings best, as
 * wide as `scale` (Pa m3/s), over that one (Robbins 1970, Ann. Math. Statist. 41:1397, eq. 12). It closes in on the flow, where
 * the bound over no leak stays at twice of it.
 */
export function closeUpperBound({ L, Q }: Weighed, error: number, scale: number): number {
  const known = Q * scale ** 2;
  return L / Q + Math.sqrt(((1 + 1 / known) * Math.log((1 + known) / error ** 2)) / Q);
}

/** (Pa m3/s) The flow that explains the readings best, and its standard deviation; it may be below 0. */
export const flowOf = ({ L, Q }: Weighed) => ({ mean: L / Q, sd: 1 / Math.sqrt(Q) });

/** What is asked: to prove less than `limit` (Pa m3/s), to see `visible` (Pa m3/s). */
export interface Question {
  readonly limit: number;
  readonly visible: number;
  /** (-) Errors allowed of either kind. */
  readonly errors: { readonly tight: number; readonly leaking: number };
}

export type Verdict = "tight" | "leaking" | "undecided";

/** The verdict now. It stands whenever the test is stopped by it. */
export function decide(w: Weighed, { limit, visible, errors }: Question): Verdict {
  if (w.Q > 0 && logRatio(w, visible) >= -Math.log(errors.leaking)) return "leaking";
  return upperBound(w, errors.tight) <= limit ? "tight" : "undecided";
}

/**
 * (1/(Pa m3/s)^2) Information at which a test that stands so is expected to be decided: that of Wald's test between no leak and
 * `limit`, started between its bounds where it stands now, each weighed by how likely it is now. Of a test that has not begun:
 * as a tight volume has it.
 */
export function expectedInformation(w: Weighed, { limit, errors }: Question): number {
  const [down, up] = [Math.log(errors.tight), -Math.log(errors.leaking)];
  const s = Math.min(up, Math.max(down, logRatio(w, limit)));
  const leaks = w.Q === 0 ? 0 : 1 / (1 + Math.exp(-s));
  const rises = (Math.exp(s) - Math.exp(down)) / (Math.exp(up) - Math.exp(down));
  const risesIfLeak = (Math.exp(-down) - Math.exp(-s)) / (Math.exp(-down) - Math.exp(-up));
  const ifTight = 2 * (s - rises * up - (1 - rises) * down);
  const ifLeak = 2 * (risesIfLeak * up + (1 - risesIfLeak) * down - s);
  return w.Q + (leaks * ifLeak + (1 - leaks) * ifTight) / limit ** 2;
}

/** The same for a test of fixed length with the same errors: (z_tight + z_leaking)^2. */
export const fixedInformation = ({ limit, errors }: Question): number =>
  ((normalQuantile(1 - errors.tight) + normalQuantile(1 - errors.leaking)) / limit) ** 2;

/** Quantile of the standard normal distribution for 0.5 < p < 1, to 4.5e-4 (Abramowitz & Stegun 26.2.23). */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  const [above, below] = [2.515517 + t * (0.802853 + t * 0.010328), 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))];
  return t - above / below;
}
