/** The standard normal distribution, to fourteen digits or so. */

export const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Mass beyond `x`, by its series at 0 (Marsaglia 2004, J. Statistical Software 11(4)), for x of at most 3. */
function upper(x: number): number {
  if (x < -9) return 1;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 - sum * density(x);
}

const fractions = 60;

/** Mass beyond `x` over the density there (Mills' ratio): far out by Laplace's continued fraction, so that no digits are lost. */
export function mills(x: number): number {
  if (x < 3) return upper(x) / density(x);
  let f = x;
  for (let k = fractions; k >= 1; k--) f = x + k / f;
  return 1 / f;
}

/** Mass under `x`. */
export const below = (x: number) => (x < 0 ? mills(-x) * density(x) : 1 - mills(x) * density(x));

/** The `x` under which a share `p` of all lies, 0.001 < p < 0.999, by Newton's steps. */
export function quantile(p: number): number {
  let x = 0;
  for (let k = 0; k < 30; k++) {
    const move = (p - 1 + upper(x)) / density(x);
    x += Math.max(-1, Math.min(1, move));
    if (Math.abs(move) < 1e-12) break;
  }
  return x;
}
