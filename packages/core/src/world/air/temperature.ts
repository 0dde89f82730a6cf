/**
 * The weather of cabin temperature: a part common to the whole station (orbit, day, wander) and a part of each module's
 * own, which sums to nothing over the volume. Sizes are set so that the pressure of a tight cabin scatters as measured in
 * flight (see `against-astro-pi.test.ts`); 1 K of the whole cabin is 3.4 mbar.
 */
import type { Station } from "../../station/index.ts";
import { Random } from "../random.ts";
import type { Happening, Scenario } from "../scenario/index.ts";
import { Oscillation, Wander } from "../wander.ts";

const minute = 60;
const hour = 3600;
const day = 86400;

/** [sd (K), period (s), coherence (s)]: the orbit of 92.9 min, its second harmonic, the air-conditioning beat, the day. */
const cycles = [
  [0.019, 92.9 * minute, 10 * hour],
  [0.0045, 46.45 * minute, 10 * hour],
  [0.013, 155 * minute, 2 * day],
  [0.045, day, 5 * day],
  [0.016, day / 2, 5 * day],
] as const;
const common = { sd: 0.028, time: 3 * hour };
const own = { sd: 0.03, time: 2 * hour };

/** A change of temperature that the scenario asks for. */
interface Ramp {
  readonly modules: readonly number[];
  readonly change: number;
  readonly at: number;
  readonly over: number;
}

export class TemperatureWeather {
  private readonly cycles: readonly Oscillation[];
  private readonly common: Wander;
  private readonly own: readonly Wander[];
  private readonly share: Float64Array;
  private readonly gain: Float64Array;
  private readonly base: Float64Array;
  private readonly ramps: Ramp[] = [];
  private readonly index: ReadonlyMap<string, number>;
  private readonly scale: number;
  /** (K) Of each module at the last and at the next tick. */
  last: Float64Array;
  next: Float64Array;

  constructor(station: Station, scenario: Scenario, starting: readonly number[], seed: number, tick: number) {
    const stream = (name: string) => new Random(seed, `temperature/${name}`);
    this.cycles = cycles.map(([sd, period, coherence]) => {
      return new Oscillation(stream(`cycle ${period}`), sd, period, coherence, tick);
    });
    this.common = new Wander(stream("wander"), common.sd, common.time, tick);
    this.own = station.modules.map((m) => new Wander(stream(m.id), own.sd, own.time, tick));
    const space = station.modules.reduce((sum, m) => sum + m.volume, 0);
    this.share = Float64Array.from(station.modules, (m) => m.volume / space);
    this.gain = this.gains(station, seed);
    this.base = Float64Array.from(starting);
    this.scale = scenario.weather.temperature;
    this.index = new Map(station.modules.map((m, i) => [m.id, i]));
    for (const h of scenario.happenings) if (h.kind === "temperature") this.add(h);
    this.last = new Float64Array(station.modules.length);
    this.next = new Float64Array(station.modules.length);
    this.fill(this.next, scenario.start);
    this.last.set(this.next);
  }

  /** A change from now on, or from later. */
  add({ at, change, over, modules }: Happening & { readonly kind: "temperature" }): void {
    this.ramps.push({ at, change, over, modules: modules.map((id) => this.index.get(id) ?? 0) });
  }

  /** A module feels the common swing by 0.7 to 1.3; the mean over the volume is 1. */
  private gains(station: Station, seed: number): Float64Array {
    const random = new Random(seed, "temperature/gain");
    const gain = Float64Array.from(station.modules, () => 0.7 + 0.6 * random.uniform());
    const mean = gain.reduce((sum, g, i) => sum + g * this.share[i], 0);
    return gain.map((g) => g / mean);
  }

  /** Goes on to the tick that ends at `time` (s). */
  advance(time: number): void {
    [this.last, this.next] = [this.next, this.last];
    for (const part of [...this.cycles, this.common, ...this.own]) part.advance();
    this.fill(this.next, time);
  }

  private fill(into: Float64Array, time: number): void {
    let swing = this.common.value;
    for (const cycle of this.cycles) swing += cycle.value;
    let mean = 0;
    for (let m = 0; m < into.length; m++) mean += this.share[m] * this.own[m].value;
    for (let m = 0; m < into.length; m++) {
      into[m] = this.base[m] + this.scale * (this.gain[m] * swing + this.own[m].value - mean);
    }
    for (const { modules, change, at, over } of this.ramps) {
      const part = Math.min(1, Math.max(0, over > 0 ? (time - at) / over : Number(time >= at)));
      for (const m of modules) into[m] += part * change;
    }
  }
}
