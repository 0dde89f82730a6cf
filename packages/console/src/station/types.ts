/** What the server says of a station: docs/api.md and docs/events.md, as far as the console reads it. */

/** A value with the bounds of its 90 % interval; null where it is not finite. */
export interface Quantity {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

export interface Module {
  readonly id: string;
  readonly name: string;
  readonly segment?: string;
  readonly volume_m3: number;
}
export interface Hatch {
  readonly id: string;
  readonly between: readonly [string, string];
  readonly state: HatchState;
  readonly operable: boolean;
}
export type HatchState = "open" | "closed";
export interface Vehicle {
  readonly id: string;
  readonly modules: readonly string[];
  readonly seat: string;
  readonly seats: number;
}
export interface Sensor {
  readonly id: string;
  readonly quantity: string;
  readonly module: string;
  readonly unit: string;
  readonly period_s: number;
}
export interface Supply {
  readonly id: string;
  readonly gas: string;
  readonly module: string;
  readonly mass_kg: number;
}
/** A station as its file says. */
export interface WholeStation {
  readonly id: string;
  readonly name: string;
  readonly modules: readonly Module[];
  readonly hatches: readonly Hatch[];
  readonly vehicles: readonly Vehicle[];
  readonly crew: readonly { readonly id: string; readonly vehicle: string; readonly at: string }[];
  readonly supplies: readonly Supply[];
  readonly sensors: readonly Sensor[];
}

export interface Reading {
  readonly parameter: string;
  /** (ms) UNIX time. */
  readonly time: number;
  readonly value: string;
}

interface Event {
  readonly type: string;
  readonly time: string;
}
export interface AlarmEvent extends Event {
  readonly kind: string;
  readonly state: "raised" | "cleared";
  readonly text: string;
  readonly sensor?: string;
}
export interface Estimate extends Event {
  readonly probability: number;
  readonly rate: Quantity;
  readonly dpdt: Quantity;
  readonly area: Quantity;
  readonly diameter: Quantity & { readonly discharge_coefficient: number };
  readonly onset: Quantity;
  readonly reserve: (Quantity & { readonly to_mmHg: number }) | null;
  readonly reserve_limit?: "pressure" | "ppO2" | null;
  readonly t1mm?: Quantity | null;
  readonly reserve_if_closed?: readonly {
    readonly hatch: string;
    readonly modules: readonly string[];
    readonly reserve_if_leak_inside: Quantity;
  }[];
  readonly modules: readonly string[];
}
export interface Location extends Event {
  readonly probability: Readonly<Record<string, number>>;
  readonly verdict: "module" | "set" | "indeterminate" | "open";
  readonly modules: readonly string[];
}
export interface Advice extends Event {
  readonly action: "close" | "open" | "wait" | "search-module" | "isolate" | "evacuate";
  readonly hatches: readonly string[];
  readonly crew: Readonly<Record<string, string>>;
  readonly watch_min: number;
  readonly observe: readonly string[];
  readonly expected_min: number;
  readonly modules: readonly string[];
  readonly why: string;
  /** What the rule book would do from here; null where nothing is searched, none of a server that does not tell. */
  readonly rule_book?: {
    readonly groups: readonly (readonly string[])[];
    readonly hatches: readonly string[];
    readonly expected_min: number;
  } | null;
}
export interface Watch extends Event {
  readonly type: "watch";
  readonly modules: readonly string[];
  readonly learnt_h: number;
  readonly detectable: {
    readonly within_1_h: number | null;
    readonly within_6_h: number | null;
    readonly unit: string;
  };
}
export interface Trend extends Event {
  readonly type: "trend";
  readonly modules: readonly string[];
  readonly dpdt: Quantity;
  readonly span_s: number;
}
export interface Check extends Event {
  readonly type: "check";
  readonly modules: readonly string[];
  readonly verdict: "tight" | "leaking" | "undecided";
  readonly rate: Quantity | null;
  readonly upper_95: Quantity | null;
  readonly needed_min: number | null;
  readonly tight_below_kg_per_day: number;
  readonly started: string;
  readonly better: Quantity | null;
  readonly runs: boolean;
  readonly interrupted: string | null;
  /** Left out by a server that says it in words alone. */
  readonly interrupted_by?: Says | null;
}
export interface Repair extends Event {
  readonly type: "repair";
  readonly hole: string;
  readonly module: string;
  readonly act: string;
  readonly state: string;
  /** False where the work does not fit how the hole stands, which then stays. */
  readonly fits: boolean;
  readonly layers: number;
  readonly cure_left_min: number | null;
}
export type OtherEvent = Watch | Trend | Check | Repair | (Event & { readonly modules?: readonly string[] });

/** How another control centre is linked to this one. */
export interface CentreLink {
  readonly centre: string;
  readonly state: "up" | "silent" | "cut";
  /** ISO 8601: up since then, else last heard then. */
  readonly since: string;
  readonly hears_us: boolean | null;
}

/** `GET state`. */
export interface StationState {
  readonly now: string;
  readonly newest: string | null;
  readonly parameters: readonly { readonly parameter: string; readonly time: string; readonly value: string }[];
  readonly hatches: readonly { readonly id: string; readonly state: HatchState }[];
  readonly crew: readonly { readonly id: string; readonly module: string }[];
  readonly alarms: readonly AlarmEvent[];
  readonly estimate: Estimate | null;
  readonly location: Location | null;
  readonly advice: Advice | null;
  readonly others: readonly OtherEvent[];
  readonly centres: readonly CentreLink[];
}

export interface Person {
  readonly name: string;
  readonly role: string;
  readonly centre: string;
}
/** What a sentence of the engine says, by a code; names of values end in their unit. */
export interface Says {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}
/** An alarm with its acknowledgements, from `GET alarms`. */
export interface Alarm {
  readonly id: string;
  readonly type: string;
  readonly severity: string;
  readonly text: string;
  readonly says: Says | null;
  readonly in_alarm: boolean;
  readonly state: string;
  readonly states: Readonly<Record<string, string>>;
  readonly since: string;
  readonly incident: string | null;
  readonly acknowledgements: readonly {
    readonly by: Person;
    readonly time: string;
    readonly comment: string | null;
    readonly holds: boolean;
  }[];
  readonly shelvings: readonly { readonly centre: string; readonly until: string; readonly reason: string }[];
}

export interface Entry {
  readonly centre: string;
  readonly seq: number;
  readonly incident: string | null;
  readonly time: string;
  readonly author: Person & { readonly id: string };
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface StoredEntry {
  readonly arrival: number;
  readonly id: string;
  readonly entry: Entry;
}

export interface Mark {
  readonly entry: string;
  readonly time: string;
  readonly by: Person & { readonly id: string };
}
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
  readonly opened: readonly Mark[];
  readonly closed: readonly (Mark & { readonly summary: string })[];
  readonly entries: number;
}
export interface Poll extends Mark {
  readonly id: string;
  readonly question: string;
  readonly asked: readonly { readonly role: string; readonly centre: string | null; readonly verdict: string }[];
  readonly verdict: string;
  readonly votes: readonly (Mark & {
    readonly vote: string;
    readonly comment: string | null;
    readonly counts: boolean;
  })[];
  readonly closed: Mark | null;
}
export interface Handover extends Mark {
  readonly role: string;
  readonly to: { readonly id: string; readonly name: string };
  readonly summary: string;
  readonly accepted: Mark | null;
}
/** What was put right, and how; `without` says why it changes nothing. */
export interface Correction extends Mark {
  readonly of: string;
  readonly reason: string;
  readonly withdrawn: boolean;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly without: string | null;
}
/** `GET log/state`, as far as it is shown. */
export interface LogState {
  readonly incidents: readonly Incident[];
  readonly polls: readonly Poll[];
  readonly handovers: readonly Handover[];
  readonly corrections: readonly Correction[];
}
