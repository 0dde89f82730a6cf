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

/** Where a log likelihood ratio stands above its lower bound, how far that is from the upper one; (-) how likely it is to rise. */
export interface Standing {
  readonly above: number;
  readonly width: number;
  readonly leaks: number;
}

/** Terms of the series, of which so many are never needed but where next to nothing has passed. */
const terms = 60;
const nothing = 40;

/**
 * (-) Chance that a test between two bounds is still undecided when its squared signal to noise has grown by `information`:
 * a Brownian motion with variance 1 and drift 1/2 if it leaks, -1/2 if not, between absorbing barriers (Cox & Miller 1965,
 * section 5.7, the series of sines).
 */
export function undecidedAt(information: number, { above, width, leaks }: Standing): number {
  if (above <= 0 || above >= width) return 0;
  let [up, down] = [0, 0];
  for (let n = 1; n <= terms; n++) {
    const rate = 0.125 + 0.5 * ((n * Math.PI) / width) ** 2;
    if (rate * information > nothing) break;
    const term = (n * Math.sin((n * Math.PI * above) / width) * Math.exp(-rate * information)) / rate;
    const other = n % 2 === 1 ? term : -term;
    up += Math.exp(-above / 2) * term + Math.exp((width - above) / 2) * other;
    down += Math.exp(above / 2) * term + Math.exp(-(width - above) / 2) * other;
  }
  const share = (Math.PI / width ** 2) * (leaks * up + (1 - leaks) * down);
  return Math.min(1, Math.max(0, share));
}
