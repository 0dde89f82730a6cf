/** A scenario as the simulator sees it: plain values, SI units, every default filled in. Times are UNIX seconds. */
import type {
  CubicMetre,
  CubicMetrePerSecond,
  Kelvin,
  KilogramPerSecond,
  Pascal,
  Second,
  SquareMetre,
} from "../../quantity/index.ts";
import type { HatchState, SupplyGas } from "../../station/index.ts";

/** From `from` up to and without `until`. */
export interface Span {
  readonly from: Second;
  readonly until: Second;
}

/** The air that some modules start with; nitrogen makes up the rest of the pressure. */
export interface AirState {
  readonly pressure: Pascal;
  readonly temperature: Kelvin;
  readonly ppO2: Pascal;
  readonly ppCO2: Pascal;
  readonly ppH2O: Pascal;
}

/** A fan: takes air in the first module of `path` and lets it out in the last. */
export interface Fan {
  /** Air moves only while every hatch between neighbours of the path is open. */
  readonly path: readonly string[];
  readonly flow: CubicMetrePerSecond;
  /** A duct carries the air past the modules between the ends; otherwise it passes through each. */
  readonly duct: boolean;
  /** The same flow comes back. */
  readonly exchange: boolean;
}

export interface Ventilation {
  /** Both ways through every open hatch that no fan serves. */
  readonly circulation: CubicMetrePerSecond;
  /** Both ways through every open hatch while the fans stand still. */
  readonly residual: CubicMetrePerSecond;
  readonly fans: readonly Fan[];
}

export interface OxygenGenerator {
  readonly module: string;
  readonly target: Pascal;
  readonly maxRate: KilogramPerSecond;
  /** (-) What it makes over what it is told to make. */
  readonly yield: number;
  /** (kg/s) Rates are commanded in whole steps of this. */
  readonly rateStep: KilogramPerSecond;
  readonly outages: readonly Span[];
}
export interface Co2Removal {
  readonly module: string;
  /** Air cleaned completely of CO2, mean over a cycle; null = what balances the crew at the CO2 of the start. */
  readonly flow: CubicMetrePerSecond | null;
  readonly cycle: Second;
  /** (-) The flow falls over each cycle from 1 + swing to 1 - swing, as a bed fills. */
  readonly swing: number;
  readonly outages: readonly Span[];
}
export interface HumidityControl {
  readonly ppH2O: Pascal;
  /** Time in which a deviation falls to 1/e. */
  readonly time: Second;
}
export interface LifeSupport {
  readonly oxygen: readonly OxygenGenerator[];
  readonly co2: readonly Co2Removal[];
  readonly humidity: HumidityControl | null;
}

/** (-) Factors on the default nuisances; 0 = none. */
export interface Weather {
  readonly temperature: number;
  readonly gas: number;
  /** Of the crew: metabolism that changes from hour to hour, and sleeps at night. */
  readonly crew: number;
  /** Of the sensors: noise and slow wander of every gauge, and what its place adds to a thermometer. */
  readonly sensors: number;
}

export interface Patch extends Span {
  /** (-) Part of the area that stays open. */
  readonly left: number;
}
export interface Leak {
  readonly id: string;
  readonly module: string;
  /** A module; null = space. */
  readonly to: string | null;
  /** Effective area CdA at the start. */
  readonly area: SquareMetre;
  readonly from: Second;
  readonly until: Second;
  /** Area added evenly over `time` from the start on; it stays. */
  readonly growth: { readonly by: SquareMetre; readonly time: Second } | null;
  readonly pauses: readonly Span[];
  readonly patches: readonly Patch[];
}

export type Happening = { readonly at: Second } & (
  | {
      readonly kind: "hatch";
      readonly hatch: string;
      readonly to: HatchState;
      readonly reported: boolean;
      /** Effective area left open though closed. */
      readonly leaky: SquareMetre;
    }
  | {
      readonly kind: "supply";
      readonly supply: string;
      readonly rate: KilogramPerSecond;
      readonly until: Second;
      readonly reported: boolean;
    }
  | {
      readonly kind: "release";
      readonly gas: SupplyGas;
      readonly module: string;
      readonly rate: KilogramPerSecond;
      readonly until: Second;
    }
  | { readonly kind: "crew"; readonly who: string; readonly to: string; readonly reported: boolean }
  | {
      readonly kind: "gauge";
      readonly module: string;
      readonly sigma: Pascal;
      readonly every: Second;
      readonly until: Second;
    }
  | { readonly kind: "row"; readonly parameter: string; readonly value: string }
  | {
      readonly kind: "airlock";
      readonly module: string;
      /** Of the crew lock, where it is a part of the module; null = the whole module is pumped down. */
      readonly volume: CubicMetre | null;
      /** Takes the air that is saved and gives the air of the repress. */
      readonly into: string;
      readonly depress: Second;
      readonly hold: Second;
      readonly repress: Second;
      /** (-) Part of the air that is pumped back. */
      readonly saved: number;
      /** What fills it again: the air of `into`, or bottled air. */
      readonly refill: "cabin" | "tanks";
      readonly reported: boolean;
    }
  | { readonly kind: "dock"; readonly modules: readonly string[]; readonly air: AirState }
  | { readonly kind: "undock"; readonly modules: readonly string[] }
  | {
      /** A hatch that is stuck stays as it is, whoever moves it and whatever is reported. */
      readonly kind: "jam";
      readonly hatch: string;
      readonly stuck: boolean;
    }
  | { readonly kind: "ventilation"; readonly on: boolean }
  | {
      readonly kind: "temperature";
      readonly modules: readonly string[];
      readonly change: Kelvin;
      readonly over: Second;
    }
);

export type FaultKind = "bias" | "drift" | "ramp" | "freeze" | "noisy" | "spikes" | "absurd" | "dropout";
/** What is wrong with one sensor for a while; sizes are SI differences (Pa or K). */
export interface Fault extends Span {
  readonly sensor: string;
  readonly kind: FaultKind;
  /** bias: the offset; ramp: where it ends; drift: what it gains every `every`; spikes: 1 sigma of their size. */
  readonly by: number;
  /** ramp: how long it takes; drift: per how long; spikes, absurd: mean time between two. */
  readonly every: Second;
  /** (-) noisy: factor on sigma; dropout: chance that a reading is missing. */
  readonly factor: number;
  /** absurd, dropout: the text that is sent; null = no row at all. */
  readonly text: string | null;
}

export interface Gap extends Span {
  readonly sensors: readonly string[];
  readonly deliver: "later" | "never";
}
export interface Delivery {
  readonly gaps: readonly Gap[];
  /** (-) Chance that a row is late, and by how much at most. */
  readonly late: { readonly chance: number; readonly upTo: Second };
  /** (-) Chance that a row is sent twice. */
  readonly doubled: number;
  /** From `at` on every time stamp of the sensors is `by` off. */
  readonly clock: readonly { readonly at: Second; readonly by: Second }[];
}

export interface Scenario {
  readonly id: string;
  readonly name: string;
  /** The station file that it was written for, relative to the repository. */
  readonly station: string;
  readonly start: Second;
  readonly duration: Second;
  /** The world goes on in steps of this at most, counted from the start; a whole part of a minute. */
  readonly step: Second;
  /** When people had found the hole, on the day that the scenario tells of; null where it does not say. */
  readonly found: Second | null;
  readonly air: AirState;
  /** Modules that start with other air. */
  readonly elsewhere: readonly { readonly modules: readonly string[]; readonly air: AirState }[];
  /** Time in which gas that expansion cooled is back at the temperature of the walls (1/e); 0 = at once. */
  readonly wallTime: Second;
  /** Seepage of the whole station when it stands at the pressure of `air`, shared out by volume. */
  readonly nominalLeakage: KilogramPerSecond;
  readonly ventilation: Ventilation;
  readonly lifeSupport: LifeSupport;
  readonly weather: Weather;
  readonly leaks: readonly Leak[];
  readonly happenings: readonly Happening[];
  readonly faults: readonly Fault[];
  readonly delivery: Delivery;
}
