/**
 * How long a closure is watched. The part with the leak falls at r = leak / volume and the others stand still; a sequential
 * test with error alpha tells part i from each other part j once r_i^2 J_i(t) + r_j^2 J_j(t) is ln(k / alpha), k other
 * parts, J the information of what reads each part, 0 where nothing does. [SPRT of Wald; the mean time of simulated ramps
 * is 0.98 to 0.99 of this.]
 */
import { gaugesOfTable } from "./information.ts";
import type { Settings } from "./settings.ts";

/** A volume behind shut hatches, as far as a test of it goes. */
export interface Watched {
  /** (Pa/s) At which it falls if the leak is in it. */
  readonly rate: number;
  /** (Pa2 s) Variance times period of what reads it, above that of `closureInformation`; Infinity where nothing does. */
  readonly noise: number;
}

/** (s) Until it is told that the leak is in part i, by part; Infinity where it cannot be. At least two parts. */
export type Watching = (parts: readonly Watched[]) => readonly number[];

const perOctave = 8;
/** 2^22 s: 48 days. */
const octaves = 22;

/** (Pa2 s) Of gauges with this `precision` together (1/(Pa2 s)), above what `closureInformation` holds already. */
export const noiseOf = (precision: number) =>
  precision === 0 ? Number.POSITIVE_INFINITY : Math.max(0, 1 / precision - gaugesOfTable);

export function watchingOf({ alpha, information }: Settings): Watching {
  const times = Array.from({ length: octaves * perOctave + 1 }, (_, i) => 2 ** (i / perOctave));
  const airs = times.map((t) => 1 / information(t));
  const readings = times.map((t) => 6 / t ** 3);
  const told = ({ rate, noise }: Watched, i: number) => rate ** 2 / (airs[i] + noise * readings[i]);
  return (parts) => {
    const needed = Math.log((parts.length - 1) / alpha);
    return parts.map((part) => {
      const at = (i: number) => {
        let least = Number.POSITIVE_INFINITY;
        for (const other of parts) if (other !== part) least = Math.min(least, told(other, i));
        return told(part, i) + least;
      };
      let [low, high] = [-1, times.length - 1];
      if (at(high) < needed) return Number.POSITIVE_INFINITY;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (at(middle) < needed) low = middle;
        else high = middle;
      }
      // Before the first point a ramp tells as the cube of the time.
      if (high === 0) return times[0] * Math.cbrt(needed / at(0));
      const [below, above] = [at(low), at(high)];
      return times[low] * 2 ** (Math.log(needed / below) / Math.log(above / below) / perOctave);
    });
  };
}
