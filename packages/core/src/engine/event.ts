/** What the engine says. SI inside; `wire.ts` turns an event into the JSON of the file contract. */
import type { Finding } from "../locate/index.ts";
import type {
  Interval,
  KilogramPerSecond,
  Metre,
  Pascal,
  PascalPerSecond,
  Second,
  SquareMetre,
} from "../quantity/index.ts";
import type { FirstLimit } from "../size/index.ts";

export type AlarmKind =
  | "leak"
  | "rapid-depress"
  | "pressure-low"
  | "pressure-high"
  | "ppO2-low"
  | "ppO2-high"
  | "o2-fraction-high"
  | "reserve-short"
  | "sensor"
  | "stale";

export interface AlarmEvent {
  readonly type: "alarm";
  readonly time: Second;
  readonly kind: AlarmKind;
  readonly state: "raised" | "cleared";
  /** The same for the raising and the clearing of one alarm. */
  readonly id: string;
  /** Value, threshold, unit and time basis, in one sentence. */
  readonly text: string;
  /** Leak alarms: how long before `time` it began, how fast the air goes, what the statistic had to pass. */
  readonly onset?: Interval<Second>;
  readonly rate?: Interval<KilogramPerSecond>;
  readonly threshold?: number;
  /** Sensor and stale alarms. */
  readonly sensor?: string;
}

/** The time left where most of the crew is, beyond what the pressure alone says. */
export interface Outlook {
  /** To the first of the limits of pressure and ppO2, all oxygen replaced that people breathe; supplies as reported. */
  readonly first: FirstLimit;
  /** The same with none of it replaced. */
  readonly withoutOxygen: FirstLimit;
  readonly ppO2Limit: Pascal;
  /** Until the dial has fallen by the next 1 mmHg; null under 1 mmHg. */
  readonly t1mm: Interval<Second> | null;
}

/** A hatch that would part the volume in which most of the crew is. */
export interface HatchOutlook {
  readonly hatch: string;
  /** The part in which most of its people would be. */
  readonly modules: readonly string[];
  /** Reserve of that part with the hole in it; where the hole is outside it loses nothing. */
  readonly reserveIfLeakInside: Interval<Second>;
}

export interface EstimateEvent {
  readonly type: "estimate";
  readonly time: Second;
  /** That gas is being lost beyond nominal. */
  readonly probability: number;
  readonly rate: Interval<KilogramPerSecond>;
  /** Of the volume that leaks; positive = falling. */
  readonly dpdt: Interval<PascalPerSecond>;
  /** Effective, CdA. */
  readonly area: Interval<SquareMetre>;
  readonly diameter: Interval<Metre>;
  readonly dischargeCoefficient: number;
  /** How long before `time`. */
  readonly onset: Interval<Second>;
  /** Of the joined volume in which most of the crew is; null where nothing is leaking there. */
  readonly reserve: Interval<Second> | null;
  readonly reservePressure: Pascal;
  /** What else is known of the time left there; null with `reserve`. */
  readonly outlook: Outlook | null;
  /** What closing a hatch would make of it, in the order of the file; empty with no reserve, or nothing to close. */
  readonly ifClosed: readonly HatchOutlook[];
  /** The joined volume that leaks. */
  readonly modules: readonly string[];
}

/** Told once a day of recorded time and at the end: what the trend of each joined volume is, and why it is no alarm. */
export interface TrendEvent {
  readonly type: "trend";
  readonly time: Second;
  readonly modules: readonly string[];
  readonly span: Second;
  /** Of the pressure at constant temperature; positive = falling. */
  readonly dpdt: Interval<PascalPerSecond>;
  /** The fall that the crew's oxygen alone would make if none were replaced. */
  readonly metabolic: PascalPerSecond;
  readonly text: string;
}

/** Where the leak is: while a leak is open, with the alarm, when a hatch moves, when the verdict changes, and when a probability has moved by 0.05. */
export interface LocationEvent extends Finding {
  readonly type: "location";
  readonly time: Second;
}

export type HullwatchEvent = AlarmEvent | EstimateEvent | LocationEvent | TrendEvent;
