/**
 * Diameter (m) of the hole that a particle of `d` (m) makes in a bare sheet of `t` (m) at `speed` (m/s): W. C. Carey, J. A. M. McDonnell, D. G. Dixon (1985).
 * Its coefficients are as recalled; a shot that is published (0.8 mm, 5 km/s, 1.59 mm of aluminium: about 3 mm) comes out at 2.8. For a single
 * sheet at normal incidence; nothing like it is known for what lies behind a bumper.
 */
export function holeDiameter(d: number, t: number, speed: number): number {
  const V = speed / 1000;
  const n = 1.02 - 4 * Math.exp(-0.9 * V ** 0.9) - 0.003 * Math.max(0, 20 - V);
  return d * (1 + (1.5 * (t / d) * V ** 0.3) / (1 + (t / d) ** 2 * V ** -n));
}

/** (-) Standard deviation of the logarithm of a hole's diameter about `holeDiameter`. */
export const holeScatter = 0.25;
