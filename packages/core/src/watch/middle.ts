/** The middle one of what `of` gives of each of a list, the upper of two: by insertion, since they are few. NaN of none. */
export function middleOf<T>(list: readonly T[], of: (x: T) => number): number {
  const sorted: number[] = [];
  for (const each of list) {
    const value = of(each);
    let at = sorted.length;
    for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1];
    sorted[at] = value;
  }
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}
