/** What the server says of the sky around a station: docs/risk.md, docs/cause.md and docs/conjunctions.md, as far as it is shown. */

/** A value with what its models leave open. */
export interface Band {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface RiskFigures {
  readonly expected: Band;
  readonly expected_meteoroid: Band;
  readonly pnp: Band;
  readonly one_in: number | null;
}
export interface ModuleRisk extends RiskFigures {
  readonly module: string;
  readonly area_m2: number;
  readonly shield: readonly string[];
  readonly from: "published" | "assumed";
}
export interface Accuracy {
  readonly shield: string;
  readonly shots_at: string;
  readonly shots: number;
  readonly right: number;
  readonly unsafe: number;
  readonly text: string;
}
export interface Risk extends RiskFigures {
  readonly duration_days: number;
  readonly year: number;
  readonly altitude_km: number;
  readonly inclination_deg: number;
  readonly flux: readonly {
    readonly population: string;
    readonly source: string;
    readonly low: number;
    readonly high: number;
  }[];
  readonly modules: readonly ModuleRisk[];
  readonly vehicles: readonly (RiskFigures & {
    readonly vehicle: string;
    readonly modules: readonly string[];
    readonly unknown_modules: readonly string[];
  })[];
  readonly most_exposed: string | null;
  readonly unknown_modules: readonly string[];
  readonly accuracy: readonly Accuracy[];
  readonly notes: readonly string[];
}

export const causes = ["debris", "meteoroid", "drilled", "crack", "seal"] as const;
export type Cause = (typeof causes)[number];
type OfCauses<T = number> = Readonly<Record<Cause, T>>;

export interface Weighed {
  readonly name: string;
  readonly known_at: string;
  readonly module: string;
  readonly exposure_days: number;
  readonly priors: OfCauses<Band & { readonly source: string }>;
  readonly before: OfCauses;
  readonly evidence: readonly {
    readonly kind: string;
    readonly found: string;
    readonly likelihood: OfCauses;
    readonly edited: readonly Cause[];
    readonly decibans: OfCauses;
    readonly after: OfCauses;
    readonly without: OfCauses;
    readonly why: string;
    readonly source: string | null;
    readonly by: string | null;
  }[];
  readonly posterior: OfCauses<Band>;
  readonly accuracy: readonly Accuracy[];
  readonly notes: readonly string[];
}

export type Level = "green" | "yellow" | "red";
export interface PcMessage {
  readonly file: string;
  readonly message_id: string;
  readonly created: string;
  readonly pc: number | null;
  readonly level: Level | null;
  readonly miss_distance_m: number | null;
  readonly hours_to_tca: number;
}
export interface Shelter {
  readonly vehicle: string;
  readonly module: string;
  readonly crew: readonly string[];
  readonly seats: number;
  readonly elsewhere: readonly { readonly who: string; readonly at: string; readonly cut_off: boolean }[];
  readonly from: string;
  readonly until: string;
  readonly minutes: number;
}
/** An approach of which there are messages. */
export interface Approach extends PcMessage {
  readonly id: string;
  readonly tca: string;
  readonly objects: readonly { readonly designator: string; readonly name: string }[];
  readonly miss_distance_stated_m: number;
  readonly miss_rtn_m: readonly number[] | null;
  readonly sigma_rtn_m: readonly number[] | null;
  readonly relative_speed_m_per_s: number;
  readonly hard_body_m: number;
  readonly hard_body_from: "option" | "message" | "assumed";
  readonly pc_greatest: { readonly pc: number; readonly sigma_times: number } | null;
  readonly valid: boolean;
  readonly doubts: readonly { readonly code: string; readonly text: string }[];
  readonly manoeuvre_possible: "any" | "predetermined" | "none";
  readonly messages: readonly PcMessage[];
  readonly trend: {
    readonly direction: "rising" | "falling" | "steady" | "unknown";
    readonly ratio: number | null;
    readonly next_message_due: string | null;
    readonly interval_h: number;
    readonly interval_from: "seen" | "rule";
    readonly overdue: boolean;
  };
  readonly shelter_advised: boolean;
  readonly shelter: readonly Shelter[];
}
export interface Pass {
  readonly norad_id: number;
  readonly name: string;
  readonly tca: string;
  readonly miss_distance_m: number;
  readonly miss_rtn_m: readonly number[];
  readonly relative_speed_m_per_s: number;
  readonly elements_age_days: number;
  readonly pc_bound: number;
}
export interface Fault {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}
export interface Elements {
  readonly name: string;
  readonly received: string;
  readonly by: string;
  readonly objects: number;
  readonly faults: readonly Fault[];
  readonly fault_count: number;
  readonly state: "screening" | "done" | "failed";
  readonly why: string | null;
  readonly screening: {
    readonly from: string;
    readonly to: string;
    readonly hard_body_m: number;
    readonly approaches: readonly Pass[];
    readonly companions: readonly { readonly norad_id: number; readonly name: string; readonly nearest_m: number }[];
  } | null;
}
/** `GET conjunctions`. */
export interface SkyView {
  readonly now: string;
  readonly norad_id: string | null;
  readonly approaches: readonly Approach[];
  readonly refused: readonly {
    readonly entry: string;
    readonly name: string;
    readonly received: string;
    readonly by: string;
    readonly fault: string;
  }[];
  readonly elements: Elements | null;
}
