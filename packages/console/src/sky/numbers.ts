/** Small and nearly certain numbers as people read them. */

/** Classes of the chance that a hull is holed: by them a map has its patterns. */
const classes = [0.001, 0.01, 0.1] as const;

/** 0 to 3: under 1 in 1000, 1 in 100, 1 in 10, and more. */
export const classOf = (pnp: number): number => classes.filter((least) => 1 - pnp >= least).length;

/** A probability near 1 with as many digits as tell two figures of what is missing: 0.9984, 0.52. */
export function pnpText(p: number): string {
  if (p >= 1) return "1";
  const digits = Math.min(7, Math.max(2, 1 - Math.floor(Math.log10(1 - p))));
  return p.toFixed(digits);
}

/** The same for a map, where there is room for four places; what is not certain is not rounded to it. */
export const pnpShort = (p: number): string => (p < 0.99 ? pnpText(p) : Math.min(p, 0.9999).toFixed(4));

/** A share in percent that is never 0 and never 100. */
export function shareText(p: number): string {
  if (p > 0.999) return "> 99.9";
  if (p > 0.99) return (100 * p).toFixed(1);
  if (p < 0.001) return "< 0.1";
  return p < 0.1 ? (100 * p).toFixed(1) : String(Math.round(100 * p));
}
