/** All that the engine knows, as one plain value. */
import { defaultResidual } from "../mend/index.ts";
import { type KilogramPerSecond, type Second, second, toSI } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import type { Vital } from "../watch/index.ts";
import { type AlarmBook, startBook } from "./alarms.ts";
import { type Cabin, startCabin } from "./cabin.ts";
import type { Course } from "./course.ts";
import type { EstimateEvent } from "./event.ts";
import { type Gross, startGross } from "./gross.ts";
import type { Input } from "./input.ts";
import type { Minute } from "./minute.ts";

/** What was last promised of a volume. */
export interface Promised {
  readonly basis: string;
  /** How often the weather had turned out to be another one. */
  readonly changes: number;
  readonly gauges: string;
  readonly detectable: readonly number[];
}

/** What a piece of advice rests on. */
export interface Basis {
  readonly hatches: string;
  /** People, and what is said of the place; of the latter what ends a closure that is under way. */
  readonly gist: string;
  readonly told: string;
  /** Whether the hatches that are shut have been watched for longer than it should take, or for twice as long. */
  readonly stage: "due" | "overdue" | "long overdue";
  /** The hatches that are to be opened because what stands behind them tells by now; `read` while that is read; else empty. */
  readonly tells: string;
  /** (-) By module that may leak. */
  readonly probability: readonly number[];
  /** (Pa m3/s) */
  readonly leak: number;
  /** (Pa) Where most of the leak may be. */
  readonly pressure: number;
}

/** When what was last told. */
export interface Diary {
  /** (s) UNIX times. */
  estimated: number;
  /** (Pa/s) The sd of the fall that was last told, and the volume of which it was. */
  sd: number;
  modules: readonly string[];
  assessed: number;
  /** Of the leak that stands the last estimate of each volume that was told of, as it was when it was new; newest last. */
  estimates: readonly EstimateEvent[];
  /** What was last told of the place of the leak: probabilities, and the verdict with the hatches as they then stood; null before. */
  location: { readonly probability: readonly number[]; readonly gist: string } | null;
  /** The advice that stands, what it was given for, what people are at, and (s) when a closure that is watched is overdue; null before. */
  advice: { readonly told: string; readonly on: Basis; readonly course: Course | null; readonly until: number } | null;
  trendTold: number;
  /** What was last promised of each volume, by its modules. */
  promised: { readonly [modules: string]: Promised };
  /** (s) When it is next asked whether there is something to promise, and whether figures that have changed are to be told. */
  promise: { readonly due: number; readonly daily: boolean };
  /** What has been told of checks and repairs, newest last. */
  mended: readonly string[];
}

const startDiary = (): Diary => ({
  estimated: Number.NEGATIVE_INFINITY,
  estimates: [],
  sd: Number.POSITIVE_INFINITY,
  modules: [],
  assessed: Number.NaN,
  location: null,
  advice: null,
  trendTold: Number.NaN,
  promised: {},
  promise: { due: Number.POSITIVE_INFINITY, daily: false },
  mended: [],
});

export interface EngineOptions {
  /** How late a row may come and still be used in its place. */
  readonly lateness: Second;
  /** Between estimates while a leak is open. */
  readonly every: Second;
  /** (-) For turning an effective area into a diameter. */
  readonly dischargeCoefficient: number;
  /** Mean time between false leak alarms that is asked for. */
  readonly falseAlarmInterval: Second;
  /** A leak check calls a volume tight that loses less. */
  readonly tightBelow: KilogramPerSecond;
  /**
   * How long after its minute a promise of the watch is worked out, under a minute. It takes as long as twenty minutes of samples:
   * who folds many stations gives each another delay, so that none waits for all.
   */
  readonly promiseDelay: Second;
}

/** Diameters are given for a hole between sharp (0.6) and rounded (1): 0.8, unless told otherwise. */
const defaults: EngineOptions = {
  lateness: second(120),
  every: second(600),
  dischargeCoefficient: 0.8,
  falseAlarmInterval: toSI("time", 90, "day"),
  tightBelow: defaultResidual,
  promiseDelay: second(0),
};

/** The station as it was believed to be at the end of a minute. */
export interface Mark {
  readonly minute: number;
  readonly cabin: Cabin;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Everything the engine knows: a plain value. */
export interface EngineState {
  readonly options: EngineOptions;
  /** (s) UNIX time of the newest input; NaN before the first. */
  newest: number;
  /** (s) UNIX time at which the whole feed last came back after a silence: until then no single sensor was to blame. */
  resumed: number;
  /** Inputs far ahead of all others wait here for a later one to confirm the time. */
  ahead: Input[];
  /** (s) Times of the oldest and the newest of the readings that came too late in a row; null where the last one came in time. */
  behind: Span | null;
  /** (s) The last time in which nothing at all was heard; null before the first. */
  lost: Span | null;
  /** Minutes not yet settled, oldest first; the last one is still open. */
  minutes: Minute[];
  /** What was live at the end of some minutes, oldest first: of the first of them no row can change any more. */
  marks: Mark[];
  live: Cabin;
  /** The oldest minute of which what was made no longer holds, since a row came late; Infinity where there is none. */
  stale: number;
  /** (s) Time of the newest report on each hatch, supply and person. */
  readonly acted: { [what: string]: number };
  /** Sensors that repeat themselves beyond chance, as of the last closed minute. */
  frozen: readonly string[];
  /** Sensors that scatter beyond what is said of them, as of then, and (-) by how much larger their variance is taken. */
  noisy: Readonly<Record<string, number>>;
  readonly vitals: { [sensor: string]: Vital };
  readonly gross: Gross;
  readonly book: AlarmBook;
  readonly diary: Diary;
}

/** The state of an engine that has seen nothing; options left out take their defaults. */
export const startState = (station: Station, options: Partial<EngineOptions>): EngineState => ({
  options: { ...defaults, ...options },
  newest: Number.NaN,
  resumed: Number.NEGATIVE_INFINITY,
  ahead: [],
  behind: null,
  lost: null,
  minutes: [],
  marks: [{ minute: Number.NEGATIVE_INFINITY, cabin: startCabin(station) }],
  live: startCabin(station),
  stale: Number.POSITIVE_INFINITY,
  acted: {},
  frozen: [],
  noisy: {},
  vitals: {},
  gross: startGross(station),
  book: startBook(),
  diary: startDiary(),
});
