/** One partition being worked on: its stations are begun from what was saved, and follow the stream from there. */
import type { Snapshot } from "@hullwatch/archive";
import type { JsMsg } from "@nats-io/jetstream";
import { type Clock, StationClocks } from "../clock/index.ts";
import type { StationFile } from "../records/index.ts";
import { type Engines, nothingSaved, type Saved, StationRun, type Surroundings } from "../stations/index.ts";
import type { Bus } from "./bus.ts";
import { TakenOverError } from "./errors.ts";
import { follow } from "./follow.ts";
import { readMessage } from "./message.ts";
import { lastToken, rowsStream, rowsSubject, stationOf } from "./names.ts";
import { Saying } from "./said.ts";
import { loadState, type State, StateKeeper, stationsIn } from "./states.ts";

export interface ShiftOptions {
  readonly bus: Bus;
  readonly partition: number;
  readonly engines: Engines;
  readonly clock: Clock;
  /** (ms) As the server has it. */
  readonly lateAfter: number;
  /** (ms) Between two savings of a station's state. */
  readonly saveEvery: number;
  onFault(fault: unknown): void;
  /** Nothing can be folded any more: the process had better end. */
  onBroken(error: unknown): void;
}

type Known = Pick<State, "revision" | "said">;
const nowhere: Known = { revision: 0, said: 0 };

interface Held {
  readonly run: StationRun;
  /** Up to here the run has had the stream before it was begun. */
  readonly from: number;
}

/** (rows) That may wait for the engines of a partition. */
const mostWaiting = 20_000;
/** States that are loaded at once. */
const together = 16;
/** (ms) Before that is tried again. */
const pause = 500;
/** (ms) For the last savings of a shift. */
const longest = 5000;

export class Shift {
  readonly #options: ShiftOptions;
  readonly #held = new Map<string, Held>();
  /** Aborted first: nothing new is taken in. */
  readonly #leave = new AbortController();
  readonly #left = new Promise<void>((resolve) => this.#leave.signal.addEventListener("abort", () => resolve()));
  /** Nothing is said any more. */
  readonly #ended = new AbortController();
  /** The last message that its station has been given. */
  #given = 0;
  #waiting = 0;
  #working: Promise<unknown> = Promise.resolve();

  constructor(options: ShiftOptions) {
    this.#options = options;
  }

  get stations(): readonly string[] {
    return [...this.#held.keys()];
  }

  start(): void {
    const { onFault } = this.#options;
    this.#working = this.#work().catch((error) => {
      if (this.#ended.signal.aborted) return;
      onFault(error);
      this.#options.onBroken(error);
    });
  }

  /** Ends; with `isMine` the batch that is being folded is finished and every state saved. */
  async stop(isMine: boolean): Promise<void> {
    if (!isMine) this.#end();
    this.#leave.abort();
    const saved = this.#working.then(() => (isMine ? this.#saveAll() : undefined));
    // Should the servers not answer, whoever comes next folds anew what is not saved: the end does not wait for them.
    if (isMine) await Promise.race([saved, this.#options.clock.sleep(longest)]);
    this.#end();
    await this.#working;
    for (const station of this.stations) await this.#options.engines.close(station);
    this.#held.clear();
  }

  async #saveAll(): Promise<void> {
    for (const { run } of this.#held.values()) run.drop();
    await Promise.all([...this.#held.values()].map(({ run }) => run.snapshot()));
  }

  #end(): void {
    this.#ended.abort(new TakenOverError(this.#options.partition));
  }

  async #work(): Promise<void> {
    const { bus, partition, clock, onFault } = this.#options;
    while (!this.#leave.signal.aborted && !(await this.#resumeAll())) await clock.sleep(pause, this.#leave.signal);
    if (this.#leave.signal.aborted) return;
    const after = Math.min(...[...this.#held.values()].map(({ from }) => from));
    this.#given = Number.isFinite(after) ? after : 0;
    const { signal } = this.#leave;
    const subject = rowsSubject(partition, "*");
    const saving = this.#saveNowAndThen();
    await follow(bus, {
      stream: rowsStream,
      subject,
      after: this.#given,
      signal,
      take: (message) => this.#take(message),
      onFault,
    });
    await saving;
  }

  /** Begins the stations that have not been begun yet; false where the servers do not answer, and it has to be tried again. */
  async #resumeAll(): Promise<boolean> {
    const { bus, partition, onFault } = this.#options;
    try {
      const stations = (await stationsIn(bus, partition)).filter((station) => !this.#held.has(station));
      for (let i = 0; i < stations.length; i += together) {
        if (this.#leave.signal.aborted) return true;
        const begun = stations.slice(i, i + together).map((station) => this.#resume(station));
        const failed = (await Promise.allSettled(begun)).find(({ status }) => status === "rejected");
        if (failed !== undefined) throw (failed as PromiseRejectedResult).reason;
      }
      return true;
    } catch (error) {
      onFault(error);
      return false;
    }
  }

  async #resume(station: string): Promise<void> {
    const { bus, onFault } = this.#options;
    const state = await loadState(bus, station);
    if (state === null) return;
    const { file, revision } = state;
    if (state.journal === bus.journal) return this.#open(file, state, state.position, state);
    // What the engine has learnt holds, and what stands stands, whatever became of the rows; all that this stream has is behind it.
    onFault(
      new Error(`${station}: found a state of a stream that is gone; its engine goes on with all of ${bus.journal}`),
    );
    return this.#open(file, state, 0, { ...nowhere, revision });
  }

  async #open(file: StationFile, saved: Saved, position: number, known: Known): Promise<void> {
    const { signal } = this.#ended;
    const { bus, onFault } = this.#options;
    const saying = await Saying.open(bus, file.id, signal, onFault);
    const keeper = new StateKeeper(bus, file.id, known);
    const run = await StationRun.open(this.#around(saying, keeper, file.id), file, saved, position);
    this.#held.set(file.id, { run, from: position });
  }

  #around(saying: Saying, keeper: StateKeeper, station: string): Surroundings {
    const { bus, engines, clock, lateAfter, onFault } = this.#options;
    // Once rows that were given have been dropped, no state has come further than what it has folded.
    const given = () => (this.#leave.signal.aborted ? 0 : this.#given);
    const save = (snapshot: Snapshot) =>
      keeper.save(snapshot, this.#held.get(station)!.run.file, saying.upTo(snapshot.position));
    const store: Surroundings["store"] = {
      journal: {
        id: bus.journal,
        get end() {
          return given();
        },
        append: () => Promise.reject(new Error(`${station}: a worker takes no rows but those of the stream`)),
      },
      // One that cannot be saved is saved the next time.
      snapshots: { save: (snapshot) => save(snapshot).catch(onFault) },
    };
    return {
      store,
      engines,
      events: { put: (_, position, said) => saying.put(position, said) },
      clocks: new StationClocks(clock),
      lateAfter,
      onRows: () => {},
      onNews: async ({ rows }) => {
        this.#waiting -= rows.length;
      },
      onFault: (_, fault) => onFault(new Error(`${station}: ${fault}`)),
      onBroken: (error) => {
        if (!this.#ended.signal.aborted) this.#options.onBroken(error);
      },
    };
  }

  #take(message: JsMsg): Promise<void> | undefined {
    const position = message.seq;
    const station = stationOf(lastToken(message.subject));
    const held = this.#held.get(station);
    const said = readMessage(message.string());
    if (held === undefined) {
      this.#given = position;
      if (!("file" in said)) return undefined;
      return this.#open({ ...said.file, position }, nothingSaved(said.file.epoch), position, nowhere);
    }
    if (position > held.from) {
      if ("file" in said) void held.run.change({ ...said.file, position });
      else {
        this.#waiting += said.rows.length;
        held.run.take({ position, ...said });
      }
    }
    this.#given = position;
    return this.#waiting > mostWaiting ? this.#relief() : undefined;
  }

  /** Resolves when what waits has been folded. */
  async #relief(): Promise<void> {
    await Promise.race([Promise.all([...this.#held.values()].map(({ run }) => run.idle())), this.#left]);
  }

  async #saveNowAndThen(): Promise<void> {
    const { clock, saveEvery } = this.#options;
    const { signal } = this.#leave;
    while (!signal.aborted) {
      const runs = [...this.#held.values()];
      // One after the other over the whole time, so that nobody notices.
      for (const { run } of runs) {
        await clock.sleep(saveEvery / runs.length, signal);
        if (signal.aborted) return;
        await run.snapshot();
      }
      if (runs.length === 0) await clock.sleep(saveEvery, signal);
    }
  }
}
