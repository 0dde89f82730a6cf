/**
 * The fold: one input in, the events that it causes out. It reads no clock, opens no file and draws no random number.
 *
 * Samples are gathered into minutes. A row that comes late, but within `lateness`, goes into its own minute, and the
 * minutes since are taken anew, from the last of the `marks` before it: `live` is what is believed after every closed minute,
 * a mark what was believed after one of them. A gross drop does not wait for a minute: see `gross.ts`.
 */
import { type Second, second } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import { binLength, feel, isPossible, thresholdsFor, vanishes } from "../watch/index.ts";
import { assess, duePromises, isSharper, lastWords, leakAlarm, overdue, tellWhere } from "./assess.ts";
import { outOfOrder } from "./brisk.ts";
import { actBriskly, comesLate, takeBriskly, turnBrisk } from "./brisk-minute.ts";
import { type Cabin, copyOfCabin } from "./cabin.ts";
import { awake, turn } from "./cabin-minute.ts";
import type { HullwatchEvent } from "./event.ts";
import { hatchMoved, takeGross } from "./gross.ts";
import { startHeard } from "./heard.ts";
import type { ActionInput, Input, SampleInput } from "./input.ts";
import { type Known, knownIn, type Sensors, vitalOf } from "./known.ts";
import { locate } from "./location.ts";
import { mend } from "./mend-minute.ts";
import { addAction, addSample, type Minute, startMinute } from "./minute.ts";
import { startPlaces } from "./places.ts";
import { supplyAlarm } from "./sensor-alarms.ts";
import { catchUp, fallBehind } from "./set-back.ts";
import { after, type Soon } from "./soon.ts";
import { isMoment, isNews, speaksOf, subjectOf } from "./sound.ts";
import type { EngineState, Mark } from "./state.ts";

/** (s) How far ahead a row must be not to be believed alone: ten minutes, or as slow as the quickest sensor makes it. */
const leap = { least: 600, periods: 3, byHand: 3600 };
/** (s) By how much another row must be later to confirm, so that neither a doubled row nor one of its frame does. */
const confirmation = 1;
const mostAhead = 100;
/** (s) After so long without any row the feed was lost, not one sensor or another. */
const silence = 120;
/** (minutes) After a gap this long what was believed no longer holds: watching begins anew. */
const longestGap = 7 * 1440;
/** Minutes between two marks: the fewest, since a copy of a station costs a quarter of what a minute does, and by the most marks kept. */
const apart = { least: 2, marks: 8 };
/** Odds against which a volume is asked while a leak is known elsewhere: some hours instead of the false-alarm interval. */
const suspicious = thresholdsFor(6 * 3600).fresh;

const nothing: readonly HullwatchEvent[] = [];

/** One station being folded: the state, and look-ups that follow from the station alone. */
export class Fold {
  readonly station: Station;
  readonly state: EngineState;
  readonly heard = startHeard();
  readonly #sensors: Sensors;
  readonly #thresholds;
  readonly #volumeOf;
  readonly #leap: number;
  /** Minutes between two marks. */
  readonly #apart: number;
  readonly #silence: number;
  /** Copies that nobody needs any more, to be written over. */
  readonly #spares: Cabin[] = [];

  constructor(station: Station, state: EngineState) {
    this.station = station;
    this.#apart = Math.max(apart.least, Math.ceil(state.options.lateness / binLength / apart.marks));
    this.state = state;
    const quickest = Math.min(...station.sensors.map((s) => s.period));
    this.#silence = Math.max(silence, leap.periods * quickest);
    this.#leap = station.sensors.length === 0 ? leap.byHand : Math.max(leap.least, leap.periods * quickest);
    this.#volumeOf = startPlaces(station);
    this.#sensors = knownIn(station);
    this.#thresholds = { ...thresholdsFor(state.options.falseAlarmInterval), known: suspicious };
  }

  push(input: Input, soon?: Soon): readonly HullwatchEvent[] {
    const { state } = this;
    if (!isMoment(input.time)) return nothing;
    if (state.ahead.length > 0) return this.#confirm(input);
    if (input.time <= state.newest + this.#leap) return this.#take(input, soon);
    state.ahead.push(input);
    return nothing;
  }

  finish(): readonly HullwatchEvent[] {
    const { state } = this;
    // What nothing has confirmed is not believed, unless there is nothing else.
    const events = Number.isNaN(state.newest) ? this.#unpark().flatMap((input) => this.#take(input)) : [];
    this.#disbelieve();
    if (state.minutes.length === 0) return events;
    this.#close(Math.floor(state.newest / binLength) + 1);
    events.push(...this.#assess(), ...lastWords(this.station, state, second(state.newest)));
    // The minute may yet go on: what was made of its first part is taken back.
    this.#changed(state.minutes[state.minutes.length - 1].index);
    return events;
  }

  /** An input comes while others wait because they are far ahead: it bears them out or shows that their time is wrong. */
  #confirm(input: Input): readonly HullwatchEvent[] {
    const { state } = this;
    const [first] = state.ahead;
    if (input.time < state.newest - state.options.lateness) return this.#take(input);
    if (input.time <= state.newest + this.#leap) {
      this.#disbelieve();
      return this.#take(input);
    }
    if (input.time < first.time - Math.max(this.#leap, state.options.lateness)) {
      this.#disbelieve();
      state.ahead.push(input);
      return nothing;
    }
    if (input.time < first.time + confirmation && state.ahead.length < mostAhead) {
      state.ahead.push(input);
      return nothing;
    }
    return [...this.#unpark().flatMap((each) => this.#take(each)), ...this.push(input)];
  }

  /** Those that wait because they are far ahead wait no longer. */
  #unpark(): readonly Input[] {
    const { ahead } = this.state;
    this.state.ahead = [];
    return ahead;
  }

  #disbelieve(): void {
    this.heard.astray += this.#unpark().filter(({ type }) => type === "sample").length;
  }

  #take(input: Input, soon?: Soon): readonly HullwatchEvent[] {
    const { state } = this;
    const oldest = state.newest - state.options.lateness;
    let { time } = input;
    if (time < oldest) {
      // Too late for its place. Telemetry stays in the record; what a person did is still true unless since undone.
      if (input.type === "sample") {
        this.heard.late++;
        fallBehind(state, time);
      }
      if (input.type === "sample" || !isNews(state.acted, input)) return nothing;
      time = second(oldest);
    }
    const index = Math.floor(time / binLength);
    const closing = state.minutes.length > 0 && index > state.minutes[state.minutes.length - 1].index;
    if (time > state.newest + this.#silence) {
      state.lost = { from: state.newest, to: time };
      state.resumed = time;
    }
    const early = overdue(this.station, state, time);
    if (!(time <= state.newest)) state.newest = time;
    if (!(time >= this.heard.first)) this.heard.first = time;
    this.heard.newest = state.newest;
    if (closing) this.#close(index);
    const { fresh } = this.#thresholds;
    const isDue = !(state.newest < state.diary.promise.due);
    const owed = closing || !isDue ? nothing : duePromises(this.station, state, fresh, second(state.newest));
    const assessed = closing ? this.#assess(after(early, soon)) : owed;
    const then = after(early, after(assessed, soon));
    const said = input.type === "sample" ? this.#sample(index, input, then) : this.#action(index, input, time);
    return early.length + said.length === 0 ? assessed : [...early, ...assessed, ...said];
  }

  #sample(index: number, input: SampleInput, soon?: Soon): readonly HullwatchEvent[] {
    const { vitals, gross, book, newest } = this.state;
    const known = this.#sensors.get(input.sensor);
    const minute = this.#minute(index);
    if (known === undefined || Number.isNaN(input.value)) return nothing;
    catchUp(this.station, this.state, minute, input.time);
    const { sensor, place } = known;
    const vital = vitalOf(known, vitals);
    const gone = sensor.quantity === "pressure" && vanishes(vital, input.time, input.value);
    const sane = !gone && isPossible(sensor.quantity, input.value);
    const newer = !(input.time <= vital.heard);
    if (newer) feel(vital, input.time, input.value, sane);
    if (!sane || !addSample(minute, place, input.time, input.value)) return nothing;
    if (index < this.#newestMinute()) this.#changed(index);
    if (sensor.quantity !== "pressure") return nothing;
    const dropped = !newer ? nothing : takeGross(this.station, gross, vitals, book, known, input, second(newest));
    const found = this.#brisk(index, known, input, after(dropped, soon));
    return dropped.length === 0 ? found : [...dropped, ...found];
  }

  /** Looks for a quick leak by the sample, where nothing has come late that would have to be taken first. */
  #brisk(
    index: number,
    { sensor, place }: Known,
    { time, value }: SampleInput,
    soon?: Soon,
  ): readonly HullwatchEvent[] {
    const { state } = this;
    if (state.stale < Number.POSITIVE_INFINITY) return nothing;
    const volume = this.#volumeOf(state.live.volumes, state, place);
    if (volume === undefined) return nothing;
    if (outOfOrder(volume.pack, time)) {
      this.#changed(index);
      return nothing;
    }
    const { fresh, brisk } = this.#thresholds;
    const found = takeBriskly(volume, { sensor, place, time, value }, brisk);
    if (!found && !isSharper(state, volume)) return nothing;
    const now = second(state.newest);
    const leak = leakAlarm(this.station, state, fresh, now);
    soon?.(leak);
    return [...leak, ...tellWhere(this.station, state, now)];
  }

  /** Takes what a person did, in its place or, where that is past, as early as can still be: at `time`. */
  #action(index: number, input: ActionInput, time: Second): readonly HullwatchEvent[] {
    const { acted, gross, book, newest } = this.state;
    const minute = this.#minute(index);
    const said = input.type === "supply" ? supplyAlarm(this.station, input, book, second(newest)) : nothing;
    if (!speaksOf(this.station, input) || !addAction(minute, { ...input, time })) return said;
    if (index < this.#newestMinute()) this.#changed(index);
    if (comesLate(this.station, this.state.live, { ...input, time })) this.#changed(index);
    else actBriskly(this.station, this.state.live, { ...input, time });
    const subject = subjectOf(input);
    if (subject === null || input.time < acted[subject]) return said;
    acted[subject] = input.time;
    if (input.type === "hatch") hatchMoved(this.station, gross, input.hatch, input.state, time);
    return said;
  }

  #newestMinute(): number {
    const { minutes } = this.state;
    return minutes[minutes.length - 1].index;
  }

  /** What was made of minute `index`, and of those since, no longer holds. */
  #changed(index: number): void {
    this.state.stale = Math.min(this.state.stale, index);
  }

  /** The minute `index`, which is open, or closed but not yet settled; the minutes kept have no holes. */
  #minute(index: number): Minute {
    const { minutes } = this.state;
    if (minutes.length === 0 || index > minutes[minutes.length - 1].index)
      minutes.push(startMinute(this.station, index, this.state));
    while (minutes[0].index > index) minutes.unshift(startMinute(this.station, minutes[0].index - 1, this.state));
    return minutes[index - minutes[0].index];
  }

  /** Closes every minute before `index`. */
  #close(index: number): void {
    const { state } = this;
    const { minutes } = state;
    const last = minutes[minutes.length - 1];
    if (index - last.index > longestGap) {
      this.#restart();
      return;
    }
    const holds = state.stale > last.index;
    if (!holds) this.#takeBack();
    this.#turn(state.live, last, holds);
    this.#mark(last.index);
    for (let i = last.index + 1; i < index; i++) {
      const empty = startMinute(this.station, i, state);
      minutes.push(empty);
      this.#turn(state.live, empty);
      this.#mark(i);
    }
    this.#settle();
  }

  /** Takes the closed minutes anew from before the oldest one that has changed. */
  #takeBack(): void {
    const { state } = this;
    const { marks, minutes } = state;
    while (marks[marks.length - 1].minute >= state.stale) this.#spares.push((marks.pop() as Mark).cabin);
    const { minute, cabin } = marks[marks.length - 1];
    this.#spares.push(state.live);
    state.live = copyOfCabin(cabin, this.#spares.pop());
    state.stale = Number.POSITIVE_INFINITY;
    for (const m of minutes.slice(0, -1)) {
      if (m.index <= minute) continue;
      this.#turn(state.live, m);
      this.#mark(m.index);
    }
  }

  /** The oldest minute that a row may still change. */
  #oldest(): number {
    const { newest, options } = this.state;
    return Math.floor((newest - options.lateness) / binLength);
  }

  /** Minute `index` is closed: now and then what is live is kept, where it may have to be gone back to. */
  #mark(index: number): void {
    const { marks, live } = this.state;
    const due = index - marks[marks.length - 1].minute >= this.#apart;
    if (due && index >= this.#oldest() - this.#apart)
      marks.push({ minute: index, cabin: copyOfCabin(live, this.#spares.pop()) });
  }

  /** Lets go of what no row can change any more. */
  #settle(): void {
    const { marks, minutes } = this.state;
    const oldest = this.#oldest();
    while (marks.length > 1 && marks[1].minute < oldest) this.#spares.push((marks.shift() as Mark).cabin);
    while (minutes.length > 0 && minutes[0].index <= marks[0].minute) minutes.shift();
  }

  #restart(): void {
    const { state } = this;
    const last = state.minutes[state.minutes.length - 1];
    if (state.stale <= last.index) this.#takeBack();
    this.#turn(state.live, last);
    state.live.volumes = [];
    state.marks = [{ minute: last.index, cabin: copyOfCabin(state.live) }];
    state.minutes = [];
    state.stale = Number.POSITIVE_INFINITY;
  }

  /** Takes in one minute; what the brisk tier makes of it is `done` where its samples were taken in as they came. */
  #turn(cabin: Cabin, minute: Minute, done = false): void {
    awake(this.station, cabin, minute.index * binLength);
    locate(this.station, cabin, minute);
    mend(this.station, cabin, minute, this.state.options.tightBelow);
    if (!done) turnBrisk(this.station, cabin, minute, this.#thresholds.brisk, this.#volumeOf);
    turn(this.station, cabin, minute, this.#thresholds);
  }

  #assess(soon?: Soon): readonly HullwatchEvent[] {
    return assess(this.station, this.#sensors, this.state, this.#thresholds.fresh, soon);
  }
}
