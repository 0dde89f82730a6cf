/** When a sequential test comes to its end: first passage of its log likelihood ratio, a Brownian motion in information. */

/** The standard normal distribution function, to 1.5e-7 (Abramowitz & Stegun 7.1.26). */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const half = 0.5 * tail * Math.exp(-x * x);
  return z < 0 ? half : 1 - half;
}

/**
 * (-) Chance that a log likelihood ratio has reached `bound` when the squared signal to noise has come to `information`, if the
 * hypothesis that it speaks for is true: drift 1/2, variance 1 (Cox & Miller 1965, The Theory of Stochastic Processes, 5.7).
 */
export function reachedBy(information: number, bound: number): number {
  const root = Math.sqrt(information);
  return normal((information / 2 - bound) / root) + Math.exp(bound) * normal(-(information / 2 + bound) / root);
}

/** (-) Squared signal to noise by which it has reached `bound` with a chance `p`. */
export function informationToReach(bound: number, p: number): number {
  let [low, high] = [0.01 * bound, 100 * bound];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (reachedBy(middle, bound) < p) low = middle;
    else high = middle;
  }
  return high;
}
