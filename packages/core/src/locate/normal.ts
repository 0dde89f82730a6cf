/** The flow of a leak is not known exactly, and never below 0: likelihoods are means over it. */
import { flowError } from "./assumptions.ts";

/** (Pa m3/s) What a leak takes, and how well that is known. */
export interface Flow {
  readonly mean: number;
  readonly sd: number;
}

/** What readings say of a flow q: the log of their likelihood over that of no flow is L q - Q q^2/2. */
export interface Weighed {
  readonly L: number;
  readonly Q: number;
}

/**
 * ln of the standard normal distribution function at z, to 2e-7. Source: W. H. Press et al., Numerical Recipes, erfcc, a
 * Chebyshev fit of ln(erfc(x) exp(x^2)) by a polynomial in 1/(1 + x/2).
 */
export function logNormal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const terms = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
    -1.26551223,
  ];
  const log = Math.log(0.5 * t) - x * x + terms.reduce((sum, c) => sum * t + c, 0);
  return z < 0 ? log : Math.log1p(-Math.exp(log));
}

/** ln of the mean of exp(L q - Q q^2/2) over a flow that is normal and above 0. */
export function logMean({ L, Q }: Weighed, { mean, sd }: Flow): number {
  if (sd === 0) return L * mean - 0.5 * Q * mean ** 2;
  const spread = 1 + Q * sd ** 2;
  const after = (mean + L * sd ** 2) / spread;
  const whole = (L * mean + 0.5 * L ** 2 * sd ** 2 - 0.5 * Q * mean ** 2) / spread - 0.5 * Math.log(spread);
  return whole + logNormal((after * Math.sqrt(spread)) / sd) - logNormal(mean / sd);
}

/** The flow once readings have spoken. */
export function learnFlow({ L, Q }: Weighed, { mean, sd }: Flow): Flow {
  const spread = 1 + Q * sd ** 2;
  return { mean: Math.max(0, (mean + L * sd ** 2) / spread), sd: sd / Math.sqrt(spread) };
}

/** The flow as a closure may rest on it. */
export const widened = ({ mean, sd }: Flow): Flow => ({ mean, sd: Math.hypot(sd, flowError * mean) });

/** ln of the sum of exponentials. */
export function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log(logs.reduce((s, l) => s + Math.exp(l - most), 0));
}
