/**
 * The fold: one input in, the events that it causes out. It reads no clock, opens no file and draws no random number.
 *
 * Samples are gathered into minutes. A row that comes late, but within `lateness`, goes into its own minute, and the
 * minutes since are taken anew: `settled` is what was believed before the oldest minute that may still change, `live`
 * is that plus every closed minute. A gross drop does not wait for a minute: see `gross.ts`.
 */
import { type Second, second, toSI } from "../quantity/index.ts";
import type { Sensor, Station } from "../station/index.ts";
import { binLength, feel, isPossible, startVital, thresholdFor, type Vital } from "../watch/index.ts";
import { type AlarmBook, startBook } from "./alarms.ts";
import { assess, type Diary, lastWords, startDiary } from "./assess.ts";
import { type Cabin, startCabin, turn } from "./cabin.ts";
import type { HullwatchEvent } from "./event.ts";
import { type Gross, hatchMoved, startGross, takeGross } from "./gross.ts";
import type { ActionInput, Input, SampleInput } from "./input.ts";
import { addAction, addSample, type Minute, startMinute } from "./minute.ts";

export interface EngineOptions {
  /** How late a row may come and still be used in its place. */
  readonly lateness: Second;
  /** Between estimates while a leak is open. */
  readonly every: Second;
  /** (-) For turning an effective area into a diameter. */
  readonly dischargeCoefficient: number;
  /** Mean time between false leak alarms that is asked for. */
  readonly falseAlarmInterval: Second;
}

/** Diameters are given for a hole between sharp (0.6) and rounded (1): 0.8, unless told otherwise. */
const defaults: EngineOptions = {
  lateness: second(120),
  every: second(600),
  dischargeCoefficient: 0.8,
  falseAlarmInterval: toSI("time", 90, "day"),
};

/** Everything the engine knows: a plain value. */
export interface EngineState {
  readonly options: EngineOptions;
  /** (s) UNIX time of the newest input; NaN before the first. */
  newest: number;
  /** A single input far ahead of all others waits here for a second one to confirm the time. */
  ahead: Input | null;
  /** Minutes not yet settled, oldest first; the last one is still open. */
  minutes: Minute[];
  settled: Cabin;
  live: Cabin;
  /** A late row has changed a closed minute. */
  stale: boolean;
  /** (s) Time of the newest action on each hatch, supply and person. */
  readonly acted: { [what: string]: number };
  readonly vitals: { [sensor: string]: Vital };
  readonly gross: Gross;
  readonly book: AlarmBook;
  readonly diary: Diary;
}

/** (s) A jump forward that one row alone does not make believable. */
const leap = 600;
/** (minutes) After a gap this long what was believed no longer holds: watching begins anew. */
const longestGap = 7 * 1440;
/** Odds against which a volume is asked while a leak is known elsewhere: some hours instead of the false-alarm interval. */
const suspicious = thresholdFor(6 * 3600);

export interface Engine {
  /** Takes one input and gives the events that it causes, in time order. */
  push(input: Input): readonly HullwatchEvent[];
  /** The input has ended: what can only be said now. */
  finish(): readonly HullwatchEvent[];
  /** The state, as text that `restoreEngine` reads. */
  snapshot(): string;
}

const nothing: readonly HullwatchEvent[] = [];

export const startState = (station: Station, options: Partial<EngineOptions>): EngineState => ({
  options: { ...defaults, ...options },
  newest: Number.NaN,
  ahead: null,
  minutes: [],
  settled: startCabin(station),
  live: startCabin(station),
  stale: false,
  acted: {},
  vitals: {},
  gross: startGross(station),
  book: startBook(),
  diary: startDiary(),
});

/** One station being folded: the state, and look-ups that follow from the station alone. */
export class Fold {
  readonly station: Station;
  readonly state: EngineState;
  readonly #sensors: ReadonlyMap<string, Sensor>;
  readonly #thresholds;

  constructor(station: Station, state: EngineState) {
    this.station = station;
    this.state = state;
    this.#sensors = new Map(station.sensors.map((s) => [s.id, s]));
    this.#thresholds = { fresh: thresholdFor(state.options.falseAlarmInterval), known: suspicious };
  }

  push(input: Input): readonly HullwatchEvent[] {
    const { state } = this;
    const { ahead } = state;
    if (ahead !== null) {
      state.ahead = null;
      // Confirmed by a second row near it; else it was a row with a wrong time, and is left in the record only.
      if (input.time >= ahead.time - state.options.lateness) return [...this.#take(ahead), ...this.#take(input)];
      return this.#take(input);
    }
    if (input.time > state.newest + leap) {
      state.ahead = input;
      return nothing;
    }
    return this.#take(input);
  }

  finish(): readonly HullwatchEvent[] {
    const { state } = this;
    const events: HullwatchEvent[] = [];
    if (state.ahead !== null) events.push(...this.#take(state.ahead));
    state.ahead = null;
    if (state.minutes.length === 0) return events;
    this.#close(Math.floor(state.newest / binLength) + 1);
    return [
      ...events,
      ...this.#assess(),
      ...lastWords(this.station, state.live, state.diary, state.options, second(state.newest)),
    ];
  }

  #take(input: Input): readonly HullwatchEvent[] {
    const { state } = this;
    const { newest } = state;
    let { time } = input;
    if (time < newest - state.options.lateness) {
      // Too late for its place. Telemetry stays in the record; what a person did is still true unless since undone.
      if (input.type === "sample" || !this.#stillTrue(input)) return nothing;
      time = second(newest);
    }
    const index = Math.floor(time / binLength);
    const closing = state.minutes.length > 0 && index > state.minutes[state.minutes.length - 1].index;
    if (closing) this.#close(index);
    if (!(time <= newest)) state.newest = time;
    const events = closing ? this.#assess() : nothing;
    const minute = this.#minute(index);
    const more = input.type === "sample" ? this.#sample(minute, input) : this.#action(minute, { ...input, time });
    if (more.length === 0) return events;
    return [...events, ...more];
  }

  #sample(minute: Minute, input: SampleInput): readonly HullwatchEvent[] {
    const { vitals, gross, book } = this.state;
    const sensor = this.#sensors.get(input.sensor);
    if (sensor === undefined || Number.isNaN(input.value)) return nothing;
    vitals[sensor.id] ??= startVital();
    const vital = vitals[sensor.id];
    const sane = isPossible(sensor.quantity, input.value);
    const newer = !(input.time <= vital.heard);
    if (newer) feel(vital, input.time, input.value, sane);
    if (!sane || !addSample(minute, sensor.id, input.time, input.value)) return nothing;
    this.#changed(minute);
    if (!newer || sensor.quantity !== "pressure") return nothing;
    return takeGross(this.station, gross, book, sensor, input);
  }

  #action(minute: Minute, input: ActionInput): readonly HullwatchEvent[] {
    const { state } = this;
    const what = subject(input);
    if (what !== null) state.acted[what] = Math.max(input.time, state.acted[what] ?? input.time);
    addAction(minute, input);
    this.#changed(minute);
    if (input.type === "hatch") hatchMoved(this.station, state.gross, input.hatch, input.state, input.time);
    return nothing;
  }

  /** Whether a report that comes too late is the newest word on its subject. */
  #stillTrue(input: ActionInput): boolean {
    const what = subject(input);
    return what !== null && !(input.time <= this.state.acted[what]);
  }

  #changed(minute: Minute): void {
    const { minutes } = this.state;
    if (minute !== minutes[minutes.length - 1]) this.state.stale = true;
  }

  /** The minute `index`, which is open, or closed but not yet settled. */
  #minute(index: number): Minute {
    const { minutes } = this.state;
    let i = minutes.length;
    while (i > 0 && minutes[i - 1].index > index) i--;
    if (i > 0 && minutes[i - 1].index === index) return minutes[i - 1];
    const minute = startMinute(index);
    minutes.splice(i, 0, minute);
    return minute;
  }

  /** Closes every minute before `index`, and settles those that no row may change any more. */
  #close(index: number): void {
    const { state } = this;
    const { minutes } = state;
    const last = minutes[minutes.length - 1];
    if (index - last.index > longestGap) {
      this.#restart();
      return;
    }
    if (state.stale) {
      state.live = structuredClone(state.settled);
      for (const m of minutes.slice(0, -1)) this.#turn(state.live, m);
      state.stale = false;
    }
    this.#turn(state.live, last);
    for (let i = last.index + 1; i < index; i++) {
      const empty = startMinute(i);
      minutes.push(empty);
      this.#turn(state.live, empty);
    }
    const keep = index - Math.ceil(state.options.lateness / binLength) - 1;
    while (minutes.length > 0 && minutes[0].index < keep) this.#turn(state.settled, minutes.shift() as Minute);
  }

  #restart(): void {
    const { state } = this;
    for (const m of state.minutes) this.#turn(state.live, m);
    state.live.volumes = [];
    state.settled = structuredClone(state.live);
    state.minutes = [];
    state.stale = false;
  }

  #turn(cabin: Cabin, minute: Minute): void {
    turn(this.station, this.#sensors, cabin, minute, this.#thresholds);
  }

  #assess(): readonly HullwatchEvent[] {
    return assess(this.station, this.state, this.#thresholds.fresh);
  }
}

/** What an action is about, where a later one on the same subject undoes it. */
function subject(input: ActionInput): string | null {
  if (input.type === "hatch") return `hatch:${input.hatch}`;
  if (input.type === "supply") return `supply:${input.supply}`;
  return input.type === "crew" ? `crew:${input.who}` : null;
}
