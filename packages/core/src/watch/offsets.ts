/** The state of a filter that grows: behind its own terms stands an offset of each gauge that has spoken. */
export interface Offsets {
  x: Float64Array;
  P: Float64Array;
  /** Ids, in the order of their offsets in the state. */
  readonly gauges: string[];
}

/** Where the offset of a gauge stands in the state; a new one is taken in, of which one standard deviation is `sd`. */
export function placeOf(f: Offsets, sensor: string, sd: number): number {
  const n = f.x.length;
  const known = f.gauges.indexOf(sensor);
  if (known >= 0) return n - f.gauges.length + known;
  f.gauges.push(sensor);
  f.x = longer(f.x, n + 1);
  const P = new Float64Array((n + 1) ** 2);
  for (let i = 0; i < n; i++) P.set(f.P.subarray(i * n, (i + 1) * n), i * (n + 1));
  P[(n + 1) ** 2 - 1] = sd ** 2;
  f.P = P;
  return n;
}

/** `v` with zeros after it. */
export function longer(v: Float64Array, length: number): Float64Array {
  if (v.length === length) return v;
  const more = new Float64Array(length);
  more.set(v);
  return more;
}
