/** The normal law: quantiles and chances. */

/** Coefficients of P. J. Acklam's rational approximation of the normal quantile, right to 1.2e-9. */
const inner = {
  over: [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ],
  under: [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
};
const tail = {
  over: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  under: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
};
const horner = (c: readonly number[], x: number) => c.reduce((sum, each) => sum * x + each, 0);

/** (-) The value that a standard normal deviate exceeds with chance `a`, 0 < a < 1. */
export function upperNormal(a: number): number {
  if (a > 0.5) return -upperNormal(1 - a);
  if (a < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(a));
    return -horner(tail.over, q) / horner(tail.under, q);
  }
  const q = 0.5 - a;
  return (q * horner(inner.over, q * q)) / horner(inner.under, q * q);
}
