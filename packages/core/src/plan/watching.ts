/**
 * How long a closure is watched. The part with the leak falls at r = leak / volume and the others stand still; a sequential
 * test with error alpha tells part i from each other part j once r_i^2 J_i(t) + r_j^2 J_j(t) is ln(k / alpha), k other
 * parts, J the information of what reads each part, 0 where nothing does: of its pressure, no more than 1/(2 u^2) for hours where
 * people and machines may make it fall by u, and of its nitrogen. One part that nothing reads may be told by opening it. [SPRT of Wald; the mean time of simulated ramps
 * is 0.98 to 0.99 of this.]
 */
import { lived } from "../locate/index.ts";
import { gaugesOfTable, nitrogenInformation, openingInformation } from "./information.ts";
import type { Settings } from "./settings.ts";

/** A volume behind shut hatches, as far as a test of it goes. */
export interface Watched {
  /** (Pa/s) At which it falls if the leak is in it. */
  readonly rate: number;
  /** (Pa2 s) Variance times period of what reads it, above that of `closureInformation`; Infinity where nothing does. */
  readonly noise: number;
  /** (Pa/s) How far people and machines may change it; nothing but nitrogen tells that from a leak. */
  readonly unrest: number;
  /** Its nitrogen is read. */
  readonly analysed: boolean;
  /** (-) Of all air. */
  readonly share: number;
}

/** Made ready to be watched. */
export interface Ready extends Watched {
  /** (Pa2/s2) By point of time: variance of the rate as its pressure shows it, but for what lives there; and that. */
  readonly airs: Float64Array;
  readonly living: number;
  readonly square: number;
  /** (-) By point of time: what it would tell if it were opened then; null where something reads it. */
  readonly opened: Float64Array | null;
}

/** (s) Until it is told that the leak is in part i, by part; Infinity where it cannot be. At least two parts. */
export type Watching = (parts: readonly Ready[]) => readonly number[];

const perOctave = 8;
/** 2^22 s: 48 days. */
const octaves = 22;

/** (Pa2 s) Of gauges with this `precision` together (1/(Pa2 s)), above what `closureInformation` holds already. */
export const noiseOf = (precision: number) =>
  precision === 0 ? Number.POSITIVE_INFINITY : Math.max(0, 1 / precision - gaugesOfTable);

const last = octaves * perOctave;
const times = Float64Array.from({ length: last + 1 }, (_, i) => 2 ** (i / perOctave));

export function watchingOf({ alpha, information }: Settings) {
  const bare = times.map((t) => 1 / information(t));
  const byNitrogen = times.map(nitrogenInformation);
  /** (-) What remains, in the mean over that time, of the variance of a rate that wanders. */
  const lasting = times.map((t) => ((2 * lived.tau) / t) * (1 - (lived.tau / t) * -Math.expm1(-t / lived.tau)));
  const byNoise = new Map<number, Float64Array>();
  function airsWith(noise: number): Float64Array {
    const known = byNoise.get(noise);
    if (known !== undefined) return known;
    const made = bare.map((air, i) => air + (noise * 6) / times[i] ** 3);
    byNoise.set(noise, made);
    return made;
  }
  /** (-) What a part that falls as it would with the leak in it has told at a point of time. */
  const tells = ({ airs, living, square, analysed }: Ready, i: number) =>
    square * (1 / (airs[i] + living * lasting[i]) + (analysed ? byNitrogen[i] : 0));
  /** (-) The same, were it opened then: of parts that nothing reads, where there is one only, that tells as well. */
  const tellsOpened = (part: Ready, i: number) => tells(part, i) + (part.opened === null ? 0 : part.opened[i]);

  /** (s) Until `at`, which rises from point to point, reaches what is needed. The search begins at point `from`. */
  function reached(at: (i: number) => number, needed: number, from: number): number {
    let [low, high, stride] = [-1, from, 1];
    while (!(at(high) >= needed)) {
      if (high === last) return Number.POSITIVE_INFINITY;
      [low, high, stride] = [high, Math.min(last, high + stride), 2 * stride];
    }
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(middle) < needed) low = middle;
      else high = middle;
    }
    // Before the first point a ramp tells as the cube of the time.
    if (high === 0) return times[0] * Math.cbrt(needed / at(0));
    const [below, above] = [at(low), at(high)];
    return times[low] * 2 ** (Math.log(needed / below) / Math.log(above / below) / perOctave);
  }

  /** By point of time, in the call of `watch` that it is `of`: what the slowest part has told, which one that is, and the next slowest. */
  const slow = {
    call: 0,
    of: new Int32Array(last + 1),
    which: new Int32Array(last + 1),
    least: new Float64Array(last + 1),
    next: new Float64Array(last + 1),
  };

  const watch: Watching = (parts) => {
    const needed = Math.log((parts.length - 1) / alpha);
    const dark = parts.reduce((sum, { opened }) => sum + (opened === null ? 0 : 1), 0);
    const told = dark === 1 ? tellsOpened : tells;
    slow.call++;
    function compare(i: number): void {
      let [least, next, which] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
      for (let j = 0; j < parts.length; j++) {
        const so = told(parts[j], i);
        if (so < least) [next, least, which] = [least, so, j];
        else if (so < next) next = so;
      }
      slow.of[i] = slow.call;
      slow.least[i] = least;
      slow.next[i] = next;
      slow.which[i] = which;
    }
    let one = 0;
    const at = (i: number) => {
      if (slow.of[i] !== slow.call) compare(i);
      return told(parts[one], i) + (slow.which[i] === one ? slow.next[i] : slow.least[i]);
    };
    let from = last >> 1;
    const found: number[] = [];
    for (one = 0; one < parts.length; one++) {
      const time = one === 1 && parts.length === 2 ? found[0] : reached(at, needed, from);
      found.push(time);
      if (time < Number.POSITIVE_INFINITY) from = Math.max(0, Math.floor(Math.log2(time) * perOctave));
    }
    return found;
  };

  /** (s) No test of `parts` parts tells that the leak is in this one before, be the others no slower to tell than it. */
  const soonest = (part: Ready, parts: number) =>
    reached((i) => 2 * tellsOpened(part, i), Math.log((parts - 1) / alpha), last >> 1);

  const ready = (part: Watched): Ready => ({
    ...part,
    airs: airsWith(part.noise),
    living: 2 * part.unrest ** 2,
    square: part.rate ** 2,
    opened:
      part.noise < Number.POSITIVE_INFINITY
        ? null
        : times.map((time) => part.rate ** 2 * openingInformation(time, part.unrest, part.share)),
  });

  return { watch, soonest, ready };
}
