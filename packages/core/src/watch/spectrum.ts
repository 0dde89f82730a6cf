/**
 * How the power of a cabin's pressure is spread over frequencies: of a stretch of minutes as measured, and of each part of
 * the assumed weather as expected. Power in bands, Hann's taper, a straight line taken out first so that neither the level
 * nor a steady fall counts.
 */
import { covarianceOfMeans, passedAt } from "./minute-mean.ts";
import { balanceFast, balanceSlow, levelWalk, mixing, oscillations, type Wander } from "./nuisance.ts";

const dt = 60;

/** The frequencies that stretches of one length show. */
export interface Spectrum {
  /** Minutes of a stretch. */
  readonly stretch: number;
  /** Frequencies (cycles a stretch) of each band: one by one where lines may stand, wider above. */
  readonly bands: readonly (readonly number[])[];
  /** Power (unit2) of `stretch` values, one a minute, in each band. */
  powers(values: Float64Array): Float64Array;
  /**
   * What each part of the weather is expected to have in each band, at its assumed size, where each value is the mean of so many
   * `readings` of its minute; the last one is the level's walk.
   */
  expected(readings: number): readonly Float64Array[];
}

/** Widening of the bands above those of one frequency, and the most frequencies that are looked at in one. */
const widening = 1.12;
const most = 12;

export function spectrumOf(stretch: number, single: number): Spectrum {
  const bands = bandsOf(stretch, single);
  const taper = hann(stretch);
  const frequencies = bands.flat();
  const made = new Map<number, readonly Float64Array[]>();
  return {
    stretch,
    bands,
    powers: (values) => {
      const flat = levelled(values).map((v, i) => v * taper[i]);
      const power = powersAt(flat, frequencies);
      let next = 0;
      return Float64Array.from(bands, (band) => band.reduce((s) => s + power[next++], 0) / band.length);
    },
    expected: (readings) => {
      const known = made.get(readings) ?? expectedIn(stretch, bands, readings);
      made.set(readings, known);
      return known;
    },
  };
}

function bandsOf(stretch: number, single: number): readonly (readonly number[])[] {
  const all: number[][] = [];
  const highest = stretch / 2 - 1;
  for (let low = 3; low <= highest; ) {
    const next = low < single ? low + 1 : Math.min(highest + 1, Math.ceil(low * widening));
    const every = Math.max(1, Math.ceil((next - low) / most));
    const band: number[] = [];
    for (let m = low; m < next; m += every) band.push(m);
    all.push(band);
    low = next;
  }
  return all;
}

/** Hann's taper, of unit energy: white noise of variance v has power v at every frequency. */
function hann(stretch: number): Float64Array {
  const w = Float64Array.from({ length: stretch }, (_, i) => 1 - Math.cos((2 * Math.PI * (i + 0.5)) / stretch));
  const energy = w.reduce((s, x) => s + x * x, 0);
  return w.map((x) => x / Math.sqrt(energy));
}

/** Without the straight line that fits best. */
function levelled(values: Float64Array): Float64Array {
  const n = values.length;
  const middle = (n - 1) / 2;
  let mean = 0;
  let slope = 0;
  for (let i = 0; i < n; i++) {
    mean += values[i] / n;
    slope += (values[i] * (i - middle) * 12) / (n * (n * n - 1));
  }
  return values.map((v, i) => v - mean - slope * (i - middle));
}

/**
 * Squared Fourier coefficients at each of `frequencies`, in cycles (Goertzel 1958, American Mathematical Monthly 65:34). A step waits
 * for the one before it of the same frequency, so that all of them go along together.
 */
function powersAt(values: Float64Array, frequencies: readonly number[]): Float64Array {
  const turn = Float64Array.from(frequencies, (m) => 2 * Math.cos((2 * Math.PI * m) / values.length));
  let a = new Float64Array(turn.length);
  let b = new Float64Array(turn.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    for (let k = 0; k < turn.length; k++) b[k] = value + turn[k] * a[k] - b[k];
    [a, b] = [b, a];
  }
  return turn.map((t, k) => a[k] * a[k] + b[k] * b[k] - t * a[k] * b[k]);
}

const middleOf = (band: readonly number[]) => band.reduce((a, b) => a + b, 0) / band.length;

/** Frequencies above the highest, as many times as often as a value a minute, that still tell in the power of the slow parts. */
const folds = 8;

function expectedIn(stretch: number, bands: readonly (readonly number[])[], readings: number): readonly Float64Array[] {
  const overlap = Float64Array.from({ length: stretch }, (_, lag) => hannOverlap(lag / stretch));
  /** From the covariance at a lag of so many seconds: the transform of covariance times the taper's own. */
  const ofCovariance = (covariance: (lag: number) => number) => {
    const lagged = overlap.map((w, lag) => covarianceOfMeans(covariance, lag * dt, dt, readings) * w);
    return Float64Array.from(bands, (band) => {
      const step = (2 * Math.PI * middleOf(band)) / stretch;
      return lagged.reduce((s, c, lag) => s + (lag === 0 ? 1 : 2) * c * Math.cos(step * lag), 0);
    });
  };
  /**
   * From a spectral density (unit2 s) by angular frequency (1/s), two-sided, for parts too slow for a covariance: what the mean of a
   * minute lets through, with what is folded down from above.
   */
  const ofDensity = (density: (w: number) => number) =>
    Float64Array.from(bands, (band) => {
      const low = (2 * Math.PI * middleOf(band)) / (stretch * dt);
      let sum = 0;
      for (let k = -folds; k <= folds; k++) {
        const w = low + (2 * Math.PI * k) / dt;
        sum += density(w) * passedAt(w, dt, readings);
      }
      return sum / dt;
    });
  return [
    Float64Array.from(bands, () => 1),
    ...mixing.map((w) => ofCovariance((t) => w.sd ** 2 * Math.exp(-t / w.tau))),
    ...oscillations.map((o) =>
      ofCovariance((t) => o.sd ** 2 * Math.exp(-t / o.coherence) * Math.cos((2 * Math.PI * t) / o.period)),
    ),
    ofDensity((w) => integrated(balanceFast, w) + integrated(balanceSlow, w)),
    ofDensity((w) => levelWalk / w ** 2),
  ];
}

/** Correlation of Hann's taper with itself, moved by the part `x` of its length. */
function hannOverlap(x: number): number {
  const turn = 2 * Math.PI * x;
  return ((1 - x) * (2 + Math.cos(turn))) / 3 + Math.sin(turn) / (2 * Math.PI);
}

/** The integral of a first-order rate. */
const integrated = ({ sd, tau }: Wander, w: number) => (2 * sd ** 2 * tau) / (1 + (w * tau) ** 2) / w ** 2;
