/** Hullwatch itself, through the face of its engine: one module, nobody aboard, three pressure gauges. */
import {
  type AlarmKind,
  createEngine,
  type Engine,
  type EngineOptions,
  type EstimateEvent,
  type HullwatchEvent,
  restoreEngine,
} from "../../packages/core/src/engine/index.ts";
import { molarMass, R } from "../../packages/core/src/gas/index.ts";
import { fromSI, kilogramPerSecond, second, toSI } from "../../packages/core/src/quantity/index.ts";
import { type Station, stationBuilder } from "../../packages/core/src/station/index.ts";
import { type Conditions, gaugeNoise, gauges, temperature, volume } from "./conditions.ts";
import type { Nuisance } from "./nuisance.ts";

const names = Array.from({ length: gauges }, (_, i) => `P${i + 1}`);
/** (s) UNIX time of the beginning of every record, at which a minute begins. */
export const t0 = 1_600_000_020;
const mmHg = toSI("pressure", 1, "mmHg");
const leaks: readonly AlarmKind[] = ["leak", "rapid-depress"];

/** A station of `size` (m3) as its file would tell of gauges that give `perSample` readings in each `dt` (s). */
function stationFor({ step }: Conditions, dt: number, perSample: number, size: number): Station {
  const builder = stationBuilder()
    .module("cabin", size)
    .supply("o2", "cabin", { gas: "o2", mass_kg: 10_000, max_kg_per_h: 100 });
  const period = dt / perSample;
  // The mean of many readings has less noise than one, and a step too fine to matter.
  const gauge = { sigma: gaugeNoise / Math.sqrt(period), step: period === 1 ? step : 1e-4, period_s: period };
  for (const id of names) builder.sensor(id, "cabin", gauge);
  return builder.build();
}

/** (kg/s) Of oxygen that raises the pressure of a cabin of `size` (m3) by `rate` (mmHg/h). */
const oxygenFor = (rate: number, size: number) =>
  kilogramPerSecond(((rate * mmHg) / 3600) * ((size * molarMass.o2) / (R * temperature)));

/** (mmHg/h) */
export interface Sized {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Raised {
  readonly kind: string;
  /** (s) Since the beginning of the record. */
  readonly time: number;
}

export class Hullwatch {
  /** Leak alarms of either kind raised so far. */
  readonly raised: Raised[] = [];
  /** The latest, or null where none was told since the last leak alarm was cleared. */
  estimate: EstimateEvent | null = null;
  readonly #station: Station;
  readonly #engine: Engine;
  readonly #standing: Set<string>;

  private constructor(station: Station, engine: Engine, standing: ReadonlySet<string>) {
    this.#station = station;
    this.#engine = engine;
    this.#standing = new Set(standing);
  }

  /** Air of `size` (m3), with `perSample` readings of each gauge in each `dt` (s). */
  static watching(
    { conditions, dt, perSample }: Nuisance,
    options: Partial<EngineOptions> = {},
    size = volume,
  ): Hullwatch {
    const station = stationFor(conditions, dt, perSample, size);
    const engine = createEngine(station, { every: second(60), ...options });
    return new Hullwatch(station, engine, new Set());
  }

  /** The same from here on, with the alarms so far forgotten but for those that stand. */
  fork(): Hullwatch {
    const engine = restoreEngine(this.#station, this.#engine.snapshot());
    return new Hullwatch(this.#station, engine, this.#standing);
  }

  /** Whether it says at this moment that air is being lost. */
  get alarmed(): boolean {
    return this.#standing.size > 0;
  }

  /** The fall that was last told. */
  get sized(): Sized | null {
    return this.estimate === null ? null : sizeOf(this.estimate);
  }

  /** Takes one sample of the record. */
  take({ dt, flags, perSample, readings, samples }: Nuisance): void {
    const from = t0 + (samples - 1) * dt;
    for (const flag of flags) {
      const time = second(from);
      this.#hear(
        this.#engine.push(
          flag.kind === "supply"
            ? { type: "supply", time, supply: "o2", rate: oxygenFor(flag.rate, this.#station.modules[0].volume) }
            : { type: "note", time, who: "crew", text: "airlock operation" },
        ),
      );
    }
    const period = dt / perSample;
    // Readings of a minute fall inside it; those of a single second are taken at its end.
    const shift = dt === 1 ? period : period - 0.5;
    for (let k = 0; k < perSample; k++) {
      const time = second(from + k * period + shift);
      for (let i = 0; i < gauges; i++) {
        const value = readings[i * perSample + k] * mmHg;
        this.#hear(this.#engine.push({ type: "sample", time, sensor: names[i], value }));
      }
    }
    if (dt === 1) return;
    // Gauges at 1 Hz would let a minute end with the next second: a missing reading says that it has begun.
    const time = second(from + dt);
    this.#hear(this.#engine.push({ type: "sample", time, sensor: names[0], value: Number.NaN }));
  }

  #hear(events: readonly HullwatchEvent[]): void {
    for (const event of events) {
      if (event.type === "estimate") this.estimate = event;
      if (event.type !== "alarm" || !leaks.includes(event.kind)) continue;
      if (event.state === "raised") {
        this.#standing.add(event.id);
        this.raised.push({ kind: event.kind, time: event.time - t0 });
      } else {
        this.#standing.delete(event.id);
        if (event.kind === "leak") this.estimate = null;
      }
    }
  }
}

function sizeOf({ dpdt }: EstimateEvent): Sized {
  const [value, low, high] = [dpdt.value, dpdt.low, dpdt.high].map((x) => fromSI("pressureRate", x, "mmHg/h"));
  return { value, low, high };
}
