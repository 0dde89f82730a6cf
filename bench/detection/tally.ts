/** Numbers drawn from many runs. */

/** The value under which a share `p` of `values` lies; missed runs may stand in it as Infinity. */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === high ? low : low + (at - Math.floor(at)) * (high - low);
}

export const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
export const rms = (values: readonly number[]) => Math.sqrt(mean(values.map((x) => x * x)));
export const share = (of: readonly boolean[]) => of.filter(Boolean).length / of.length;

/** The mean of a Poisson count at which `count` or fewer come with a chance of 5 %: its exact upper 95 % limit. */
export function poissonUpper(count: number): number {
  const chance = (m: number) => {
    let term = Math.exp(-m);
    let sum = term;
    for (let k = 1; k <= count; k++) {
      term *= m / k;
      sum += term;
    }
    return sum;
  };
  let low = count;
  let high = count + 10 + 5 * Math.sqrt(count + 1);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (chance(middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}
