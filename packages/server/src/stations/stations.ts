/** All stations of this server: begun from what was saved, brought up to the end of the journal, and kept running. */
import type { Entry, Store } from "@hullwatch/archive";
import { parseStation } from "@hullwatch/core/station";
import type { Clock, StationClocks } from "../clock/index.ts";
import { type Events, type Records, type StationFile, StationFiles } from "../records/index.ts";
import { Engines } from "./engines.ts";
import { StationIdError, UnknownStationError } from "./errors.ts";
import { nothingSaved, readSaved, type Saved } from "./saved.ts";
import { StationRun, type Surroundings } from "./station-run.ts";

export interface StationsOptions {
  readonly store: Store;
  readonly records: Records;
  readonly events: Events;
  readonly clocks: StationClocks;
  /** That of the machine, by which states are saved. */
  readonly machine: Clock;
  readonly threads: number;
  readonly lateAfter: number;
  /** (ms) Between two savings of a station's state. */
  readonly saveEvery: number;
  readonly onRows: Surroundings["onRows"];
  readonly onNews: Surroundings["onNews"];
  readonly onFault: Surroundings["onFault"];
  /** Nothing can be folded any more: the process had better end and be started anew. */
  readonly onBroken: Surroundings["onBroken"];
  /** A snapshot that cannot be used. */
  readonly onSnapshotFault: (station: string, fault: string) => void;
}

export class Stations {
  readonly #options: StationsOptions;
  readonly #files: StationFiles;
  readonly #engines: Engines;
  readonly #around: Surroundings;
  readonly #runs = new Map<string, StationRun>();
  readonly #stop = new AbortController();
  #saving: Promise<void> = Promise.resolve();
  /** Puts come one after the other. */
  #putting: Promise<unknown> = Promise.resolve();

  constructor(options: StationsOptions) {
    this.#options = options;
    this.#files = new StationFiles(options.records);
    this.#engines = new Engines(options.threads, (error) => options.onBroken(error));
    this.#around = { ...options, engines: this.#engines };
  }

  /** Goes on from the saved states: resolves once everything in the journal has been taken in. */
  async start(): Promise<void> {
    const epochs = Map.groupBy(this.#files.all(), ({ id }) => id);
    const pending = new Map<string, StationFile[]>();
    for (const [id, files] of epochs) pending.set(id, await this.#resume(id, files));
    await this.#catchUp(pending);
    this.#saving = this.#saveNowAndThen();
  }

  /** Begins one station from what was saved of it, and gives the files that were put since. */
  async #resume(id: string, files: readonly StationFile[]): Promise<StationFile[]> {
    const { store, onSnapshotFault } = this.#options;
    const { snapshot, faults } = await store.snapshots.load(id);
    for (const fault of faults) onSnapshotFault(id, fault);
    const usable = snapshot !== null && snapshot.journal === store.journal.id;
    if (snapshot !== null && !usable) onSnapshotFault(id, "the snapshot is of another journal");
    const saved: Saved = usable ? readSaved(snapshot.state) : nothingSaved(files[0].epoch);
    const file = files.find(({ epoch }) => epoch === saved.epoch) ?? files[0];
    const run = await StationRun.open(this.#around, file, saved, usable ? snapshot.position : file.position);
    this.#runs.set(id, run);
    return files.filter(({ epoch }) => epoch > file.epoch);
  }

  async #catchUp(pending: Map<string, StationFile[]>): Promise<void> {
    const runs = [...this.#runs.values()];
    const after = Math.min(this.#options.store.journal.end, ...runs.map((run) => run.folded));
    for await (const entries of this.#options.store.journal.read(after)) {
      for (const entry of entries) this.#again(entry, pending.get(entry.station) ?? []);
      await Promise.all(runs.map((run) => run.idle()));
    }
    for (const [id, files] of pending) for (const file of files) await this.#runs.get(id)?.change(file);
  }

  #again({ station, position, rows, received = 0 }: Entry, files: StationFile[]): void {
    const run = this.#runs.get(station);
    if (run === undefined || position <= run.folded) return;
    while (files.length > 0 && files[0].position < position) void run.change(files.shift()!);
    run.take({ position, rows, received });
  }

  async #saveNowAndThen(): Promise<void> {
    const { machine, saveEvery, store } = this.#options;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const runs = [...this.#runs.values()];
      // One after the other over the whole time, so that nobody notices.
      for (const run of runs) {
        await machine.sleep(saveEvery / runs.length, signal);
        if (signal.aborted) return;
        await run.snapshot();
      }
      if (runs.length === 0) await machine.sleep(saveEvery, signal);
      else await store.tidy(this.ids());
    }
  }

  /** Lets the engine of a station go, whose state is on the disk; one of which rows come again goes on from there. */
  async rest(id: string): Promise<void> {
    const { store } = this.#options;
    await this.get(id).rest(async () => {
      const { snapshot } = await store.snapshots.load(id);
      // Nothing is saved of a station that has heard nothing.
      return snapshot === null ? nothingSaved(0) : readSaved(snapshot.state);
    });
  }

  ids(): readonly string[] {
    return [...this.#runs.keys()];
  }

  /** Throws `UnknownStationError`. */
  get(id: string): StationRun {
    const run = this.#runs.get(id);
    if (run === undefined) throw new UnknownStationError(id, this.ids());
    return run;
  }

  has(id: string): boolean {
    return this.#runs.has(id);
  }

  all(): readonly StationRun[] {
    return [...this.#runs.values()];
  }

  /**
   * Takes a station file: a new station, or the next file of one that is there, whose engine begins anew. The same text again
   * changes nothing. Throws `DocumentError` with every fault of the file; `StationIdError` where it is of another station.
   */
  put(id: string, text: string, author: string): Promise<{ readonly run: StationRun; readonly isNew: boolean }> {
    const done = this.#putting.then(() => this.#put(id, text, author));
    this.#putting = done.catch(() => undefined);
    return done;
  }

  async #put(id: string, text: string, author: string) {
    const station = parseStation(text, `${id}.yaml`);
    if (station.id !== id) throw new StationIdError(id, station.id);
    const known = this.#runs.get(id);
    if (known !== undefined && known.file.text === text) return { run: known, isNew: false };
    const { store, machine } = this.#options;
    const position = store.journal.end;
    const file = { id, epoch: (known?.file.epoch ?? 0) + 1, position, text, author, at: machine.now() };
    if (known === undefined) {
      const run = await StationRun.open(this.#around, file, nothingSaved(file.epoch), position);
      this.#files.put(file);
      this.#runs.set(id, run);
      return { run, isNew: true };
    }
    await known.change(file, (final) => this.#files.put(final));
    return { run: known, isNew: false };
  }

  /** Takes everything in that is on its way, saves every state and ends the engines. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#saving;
    await Promise.all(this.all().map((run) => run.snapshot()));
    await this.#engines.stop();
  }
}
