import { parseStation } from "./parse.ts";
import type { LimitsFile, StationFile } from "./schema.ts";
import type { Station } from "./types.ts";

type Lists = Required<Pick<StationFile, "modules" | "hatches" | "vehicles" | "crew" | "supplies" | "sensors">>;
/** What a station file may say of an item besides what the builder's method asks for. */
type More<List extends keyof Lists> = Partial<Lists[List][number]>;

/** A station in three lines, for tests. Numbers are in the units of the station file. */
export class StationBuilder {
  readonly #file: Omit<StationFile, keyof Lists> & Lists = {
    id: "test-station",
    name: "Test station",
    modules: [],
    hatches: [],
    vehicles: [],
    crew: [],
    supplies: [],
    sensors: [],
  };

  /** `volume` (m3). */
  module(id: string, volume: number, more: More<"modules"> = {}): this {
    this.#file.modules.push({ id, volume_m3: volume, ...more });
    return this;
  }

  /** An open hatch unless `more` says otherwise. */
  hatch(id: string, a: string, b: string, more: More<"hatches"> = {}): this {
    this.#file.hatches.push({ id, between: [a, b], ...more });
    return this;
  }

  /** A vehicle of these modules, its 3 seats in the last. */
  vehicle(id: string, modules: string[], more: More<"vehicles"> = {}): this {
    this.#file.vehicles.push({ id, modules, seat: modules.at(-1) ?? "", seats: 3, ...more });
    return this;
  }

  crew(id: string, vehicle: string, at: string): this {
    this.#file.crew.push({ id, vehicle, at });
    return this;
  }

  /** People who are not listed one by one. */
  crewCount(people: number): this {
    this.#file.crew_count = people;
    return this;
  }

  /** 50 kg of oxygen, at most 12 kg/h, unless `more` says otherwise. */
  supply(id: string, module: string, more: More<"supplies"> = {}): this {
    this.#file.supplies.push({ id, gas: "o2", mass_kg: 50, module, max_kg_per_h: 12, ...more });
    return this;
  }

  /** A pressure sensor in mmHg, sigma 0.04, step 0.1, every 10 s, unless `more` says otherwise. */
  sensor(id: string, module: string, more: More<"sensors"> = {}): this {
    const usual = { quantity: "pressure", unit: "mmHg", sigma: 0.04, step: 0.1, period_s: 10 } as const;
    this.#file.sensors.push({ id, module, ...usual, ...more });
    return this;
  }

  limits(limits: LimitsFile): this {
    this.#file.limits = limits;
    return this;
  }

  /** The station, checked as a file would be: throws `DocumentError`. */
  build(): Station {
    // JSON is YAML: a test cannot build what a file could not say.
    return parseStation(JSON.stringify({ hullwatch: "station/1", ...this.#file }), "built station");
  }
}

export const stationBuilder = () => new StationBuilder();
