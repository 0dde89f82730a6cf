/**
 * The error function where it matters for probabilities: as differences and in its tails, to about 1e-14 relative until
 * the result itself is below the least double. Abramowitz and Stegun (1964) 7.1.6 (series), 7.1.14 (continued fraction).
 */

const twoOverRootPi = 2 / Math.sqrt(Math.PI);
/** Below it the series, above it the continued fraction: both good to the last digits there. */
const change = 2;

/** erf(x) for 0 <= x: all terms positive, so nothing cancels. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return twoOverRootPi * Math.exp(-x * x) * sum;
}

/** exp(x2) erfc(x) for x >= `change`. */
function scaledErfc(x: number): number {
  let rest = x;
  for (let k = 12 + Math.ceil(220 / (x * x)); k > 0; k--) rest = x + k / 2 / rest;
  return 1 / (Math.sqrt(Math.PI) * rest);
}

/** erf(x) */
export function erf(x: number): number {
  const size = Math.abs(x);
  return Math.sign(x) * (size < change ? erfSeries(size) : 1 - erfc(size));
}

/** erfc(x) = 1 - erf(x), without loss of digits for x > 0; 0 above 27. */
export function erfc(x: number): number {
  if (x < change) return 1 - erf(x);
  return x > 27.3 ? 0 : Math.exp(-x * x) * scaledErfc(x);
}

/** Gauss-Legendre, eight points on -1..1 (Abramowitz and Stegun table 25.4). */
const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const weights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

/** erf(b) - erf(a) for a <= b, with full relative precision however near to each other or far out they are. */
export function erfDifference(a: number, b: number): number {
  // Over a short stretch the difference of two nearly equal numbers is no more than their rounding: integrate instead.
  if ((b - a) * Math.max(1, Math.abs(a) + Math.abs(b)) < 1) {
    const [middle, half] = [(a + b) / 2, (b - a) / 2];
    let sum = 0;
    for (let i = 0; i < 4; i++) {
      const [low, high] = [middle - half * nodes[i], middle + half * nodes[i]];
      sum += weights[i] * (Math.exp(-low * low) + Math.exp(-high * high));
    }
    return twoOverRootPi * half * sum;
  }
  if (a >= 0) return erfc(a) - erfc(b);
  if (b <= 0) return erfc(-b) - erfc(-a);
  return erf(b) - erf(a);
}
