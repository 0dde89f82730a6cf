/** What the engine says. SI inside; `wire.ts` turns an event into the JSON of the file contract. */
import type { Finding } from "../locate/index.ts";
import type { Attachment, HoleAct, HoleState, Verdict } from "../mend/index.ts";
import type { BookOrder, Outcome, PlanNode } from "../plan/index.ts";
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

/**
 * What a sentence says, for those who say it in another language: a code that stays, and what is put into the sentence. The name of
 * each value ends in its unit (`fall_mmHg_per_h`, `span_s`, `limit_kg_per_day`); `module` and `sensor` are ids.
 */
export interface Says {
  readonly code: AlarmCode;
  readonly values: Readonly<Record<string, number | string>>;
}

/** Every sentence that an alarm may say, when it is raised and when it is cleared. */
export const alarmCodes = [
  "leak",
  "leak-settled",
  "leak-over",
  "leak-unheard",
  "rapid",
  "rapid-over",
  "reserve-short",
  "reserve-long",
  "no-leak",
  "limit-passed",
  "limit-kept",
  "limit-gone",
  "silent",
  "frozen",
  "speaks",
  "absurd",
  "noisy",
  "odd",
  "torn",
  "believed",
  "supply-beyond",
  "supply-used",
] as const;
export type AlarmCode = (typeof alarmCodes)[number];

/** Everything that may break a leak check off. */
export const interruptionCodes = [
  "hatch-opened",
  "hatch-closed",
  "let-in",
  "letting-in",
  "worked-on",
  "came-in",
  "left",
  "silent",
  "frozen",
  "jumped",
  "rises",
  "anew",
] as const;
export type InterruptionCode = (typeof interruptionCodes)[number];

export interface AlarmEvent {
  readonly type: "alarm";
  readonly time: Second;
  readonly kind: AlarmKind;
  readonly state: "raised" | "cleared";
  /** The same for the raising and the clearing of one alarm. */
  readonly id: string;
  /** Value, threshold, unit and time basis, in one sentence. */
  readonly text: string;
  readonly says: Says;
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

/** What the air lost was before a moment, and since. */
export interface Comparison {
  readonly since: Second;
  /** The hole of which the state changed then; null where it was no more than so many days ago. */
  readonly hole: string | null;
  readonly before: Interval<KilogramPerSecond>;
  readonly after: Interval<KilogramPerSecond>;
  /** After less before. */
  readonly change: Interval<KilogramPerSecond>;
  /** Whether it is beyond chance. */
  readonly changed: boolean;
}

/** Told once a day and at the end, where nitrogen is measured: what a joined volume has lost in the mean, by its nitrogen. */
export interface BalanceEvent {
  readonly type: "balance";
  readonly time: Second;
  readonly modules: readonly string[];
  /** How long the record of its nitrogen is. */
  readonly span: Second;
  /** Air lost in the mean of the last 30 days, or of the record where that is shorter; positive = lost. */
  readonly loss: Interval<KilogramPerSecond>;
  /** Of the last 7 days, and of the whole record; null where it is not longer than 10, or 31, days. */
  readonly week: Interval<KilogramPerSecond> | null;
  readonly all: Interval<KilogramPerSecond> | null;
  readonly compared: Comparison | null;
  readonly text: string;
}

/** Where the leak is: while a leak is open, with the alarm, when a hatch moves, when the verdict changes, and when a probability has moved by 0.05. */
export interface LocationEvent extends Finding {
  readonly type: "location";
  readonly time: Second;
}

/** Something that a volume does without. */
export interface Lack {
  readonly what: "barometers" | "thermometers" | "nitrogen";
  readonly text: string;
  /** (-) How much smaller each of `detectable` would be with it. */
  readonly factor: readonly number[];
}

/** What can be promised of a volume: told when its watch begins, when its weather has been learnt, and when that changes. */
export interface WatchEvent {
  readonly type: "watch";
  readonly time: Second;
  readonly modules: readonly string[];
  /** What is known of the weather, and from how much of the record. */
  readonly basis: "assumed" | "first hours" | "learnt";
  readonly learnt: Second;
  readonly falseAlarmInterval: Second;
  /** What is promised of false alarms. */
  readonly promise: string;
  /** The smallest leak that would be told of within 1, 6 and 24 h, at the median. */
  readonly detectable: readonly PascalPerSecond[];
  /** Sensors that are read; of nitrogen those of ppN2, and of ppO2, which give it by difference. */
  readonly gauges: { readonly pressure: number; readonly temperature: number; readonly nitrogen: number };
  readonly without: readonly Lack[];
  readonly text: string;
}

/** What to do next in the search for the leak: told while one is open, whenever it changes. */
export interface AdviceEvent extends Omit<PlanNode, "outcomes"> {
  readonly type: "advice";
  readonly time: Second;
  /** What is learnt by it: the parts of which one falls, each with its chance. */
  readonly outcomes: readonly Omit<Outcome, "next">[];
  /** The rule book's order from here, beside it; null where nothing is searched any more. */
  readonly ruleBook: BookOrder | null;
}

/** A leak check has been decided, has told a gross leak apart, has ended, or was interrupted; or stands so at the end of the record. */
export interface CheckEvent {
  readonly type: "check";
  readonly time: Second;
  readonly modules: readonly string[];
  readonly verdict: Verdict;
  /** Of a leak ten times as large as `tightBelow`. */
  readonly gross: Verdict;
  /** Whether the check goes on. */
  readonly runs: boolean;
  /** At the present pressure; null where nothing was read. */
  readonly rate: Interval<KilogramPerSecond> | null;
  readonly upper95: KilogramPerSecond | null;
  /** More time to decide, on average; 0 where decided, null where none is enough or the check was interrupted. */
  readonly needed: Second | null;
  /** What `tight` is: less than this. */
  readonly tightBelow: KilogramPerSecond;
  /** UNIX time. */
  readonly started: Second;
  /** Of the closed volume, where it leaks. */
  readonly timeConstant: Interval<Second> | null;
  /** (-) What part of the leak the work since the last check has stopped; null where there is nothing to compare. */
  readonly better: Interval | null;
  /** The rule "vestibule": whether it is passed, null while that is open; and what passing proves here. */
  readonly vestibule: { readonly passed: boolean | null; readonly proves: KilogramPerSecond } | null;
  /** Supplies that let into the volume: the verdict is one of what is lost less what comes in, and trusts that they were shut. */
  readonly trustedShut: readonly string[];
  readonly interrupted: string | null;
  /** The same by a code. */
  readonly interruptedBy: { readonly code: InterruptionCode; readonly values: Says["values"] } | null;
  readonly text: string;
}

/** Something has become of a hole that is known. */
export interface RepairEvent {
  readonly type: "repair";
  readonly time: Second;
  readonly hole: string;
  readonly module: string;
  readonly act: HoleAct;
  /** What came of it. */
  readonly state: HoleState;
  /** False where the act does not fit the state, which then stays. */
  readonly fits: boolean;
  readonly layers: number;
  /** null where nothing cures, or it is not told how long that takes. */
  readonly cureLeft: Second | null;
  /** With `attached`: the file. */
  readonly attachment: Attachment | null;
  readonly text: string;
}

export type HullwatchEvent =
  | AdviceEvent
  | AlarmEvent
  | BalanceEvent
  | CheckEvent
  | EstimateEvent
  | LocationEvent
  | RepairEvent
  | TrendEvent
  | WatchEvent;
