/** What the engine is fed: a telemetry sample, or something that a person did. Times are UNIX seconds. */
import type { KilogramPerSecond, Pascal, Second } from "../quantity/index.ts";
import type { HatchState } from "../station/index.ts";

/** `value` in SI (Pa or K); NaN is a missing reading. */
export interface SampleInput {
  readonly type: "sample";
  readonly time: Second;
  readonly sensor: string;
  readonly value: number;
}
export interface HatchInput {
  readonly type: "hatch";
  readonly time: Second;
  readonly hatch: string;
  readonly state: HatchState;
}
/** Gas being let in from a supply from now on; 0 = shut. */
export interface SupplyInput {
  readonly type: "supply";
  readonly time: Second;
  readonly supply: string;
  readonly rate: KilogramPerSecond;
}
export interface CrewInput {
  readonly type: "crew";
  readonly time: Second;
  readonly who: string;
  readonly module: string;
}
/** A pressure that a person read by hand. */
export interface GaugeInput {
  readonly type: "gauge";
  readonly time: Second;
  readonly module: string;
  readonly value: Pascal;
  /** One standard deviation. */
  readonly sigma: Pascal;
}
export interface PatchInput {
  readonly type: "patch";
  readonly time: Second;
  readonly module: string;
  /** Which hole of the module, where it is named. */
  readonly hole?: string;
  readonly state: "hand" | "tape" | "sealant" | "applied" | "curing" | "cured" | "removed";
  /** With `curing`: how long the material needs, where that is told. */
  readonly needs?: Second;
}
/** A photograph of a hole, or a measurement of it: a file, known by its hash. */
export interface AttachInput {
  readonly type: "attach";
  readonly time: Second;
  readonly module: string;
  readonly hole?: string;
  readonly kind: "photo" | "measurement";
  readonly name: string;
  /** Lower-case hexadecimal SHA-256. */
  readonly sha256: string;
  readonly note: string;
}
/** Somebody has looked for the hole in a module with an ultrasonic detector. */
export interface SearchInput {
  readonly type: "search";
  readonly time: Second;
  readonly module: string;
  readonly found: boolean;
  /** Racks and fans were off. */
  readonly quiet: boolean;
}
/** A sensor shows which way air flows through a hatch. */
export interface FlowInput {
  readonly type: "flow";
  readonly time: Second;
  readonly hatch: string;
  /** The module that it flows into. */
  readonly towards: string;
}
/** Torque (N m) about an axis through the centre of mass that nothing aboard explains, as attitude control has to hold against it. */
export interface TorqueInput {
  readonly type: "torque";
  readonly time: Second;
  readonly axis: "x" | "y" | "z";
  readonly value: number;
}
export interface CheckInput {
  readonly type: "check";
  readonly time: Second;
  readonly module: string;
  readonly state: "start" | "end";
}
export interface NoteInput {
  readonly type: "note";
  readonly time: Second;
  readonly who: string;
  readonly text: string;
}

export type ActionInput =
  | HatchInput
  | SupplyInput
  | CrewInput
  | GaugeInput
  | PatchInput
  | AttachInput
  | SearchInput
  | FlowInput
  | TorqueInput
  | CheckInput
  | NoteInput;
export type Input = SampleInput | ActionInput;
