/** A training under way: a world that is played into a station of its own, by the same door as every feed. */
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import type { Exercise, Piece, StateTruth } from "@hullwatch/core/world";
import type { Entry } from "@hullwatch/log";
import type { Logger } from "pino";
import type { Clock } from "../clock/index.ts";
import { type Held, RowCheck } from "../stations/index.ts";
import { tryAct } from "./acts.ts";
import type { TrainingClock } from "./clock.ts";
import type { LeakRecord, TrainingRecord } from "./record.ts";

/** (ms) Of the machine: how often the world is looked after. */
const beat = 250;
/** (s) What was before people came is played in pieces of this, so that others get their turn. */
const piece = 1800;
/** (s) Between two entries of what really was. */
const truthEvery = 600;
/** (ms) Of the machine: what a server that is killed loses of a training at most. */
const saveEvery = 20_000;
/** (s) The simulated crew reads the dials that advice names this often. */
const dialEvery = 60;

export interface SessionOptions {
  readonly exercise: Exercise;
  readonly clock: TrainingClock;
  readonly machine: Clock;
  readonly run: Held;
  readonly record: TrainingRecord;
  readonly save: (record: TrainingRecord) => void;
  /** The end, however it came but by the server's. */
  readonly onEnd: () => Promise<void>;
  readonly logger: Logger;
}

const iso = (s: number) => new Date(Math.round(s * 1000)).toISOString();

export class Session {
  readonly #options: SessionOptions;
  readonly #stop = new AbortController();
  readonly #check: RowCheck;
  readonly #played: Promise<void>;
  /** Played, and not yet given to the station. */
  readonly #rows: Row[] = [];
  #dialled: number;
  /** (s) What the station has heard from before a server's end is not told it again. */
  readonly #heard: number;
  #isLeft = false;
  #reported = Number.NEGATIVE_INFINITY;
  #saved = Number.NEGATIVE_INFINITY;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#check = new RowCheck(options.run.station);
    this.#dialled = Math.max(Date.parse(options.record.from) / 1000, options.exercise.time);
    this.#heard = options.run.view.newest ?? Number.NEGATIVE_INFINITY;
    this.#played = this.#play()
      .catch((error: unknown) => {
        options.logger.error({ err: error, station: options.record.id }, "a training has broken off");
        this.#isLeft = false;
      })
      .then(() => this.#finish());
  }

  /** As it is now. */
  get record(): TrainingRecord {
    const { record, exercise } = this.#options;
    record.leaks = this.leaks;
    record.now = iso(exercise.time);
    return record;
  }

  /** What really is. */
  get truth(): StateTruth {
    return this.#options.exercise.truth();
  }

  get leaks(): readonly LeakRecord[] {
    return leaksOf(this.#options.exercise);
  }

  /** The scenario file of what has been played, and of what else would come. */
  get text(): string {
    return this.#options.exercise.text();
  }

  /** Goes on at another speed, or stands still. */
  pace({ speed, paused }: { readonly speed?: number | undefined; readonly paused?: boolean | undefined }): void {
    const { record, clock } = this.#options;
    if (speed !== undefined) record.speed = speed;
    if (paused !== undefined && record.state !== "starting") record.state = paused ? "paused" : "running";
    clock.go(record.state === "running" ? record.speed : 0);
    this.#save();
  }

  /** Throws `InjectionError`, `DocumentError`. */
  inject(what: Piece, by: string): void {
    const { exercise, record } = this.#options;
    this.#playOn();
    const { number, at, piece } = exercise.inject(what);
    record.injected = [...record.injected, { number, time: iso(at), piece, by }];
    this.#save();
  }

  /** Somebody has written an entry in its log. */
  take(entry: Entry): void {
    const { exercise, logger, record } = this.#options;
    if (exercise.over) return;
    this.#playOn();
    const fault = tryAct(exercise, entry);
    // What people did is known to a training that is gone on with, however the server ended.
    if (fault === null && entry.author.role !== "server") this.#save();
    if (fault !== null)
      logger.warn({ err: fault, station: record.id }, "what was reported in a training cannot be done in its world");
  }

  /** Ends it; resolves when everything is kept. */
  async end(): Promise<void> {
    this.#stop.abort();
    await this.#played;
  }

  /** Leaves it as it stands, because the server ends: it can be gone on with. */
  async leave(): Promise<void> {
    this.#isLeft = true;
    await this.end();
  }

  async #play(): Promise<void> {
    const { exercise, clock, machine, record } = this.#options;
    const { signal } = this.#stop;
    const from = Date.parse(record.from) / 1000;
    while (exercise.time < from && !exercise.over && !signal.aborted) {
      await this.#advance(Math.min(from, exercise.time + piece));
      await machine.sleep(0);
    }
    // People come to a station whose engine has heard all that was before.
    await this.#options.run.idle();
    if (signal.aborted) return;
    if (record.state === "starting") record.state = "running";
    clock.go(record.state === "running" ? record.speed : 0);
    this.#save();
    while (!exercise.over && !signal.aborted) {
      await machine.sleep(beat, signal);
      if (record.state === "running") await this.#advance(clock.now() / 1000);
    }
    await this.#options.run.idle();
  }

  async #finish(): Promise<void> {
    const { clock, record, onEnd } = this.#options;
    clock.go(0);
    if (this.#isLeft) {
      await this.#give();
      this.#save();
      return;
    }
    record.state = "ended";
    this.#save();
    await onEnd();
  }

  async #advance(until: number): Promise<void> {
    const { exercise, clock, machine, record } = this.#options;
    this.#readDials();
    this.#playTo(until);
    await this.#give();
    clock.played(exercise.time * 1000);
    if (exercise.time < this.#reported + truthEvery) return;
    this.#reported = exercise.time;
    record.truths = [...record.truths, exercise.truth()];
    if (machine.now() >= this.#saved + saveEvery) this.#save();
  }

  /** Gives the station what has been played. */
  async #give(): Promise<void> {
    const rows = this.#rows.splice(0);
    if (rows.length > 0) await this.#options.run.accept(rows);
  }

  /** What somebody does now happens after all that was before. */
  #playOn(): void {
    const { clock, record } = this.#options;
    if (record.state === "running") this.#playTo(clock.now() / 1000);
  }

  #playTo(until: number): void {
    const { exercise } = this.#options;
    const isBeyond = exercise.time > this.#heard;
    for (const row of exercise.playTo(second(until))) {
      if (!isBeyond && row.time <= this.#heard) continue;
      const taken = this.#check.take(row);
      if (taken !== null && !("expected" in taken)) this.#rows.push(taken);
    }
  }

  #readDials(): void {
    const { exercise, run } = this.#options;
    if (exercise.over || exercise.time < this.#dialled + dialEvery) return;
    this.#dialled = exercise.time;
    const { observe = [] } = (run.view.events.advice ?? {}) as { observe?: readonly string[] };
    for (const id of observe) if (id.startsWith("gauge:")) exercise.obey({ kind: "gauge", module: id.slice(6) });
  }

  #save(): void {
    const { exercise, machine, save } = this.#options;
    this.#saved = machine.now();
    const { record } = this;
    record.text = exercise.text();
    save(record);
  }
}

/** Leaks that have begun. */
function leaksOf({ leaks, time }: Exercise): readonly LeakRecord[] {
  return leaks
    .filter(({ from }) => from <= time)
    .map(({ id, module, area, from, until, patches }) => ({
      id,
      module,
      area_mm2: area * 1e6,
      from: iso(from),
      until: until <= time ? iso(until) : null,
      patches: patches.map((patch) => ({ from: iso(patch.from), left: patch.left })),
    }));
}
