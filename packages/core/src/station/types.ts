/** A station as the program sees it: plain values, SI units, every default filled in. */
import type {
  CubicMetre,
  CubicMetrePerSecond,
  Kilogram,
  KilogramPerSecond,
  Pascal,
  PascalPerSecond,
  Second,
} from "../quantity/index.ts";
import type { ShieldZone } from "./shield.ts";

export type HatchState = "open" | "closed";
export type SensorQuantity = "pressure" | "temperature" | "ppO2" | "ppN2" | "ppCO2" | "ppH2O";
export type SupplyGas = "o2" | "n2" | "air";

/** The numbers that alarms and plans hold to. */
export interface Limits {
  /** Reserve time counts down to this cabin pressure. */
  readonly reservePressure: Pascal;
  readonly ppO2Min: Pascal;
  readonly ppO2Max: Pascal;
  /** (-) ppO2 over total pressure. */
  readonly o2FractionMax: number;
  readonly totalPressureMin: Pascal;
  readonly totalPressureMax: Pascal;
  /** A fall faster than this is not permissible whatever its cause; positive. */
  readonly permissibleDrop: PascalPerSecond;
  /** Under this reserve time the crew leaves. */
  readonly abandonBelowReserve: Second;
}

export interface Module {
  readonly id: string;
  readonly name: string;
  readonly segment?: string;
  /** Free air. */
  readonly volume: CubicMetre;
  /** (-) How likely it leaks, beside the others of the file. Where the file says nothing, what plans takes its area. */
  readonly leakPrior?: number;
  /** Of what keeps its air in: since it was built in, as a rule since its launch. */
  readonly sealAge?: Second;
  /** Whether oxygen is made or carbon dioxide removed here; of a station that says so of no module it may be anywhere. */
  readonly lifeSupport?: boolean;
  /** (m) Its middle from the station's centre of mass, along the axes in which torques are told. */
  readonly at?: readonly [x: number, y: number, z: number];
  /** What protects its air, zone by zone, where the file says so. */
  readonly shield?: readonly ShieldZone[];
}

export interface Hatch {
  readonly id: string;
  readonly between: readonly [string, string];
  /** As the file says; what happened since is not kept here. */
  readonly state: HatchState;
  readonly closeTime: Second;
  /** As long as to close unless the file says otherwise. */
  readonly openTime: Second;
  readonly operable: boolean;
  /** Air that fans and people carry through it each way while it is open (IMV), where the file says so. */
  readonly imv?: CubicMetrePerSecond;
}

export interface Vehicle {
  readonly id: string;
  readonly modules: readonly string[];
  /** The module in which its crew rides home. */
  readonly seat: string;
  readonly seats: number;
}

export interface CrewMember {
  readonly id: string;
  readonly vehicle: string;
  readonly at: string;
}

export interface Supply {
  readonly id: string;
  readonly gas: SupplyGas;
  readonly mass: Kilogram;
  /** Where it is released. */
  readonly module: string;
  readonly maxRate: KilogramPerSecond;
}

export interface Sensor {
  readonly id: string;
  readonly quantity: SensorQuantity;
  readonly module: string;
  /** The unit of its readings in a recording. */
  readonly unit: string;
  /** (Pa or K) One standard deviation of one reading. */
  readonly sigma: number;
  /** (Pa or K) Quantisation; 0 = none. */
  readonly step: number;
  readonly period: Second;
}

export interface Station {
  readonly id: string;
  readonly name: string;
  /** Catalogue number under which its orbit is published, in digits. */
  readonly norad?: string;
  readonly limits: Limits;
  readonly modules: readonly Module[];
  readonly hatches: readonly Hatch[];
  readonly vehicles: readonly Vehicle[];
  readonly crew: readonly CrewMember[];
  /** People aboard: the listed crew, or `crew_count` where none is listed. */
  readonly crewCount: number;
  /** Oxygen that one person uses; 0.84 kg a day unless the file says otherwise. */
  readonly metabolicO2: KilogramPerSecond;
  readonly supplies: readonly Supply[];
  readonly sensors: readonly Sensor[];
}
