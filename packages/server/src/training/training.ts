/** The trainings of this server: those that go on, and what is kept of those that are over. */

import { randomInt } from "node:crypto";
import { phrase } from "@hullwatch/core/phrase";
import { parseMoment, second } from "@hullwatch/core/quantity";
import { parseStation, renamedStation } from "@hullwatch/core/station";
import { Exercise, parseScenario } from "@hullwatch/core/world";
import type { Logger } from "pino";
import { type StationClocks, systemClock } from "../clock/index.ts";
import { trainingId } from "../ground/index.ts";
import { type Logbook, serverAuthor } from "../logbook/index.ts";
import { ProblemError } from "../problem/index.ts";
import type { Records } from "../records/index.ts";
import type { Held, HeldStations } from "../stations/index.ts";
import { TrainingClock } from "./clock.ts";
import { type TrainingRecord, TrainingRecords } from "./record.ts";
import { Session } from "./session.ts";

/** A scenario that ships, with the file of the station that it was written for. */
export interface TrainingScenario {
  readonly id: string;
  readonly text: string;
  readonly station: { readonly text: string; readonly name: string };
}

export interface TrainingOptions {
  readonly records: Records;
  readonly stations: HeldStations;
  readonly logbook: Logbook;
  readonly clocks: StationClocks;
  readonly logger: Logger;
  readonly scenarios: readonly TrainingScenario[];
}

/** What a training is begun with. */
export interface Wish {
  readonly scenario: string;
  readonly title: string;
  readonly speed: number;
  /** An offset from the start of the scenario, "+9h": what was before it is there at once. */
  readonly from?: string | undefined;
}

/** Trainings that go on at one time. */
const most = 4;

/** What can be trained, as an instructor chooses it. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly ground: string;
  /** (s) */
  readonly duration: number;
}

export class Training {
  readonly #options: TrainingOptions;
  readonly #machine = systemClock;
  readonly #kept: TrainingRecords;
  readonly #sessions = new Map<string, Session>();
  readonly #over = new Map<string, TrainingRecord>();
  /** Going on when a server ended, until stations are held. */
  readonly #left: TrainingRecord[] = [];
  readonly #stopFollowing: () => void;
  #offers: readonly Offer[] | null = null;
  /** They begin one after the other. */
  #beginning: Promise<unknown> = Promise.resolve();

  constructor(options: TrainingOptions) {
    this.#options = options;
    this.#kept = new TrainingRecords(options.records);
    for (const record of this.#kept.all()) this.#lay(record);
    this.#stopFollowing = options.logbook.log.follow((stored) => {
      for (const { entry } of stored) this.#sessions.get(entry.station)?.take(entry);
    });
  }

  /** What can be trained: read when somebody wants to know. */
  get offers(): readonly Offer[] {
    this.#offers ??= this.#options.scenarios.map(({ id, text, station: file }) => {
      const station = parseStation(file.text, file.name);
      const { name, duration } = parseScenario(text, id, station);
      return { id, name, ground: station.id, duration };
    });
    return this.#offers;
  }

  /** A training stands where it was when a server ended. */
  #lay(record: TrainingRecord): void {
    this.#options.clocks.set(record.id, new TrainingClock(this.#machine, Date.parse(record.now)));
    if (record.state === "ended") this.#over.set(record.id, record);
    else this.#left.push(record);
  }

  /** Once stations are held: those that were going on go on, and those that are over keep no engine. */
  async start(): Promise<void> {
    for (const record of this.#left.splice(0)) await this.#goOn(record);
    for (const id of this.#over.keys()) if (this.#options.stations.has(id)) await this.#options.stations.rest(id);
  }

  /** Goes on with one from its file; where that cannot be, it is over, and its log says so. */
  async #goOn(record: TrainingRecord): Promise<void> {
    const { id } = record;
    try {
      const { run, exercise } = again(record, this.#options.stations);
      this.#open(record, run, exercise);
      await this.#say(id, said.goesOn, `goes on ${record.now}`);
    } catch (error) {
      this.#options.logger.error({ err: error, station: id }, "a training cannot be gone on with");
      const laid = { ...record, state: "ended" as const, broken_off: true };
      this.#kept.save(laid);
      this.#over.set(id, laid);
      await this.#say(id, said.brokenOff, "over");
    }
  }

  /** Newest first. */
  all(): readonly TrainingRecord[] {
    const going = [...this.#sessions.values()].map(({ record }) => record);
    return [...going, ...this.#over.values()].toSorted((a, b) => b.number - a.number);
  }

  /** Throws `ProblemError` 404. */
  record(id: string): TrainingRecord {
    const found = this.#sessions.get(id)?.record ?? this.#over.get(id);
    if (found === undefined) throw new ProblemError(404, "HW_UNKNOWN_TRAINING", `found no training "${id}"`);
    return found;
  }

  /** Whether a station is a training that has ended. */
  isOver(station: string): boolean {
    return this.#over.has(station);
  }

  /** One that goes on. Throws `ProblemError` 404, and 409 for one that is over. */
  session(id: string): Session {
    this.record(id);
    const found = this.#sessions.get(id);
    if (found === undefined)
      throw new ProblemError(409, "HW_TRAINING_OVER", phrase`found ${id} over, expected one that goes on`);
    return found;
  }

  /** The scenario file of what has been played. Throws `ProblemError` 404. */
  text(id: string): string {
    return this.#sessions.get(id)?.text ?? this.record(id).text;
  }

  /** The station that a scenario is of. Throws `ProblemError` 404. */
  groundOf(scenario: string): string {
    const found = this.offers.find(({ id }) => id === scenario);
    if (found === undefined) {
      const known = this.offers.map(({ id }) => id).join(", ");
      throw new ProblemError(404, "HW_UNKNOWN_SCENARIO", `found no scenario "${scenario}", expected one of ${known}`);
    }
    return found.ground;
  }

  /** Begins one. Throws `ProblemError` where there is no such scenario or moment, or too many go on. */
  begin(wish: Wish, by: string): Promise<TrainingRecord> {
    const begun = this.#beginning.then(() => this.#begin(wish, by));
    this.#beginning = begun.catch(() => undefined);
    return begun;
  }

  async #begin({ scenario, title, speed, from }: Wish, by: string): Promise<TrainingRecord> {
    const { scenarios, stations, clocks } = this.#options;
    const ground = this.groundOf(scenario);
    if (this.#sessions.size >= most)
      throw new ProblemError(
        409,
        "HW_TRAINING_MANY",
        phrase`found ${most} trainings that go on, expected fewer: end one first`,
      );
    const offer = scenarios.find(({ id }) => id === scenario)!;
    const number = 1 + Math.max(0, ...this.all().map((one) => one.number));
    const id = trainingId(number, ground);
    const real = stations.has(ground) ? stations.get(ground).file.text : offer.station.text;
    const text = renamedStation(real, id, `TRAINING ${number}: ${parseStation(real, ground).name}`);
    const exercise = exerciseOf(offer, parseStation(text, id));
    const { start } = exercise.scenario;
    const begins = from === undefined ? start : parseMoment(from, start);
    if (begins === null || begins < start || begins >= start + exercise.scenario.duration)
      throw new ProblemError(
        422,
        "HW_QUESTION",
        phrase`found from "${String(from)}", expected an offset within the scenario, such as "+9h"`,
      );
    const clock = new TrainingClock(this.#machine, begins * 1000);
    clocks.set(id, clock);
    const record: TrainingRecord = {
      ...{ id, number, ground, title, scenario, by, speed, seed: exercise.seed, begun: this.#machine.now() },
      ...{
        from: iso(begins),
        now: iso(start),
        state: "starting",
        injected: [],
        leaks: [],
        truths: [],
        text: exercise.text(),
      },
    };
    this.#kept.save(record);
    const { run } = await stations.put(id, text, by);
    await this.#say(id, said.begun(title), "begun", record.from);
    this.#open(record, run, exercise);
    return record;
  }

  #open(record: TrainingRecord, run: Held, exercise: Exercise): void {
    const { clocks, logger } = this.#options;
    const session = new Session({
      ...{ exercise, clock: clocks.of(record.id) as TrainingClock, machine: this.#machine, run, record, logger },
      save: (one) => this.#kept.save(one),
      onEnd: () => this.#ended(record.id),
    });
    this.#sessions.set(record.id, session);
  }

  async #ended(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    if (session === undefined) return;
    this.#over.set(id, session.record);
    this.#sessions.delete(id);
    await this.#say(id, said.over, "over");
    await this.#options.stations.rest(id);
  }

  async #say(station: string, { text, says }: Said, key: string, time?: string): Promise<void> {
    const { logbook } = this.#options;
    const author = serverAuthor(logbook.centre);
    await logbook.append({
      key: `training ${station} ${key}`,
      station,
      author,
      kind: "note",
      body: { text, says },
      ...(time && { time }),
    });
  }

  /** Leaves all of them as they stand; for the end of the server. */
  async stop(): Promise<void> {
    this.#stopFollowing();
    await Promise.all([...this.#sessions.values()].map((session) => session.leave()));
  }
}

interface Said {
  readonly text: string;
  readonly says: { readonly code: string; readonly values: Record<string, string> };
}

/** What the log of a training is told by the server. */
const said = {
  begun: (title: string): Said => ({
    text: `TRAINING: nothing here is real. ${title}`,
    says: { code: "training-begun", values: { title } },
  }),
  over: { text: "TRAINING: it is over", says: { code: "training-over", values: {} } },
  goesOn: {
    text: "TRAINING: the server began anew; it goes on where it was",
    says: { code: "training-goes-on", values: {} },
  },
  brokenOff: {
    text: "TRAINING: the server ended while it went on; it is over",
    says: { code: "training-broken-off", values: {} },
  },
};

const iso = (s: number) => new Date(Math.round(s * 1000)).toISOString();

/** (s) Half a day and less is played in one piece, so that rows which nobody wants any more do not pile up. */
const piece = 43_200;

/** The world of a training as it was when the server ended. Throws where its station or its file is not what it was. */
function again({ id, text, seed, now, injected }: TrainingRecord, stations: HeldStations) {
  const run = stations.get(id);
  const before = injected.map(({ number, time, piece: what }) => ({
    number,
    at: second(Date.parse(time) / 1000),
    piece: what,
  }));
  const exercise = new Exercise({ text, name: id }, run.station, seed, before);
  const end = Date.parse(now) / 1000;
  while (exercise.time < end && !exercise.over) exercise.playTo(second(Math.min(end, exercise.time + piece)));
  return { run, exercise };
}

/** Throws `ProblemError` 409 where the station that is held here is no longer the one that the scenario was written for. */
function exerciseOf({ id, text }: TrainingScenario, station: ReturnType<typeof parseStation>): Exercise {
  try {
    return new Exercise({ text, name: id }, station, randomInt(1, 2 ** 31));
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error && error.code === "HW_DOCUMENT")) throw error;
    throw new ProblemError(
      409,
      "HW_TRAINING_STATION",
      `the scenario does not fit the station that is held here: ${error.message}`,
    );
  }
}
