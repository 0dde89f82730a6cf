/** The part of its air that each module has left after an injected leak, while the recording's hatches move. */
import { timeConstant } from "../../gas/index.ts";
import { type Kelvin, kelvin, type Second, type SquareMetre } from "../../quantity/index.ts";
import {
  type HatchState,
  joinedVolumeOf,
  joinedVolumes,
  moduleOf,
  type Station,
  volumeOf,
} from "../../station/index.ts";

/** What holds from `start` (s) on, until the next. */
interface Segment {
  readonly start: number;
  /** (-) By module, at `start`. */
  readonly left: ReadonlyMap<string, number>;
  readonly leaking: ReadonlySet<string>;
  /** (s) */
  readonly tau: number;
}

/** Used until a thermometer has been heard. */
const usualTemperature = kelvin(295);
/** (K) The time constant goes with 1/sqrt(T): a change of this is 0.17 % of it. */
const noticeable = 1;
/** (K) A thermometer outside of these is not believed. */
const believable = { from: 250, to: 330 };
/** Segments kept for rows that come late. */
const kept = 256;

export class Deficit {
  private readonly station: Station;
  private readonly leak: { readonly module: string; readonly area: SquareMetre; readonly at: Second };
  private readonly states: Map<string, HatchState>;
  private segments: Segment[];
  private temperature: Kelvin = usualTemperature;
  private thermometer: string | null = null;

  /** Throws `UnknownIdError` where the station has no such module. */
  constructor(station: Station, leak: { module: string; area: SquareMetre; at: Second }) {
    moduleOf(station, leak.module);
    this.station = station;
    this.leak = leak;
    this.states = new Map(station.hatches.map((h) => [h.id, h.state]));
    this.segments = [this.segment(leak.at, new Map(station.modules.map((m) => [m.id, 1])))];
  }

  /** (-) Part of its air that `module` has left at `time` (s); 1 before the leak. */
  left(module: string, time: number): number {
    if (time <= this.leak.at) return 1;
    const segment = this.segments.findLast((s) => s.start <= time) ?? this.segments[0];
    return leftAt(segment, module, time);
  }

  /** The recording says at `time` (s) that a hatch is open or closed; anything else is not understood and ignored. */
  moveHatch(hatch: string, state: string, time: number): void {
    if ((state !== "open" && state !== "closed") || (this.states.get(hatch) ?? state) === state) return;
    const before = this.now(time);
    this.states.set(hatch, state);
    if (!joinedVolumeOf(this.station, this.hatches, this.leak.module).includes(this.thermometerModule ?? "")) {
      this.thermometer = null;
    }
    this.begin(time, this.mixed(before));
  }

  /** A thermometer in `module` reads `temperature` at `time` (s). */
  feelTemperature(sensor: string, module: string, temperature: Kelvin, time: number): void {
    if (!(temperature > believable.from && temperature < believable.to)) return;
    if (this.thermometer === null && this.segments.at(-1)!.leaking.has(module)) {
      this.thermometer = sensor;
    }
    if (this.thermometer !== sensor || Math.abs(temperature - this.temperature) < noticeable) return;
    this.temperature = temperature;
    this.begin(time, this.now(time));
  }

  private readonly hatches = (id: string): HatchState => this.states.get(id) ?? "open";

  private get thermometerModule(): string | undefined {
    return this.station.sensors.find((s) => s.id === this.thermometer)?.module;
  }

  /** What rejoined volumes have left: the mean by volume, since all stood at about one pressure in the recording. */
  private mixed(left: ReadonlyMap<string, number>): Map<string, number> {
    const result = new Map<string, number>();
    for (const modules of joinedVolumes(this.station, this.hatches)) {
      const sum = modules.reduce((x, id) => x + left.get(id)! * moduleOf(this.station, id).volume, 0);
      const uneven = modules.some((id) => left.get(id) !== left.get(modules[0]));
      const mean = sum / volumeOf(this.station, modules);
      for (const id of modules) result.set(id, uneven ? mean : left.get(id)!);
    }
    return result;
  }

  private now(time: number): Map<string, number> {
    const last = this.segments.at(-1)!;
    return new Map([...last.left.keys()].map((id) => [id, leftAt(last, id, time)]));
  }

  private begin(time: number, left: Map<string, number>): void {
    const last = this.segments.at(-1)!;
    if (time <= this.leak.at) this.segments = [this.segment(this.leak.at, last.left)];
    else this.segments = [...this.segments.slice(1 - kept), this.segment(Math.max(time, last.start), left)];
  }

  private segment(start: number, left: ReadonlyMap<string, number>): Segment {
    const leaking = joinedVolumeOf(this.station, this.hatches, this.leak.module);
    const tau = timeConstant(volumeOf(this.station, leaking), this.leak.area, this.temperature);
    return { start, left, leaking: new Set(leaking), tau };
  }
}

function leftAt({ start, left, leaking, tau }: Segment, module: string, time: number): number {
  const then = left.get(module) ?? 1;
  return leaking.has(module) && time > start ? then * Math.exp(-(time - start) / tau) : then;
}
