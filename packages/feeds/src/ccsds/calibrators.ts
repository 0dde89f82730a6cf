/** What a raw number means (XTCE 660.0-B, 4.3.2.2.5.3). */
export type Calibrate = (raw: number) => number;

/** The sum of `coefficients[n]` times the n-th power. */
export function polynomial(coefficients: readonly number[]): Calibrate {
  return (raw) => {
    let value = 0;
    for (let n = coefficients.length - 1; n >= 0; n--) value = value * raw + coefficients[n];
    return value;
  };
}

export interface SplinePoint {
  readonly raw: number;
  readonly calibrated: number;
}

/**
 * Through points in order of `raw`: of order 0 the value of the last point not behind, of order 1 straight lines between them. Outside the
 * points NaN, or with `extrapolate` the first or last piece goes on.
 */
export function spline(points: readonly SplinePoint[], order: 0 | 1, extrapolate: boolean): Calibrate {
  const last = points.length - 1;
  return (raw) => {
    if (!extrapolate && (raw < points[0].raw || raw > points[last].raw)) return Number.NaN;
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (points[middle].raw <= raw) low = middle;
      else high = middle;
    }
    if (order === 0) return raw >= points[high].raw ? points[high].calibrated : points[low].calibrated;
    const [a, b] = [points[low], points[high]];
    return a === b ? a.calibrated : a.calibrated + ((raw - a.raw) * (b.calibrated - a.calibrated)) / (b.raw - a.raw);
  };
}
