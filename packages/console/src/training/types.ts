/** What the server says of trainings: docs/api.md. */
export interface Training {
  readonly id: string;
  readonly station: string;
  readonly title: string;
  readonly by: string;
  readonly begun: string;
  readonly from: string;
  readonly now: string;
  readonly speed: number;
  readonly state: "starting" | "running" | "paused" | "ended";
  /** The server ended while it went on. */
  readonly broken_off: boolean;
  readonly scenario: string | null;
}
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly station: string;
  readonly duration_s: number;
}
export type Piece = Readonly<Record<string, unknown>>;
export interface Injected {
  readonly number: number;
  readonly time: string;
  readonly by: string;
  readonly piece: Piece;
}
export interface Leak {
  readonly id: string;
  readonly module: string;
  readonly area_mm2: number;
  readonly from: string;
  readonly until: string | null;
  readonly patches: readonly { readonly from: string; readonly left: number }[];
}
/** An entry of the truth, as scenarios/README.md has it. */
export interface TruthState {
  readonly time: string;
  readonly tight: boolean;
  readonly rate_kg_per_day: number;
  readonly area_mm2: number;
  readonly dpdt_mmHg_per_h: number;
  readonly reserve_h: number | null;
  readonly leaks: readonly { readonly id: string; readonly module: string; readonly area_mm2: number }[];
}
export interface Truth {
  readonly state: TruthState;
  readonly leaks: readonly Leak[];
  readonly injected: readonly Injected[];
}
export interface Step {
  readonly time: string;
  readonly after_min: number;
  readonly by: string | null;
  readonly text: string;
}
export const stepNames = ["alarm", "acknowledged", "located", "found", "patched", "stopped"] as const;
export type StepName = (typeof stepNames)[number];
export type LeakDebrief = Leak & Readonly<Record<StepName, Step | null>>;
export interface Debrief {
  readonly training: Training;
  readonly leaks: readonly LeakDebrief[];
  readonly injected: readonly Injected[];
}

/** How many times as fast as it would be. */
export const speeds = [1, 10, 60, 300, 600] as const;
