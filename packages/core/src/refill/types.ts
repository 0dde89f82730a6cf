/** What a refill is asked for, and what its plan says. */
import type {
  CubicMetrePerSecond,
  Kelvin,
  Kilogram,
  KilogramPerSecond,
  Pascal,
  PascalPerSecond,
  Second,
} from "../quantity/index.ts";
import type { HatchStates, Station, SupplyGas } from "../station/index.ts";

export interface RefillAsked {
  /** With what each supply still holds. */
  readonly station: Station;
  readonly hatches: HatchStates;
  /** Now, the same in every module. */
  readonly air: { readonly pressure: Pascal; readonly ppO2: Pascal; readonly ppCO2: Pascal };
  readonly to: Pascal;
  /** Wished for at the end; the plan comes as near as limits and supplies allow. */
  readonly toPpO2: Pascal;
  readonly temperature: Kelvin;
  /** Fall of the pressure that the hole makes now; 0 for none. */
  readonly leak: PascalPerSecond;
  /** Each way through an open hatch whose `imv` the station file does not say. */
  readonly imv: CubicMetrePerSecond;
  /** Whether generators make what people breathe meanwhile. */
  readonly oxygenMade: boolean;
  /** A plan that takes longer is none. */
  readonly within: Second;
}

/** Limits that are held to, or what else can stop a refill. */
export type Stop =
  | "total_pressure_max"
  | "ppO2_max"
  | "o2_fraction_max"
  | "ppO2_min"
  | "ppO2_floor"
  | "supply"
  | "leak"
  | "time";

export interface Breach {
  readonly limit: Stop;
  /** The module that is at it first; null for the whole cabin. */
  readonly module: string | null;
}

export interface AirOf {
  readonly ppO2: Pascal;
  /** (-) */
  readonly o2Fraction: number;
}

export interface ModuleAir extends AirOf {
  readonly module: string;
}

export interface CabinAir extends AirOf {
  readonly pressure: Pascal;
  /** The module with most oxygen in its air. */
  readonly worst: ModuleAir;
}

export interface RefillStep {
  readonly supply: string;
  readonly gas: SupplyGas;
  readonly module: string;
  /** From the start of the plan: between two steps nothing is let in. */
  readonly start: Second;
  readonly mass: Kilogram;
  readonly rate: KilogramPerSecond;
  readonly time: Second;
  /** What keeps the rate below the most that the supply gives; null where nothing does. */
  readonly heldBy: Breach | null;
  readonly after: CabinAir & {
    readonly releasing: ModuleAir;
    /** The module whose air is least like that of the releasing one. */
    readonly slowest: ModuleAir;
  };
}

export interface FirstLimit {
  readonly limit: "pressure" | "ppO2" | null;
  readonly time: Second;
}

export interface LedgerLine {
  readonly gas: "o2" | "n2";
  /** In the supplies within reach, air by its parts: now, and after the refill. */
  readonly held: Kilogram;
  readonly after: Kilogram;
  /** By people (what nothing replaces), and by the hole at the pressure after the refill. */
  readonly breathed: KilogramPerSecond;
  readonly leaked: KilogramPerSecond;
  /** What `after` lasts at that; infinite where nothing is used. */
  readonly lasts: Second;
}

export interface Refill {
  /** The joined volume that is filled. */
  readonly modules: readonly string[];
  /** Supplies that let into other modules. */
  readonly outOfReach: readonly string[];
  readonly steps: readonly RefillStep[];
  readonly time: Second;
  readonly final: CabinAir;
  /** After the end until the air of every module is within `mixedWithin` of the mean; infinite beyond two days. */
  readonly mixed: Second;
  /** What each supply still holds, those out of reach too. */
  readonly remaining: ReadonlyMap<string, Kilogram>;
  /** By the leak alone, to the station's reserve pressure; infinite with none. */
  readonly reserveBefore: Second;
  readonly reserveAfter: Second;
  /** By how much later the leak brings the cabin to the reserve pressure than without the refill; 0 with no leak. */
  readonly bought: Second;
  /** With what people breathe, to the reserve pressure or the least ppO2. */
  readonly firstBefore: FirstLimit;
  readonly firstAfter: FirstLimit;
  readonly letIn: Kilogram;
  readonly breathed: Kilogram;
  readonly fedToLeak: Kilogram;
  /** Null where `to` is reached within all limits; then `lacking` is empty and `short` is 0. */
  readonly stoppedBy: (Breach & { readonly value: number }) | null;
  /** Of `to`. */
  readonly short: Pascal;
  /** How far supplies and limits would go well mixed, with nothing lost: pressure, what is let in for it, what ends it. */
  readonly ceiling: { readonly pressure: Pascal; readonly mass: Kilogram; readonly limit: Stop | null } | null;
  /** Least gas that would have to be brought besides, well mixed and with nothing lost on the way. */
  readonly lacking: readonly { readonly gas: "o2" | "n2"; readonly mass: Kilogram }[];
  readonly ledger: readonly LedgerLine[];
}
