/**
 * How the power of a cabin's pressure is spread over frequencies: of a stretch of minutes as measured, and of each part of
 * the assumed weather as expected. Power in bands, Hann's taper, a straight line taken out first so that neither the level
 * nor a steady fall counts.
 */
import { balanceFast, balanceSlow, levelWalk, mixing, oscillations, type Wander } from "./nuisance.ts";

/** Minutes of a stretch (17 h), and by how many the next one begins later. */
export const stretch = 1024;
export const hop = 256;
const dt = 60;

/** Frequencies (cycles a stretch) of each band: one by one where lines may stand, wider above. */
export const bands: readonly (readonly number[])[] = (() => {
  const all: number[][] = [];
  const highest = stretch / 2 - 1;
  const single = 28;
  const widening = 1.12;
  const most = 12;
  for (let low = 3; low <= highest; ) {
    const next = low < single ? low + 1 : Math.min(highest + 1, Math.ceil(low * widening));
    const every = Math.max(1, Math.ceil((next - low) / most));
    const band: number[] = [];
    for (let m = low; m < next; m += every) band.push(m);
    all.push(band);
    low = next;
  }
  return all;
})();

/** Hann's taper, of unit energy: white noise of variance v has power v at every frequency. */
const taper = (() => {
  const w = Float64Array.from({ length: stretch }, (_, i) => 1 - Math.cos((2 * Math.PI * (i + 0.5)) / stretch));
  const energy = w.reduce((s, x) => s + x * x, 0);
  return w.map((x) => x / Math.sqrt(energy));
})();

/** Power (unit2) of `values`, one a minute and `stretch` of them, in each band. */
export function powers(values: Float64Array): Float64Array {
  const middle = (stretch - 1) / 2;
  let mean = 0;
  let slope = 0;
  for (let i = 0; i < stretch; i++) {
    mean += values[i] / stretch;
    slope += (values[i] * (i - middle) * 12) / (stretch * (stretch * stretch - 1));
  }
  const flat = values.map((v, i) => (v - mean - slope * (i - middle)) * taper[i]);
  return Float64Array.from(bands, (band) => band.reduce((s, m) => s + powerAt(flat, m), 0) / band.length);
}

/** Squared Fourier coefficient at `m` cycles a stretch (Goertzel 1958, American Mathematical Monthly 65:34). */
function powerAt(values: Float64Array, m: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * m) / stretch);
  let a = 0;
  let b = 0;
  for (let i = 0; i < values.length; i++) {
    const c = values[i] + turn * a - b;
    b = a;
    a = c;
  }
  return a * a + b * b - turn * a * b;
}

/** What each part of the weather is expected to have in each band, at its assumed size; the last one is the level's walk. */
export const expectedPowers = (() => {
  let made: readonly Float64Array[] | undefined;
  return () => {
    made ??= [
      Float64Array.from(bands, () => 1),
      ...mixing.map((w) => ofCovariance((t) => w.sd ** 2 * Math.exp(-t / w.tau))),
      ...oscillations.map((o) =>
        ofCovariance((t) => o.sd ** 2 * Math.exp(-t / o.coherence) * Math.cos((2 * Math.PI * t) / o.period)),
      ),
      ofDensity((w) => integrated(balanceFast, w) + integrated(balanceSlow, w)),
      ofDensity((w) => levelWalk / w ** 2),
    ];
    return made;
  };
})();

const middleOf = (band: readonly number[]) => band.reduce((a, b) => a + b, 0) / band.length;

/** From the covariance at a lag of so many seconds: the transform of covariance times the taper's own. */
function ofCovariance(covariance: (lag: number) => number): Float64Array {
  const lagged = Float64Array.from({ length: stretch }, (_, lag) => covariance(lag * dt) * taperAt(lag));
  return Float64Array.from(bands, (band) => {
    const step = (2 * Math.PI * middleOf(band)) / stretch;
    return lagged.reduce((s, c, lag) => s + (lag === 0 ? 1 : 2) * c * Math.cos(step * lag), 0);
  });
}

const tapers = new Float64Array(stretch);
/** Correlation of the taper with itself: closed form of Hann's. */
function taperAt(lag: number): number {
  if (tapers[0] === 0) {
    for (let k = 0; k < stretch; k++) {
      const x = k / stretch;
      const turn = 2 * Math.PI * x;
      tapers[k] = ((1 - x) * (2 + Math.cos(turn))) / 3 + Math.sin(turn) / (2 * Math.PI);
    }
  }
  return tapers[lag];
}

/** From a spectral density (unit2 s) by angular frequency (1/s), two-sided: for parts too slow for a covariance. */
const ofDensity = (density: (w: number) => number) =>
  Float64Array.from(bands, (band) => density((2 * Math.PI * middleOf(band)) / (stretch * dt)) / dt);

/** The integral of a first-order rate. */
const integrated = ({ sd, tau }: Wander, w: number) => (2 * sd ** 2 * tau) / (1 + (w * tau) ** 2) / w ** 2;
