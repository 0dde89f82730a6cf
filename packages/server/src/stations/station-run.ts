/** One station under way: rows are journalled, acknowledged, folded, and what the engine says of them is kept and told. */
import type { Journal, Row, Snapshots } from "@hullwatch/archive";
import { parseStation, type Station } from "@hullwatch/core/station";
import type { StationClocks } from "../clock/index.ts";
import { type Events, eventId, type Said, type StationFile, type WireEvent } from "../records/index.ts";
import type { Engines } from "./engines.ts";
import { bornOut, takeLive } from "./live.ts";
import { nothingSaved, type Saved, savedText } from "./saved.ts";
import { type AlarmNews, clearedPlace, readingOf, takeSaid, toldPlace } from "./told.ts";
import { takeRow, type View } from "./view.ts";

/** What a folded batch comes to beside its events: who follows those has been told of them. */
export interface News {
  readonly station: string;
  readonly position: number;
  readonly rows: readonly Row[];
  /** Also those that may have been told before a restart: to be told by a key of their own. */
  readonly alarms: readonly AlarmNews[];
}

export interface Surroundings {
  readonly store: {
    readonly journal: Pick<Journal, "id" | "end" | "append">;
    readonly snapshots: Pick<Snapshots, "save">;
  };
  readonly engines: Engines;
  readonly events: Pick<Events, "put">;
  readonly clocks: StationClocks;
  /** (ms) What is older than this when it is accepted raises no alarm. */
  readonly lateAfter: number;
  /** Rows are on the disk. */
  readonly onRows: (station: string, position: number, rows: readonly Row[]) => void;
  /** What followed from them is on the disk; the next batch waits until the promise has resolved. */
  readonly onNews: (news: News) => Promise<void>;
  readonly onFault: (station: string, fault: string) => void;
  /** The engine's thread, or the disk, is gone: nothing can be folded any more. */
  readonly onBroken: (error: unknown) => void;
}

/** Rows of the journal, with the moment at which they were accepted (ms, UNIX time). */
export interface Received {
  readonly position: number;
  readonly rows: readonly Row[];
  readonly received: number;
}

type Task =
  | ({ readonly kind: "rows" } & Received)
  | { readonly kind: "file"; readonly file: StationFile; readonly record: ((file: StationFile) => void) | undefined }
  | { readonly kind: "snapshot" }
  | { readonly kind: "rest"; readonly load: () => Promise<Saved> };

/** Rows that may wait for the engine before those who send have to. */
const mostWaiting = 100_000;

export class StationRun {
  readonly id: string;
  readonly #around: Surroundings;
  #file: StationFile;
  #station: Station;
  #view: View;
  /** The last position that is in the engine and the view. */
  #folded: number;
  #saved: number;
  readonly #tasks: Task[] = [];
  #waitingRows = 0;
  #appending = 0;
  #working: Promise<void> | null = null;
  #task: Promise<void> = Promise.resolve();
  #room: (() => void)[] = [];

  private constructor(around: Surroundings, file: StationFile, saved: Saved, folded: number) {
    this.id = file.id;
    this.#around = around;
    this.#file = file;
    this.#station = parseStation(file.text, `${file.id}.yaml`);
    this.#view = saved.view;
    this.#folded = folded;
    this.#saved = folded;
  }

  /** Begins a station, or goes on from what was saved at position `folded`. */
  static async open(around: Surroundings, file: StationFile, saved: Saved, folded: number): Promise<StationRun> {
    await around.engines.open(file.id, file.text, saved.engine);
    return new StationRun(around, file, saved, folded);
  }

  get file(): StationFile {
    return this.#file;
  }
  get station(): Station {
    return this.#station;
  }
  get view(): View {
    return this.#view;
  }
  get folded(): number {
    return this.#folded;
  }
  /** Rows that were acknowledged and that the engine has not taken yet. */
  get waiting(): number {
    return this.#waitingRows;
  }

  /** Keeps rows, all or none; resolves with their position once they are on the disk. The engine takes them after that. */
  async accept(rows: readonly Row[]): Promise<number> {
    while (this.#waitingRows > mostWaiting) await new Promise<void>((resolve) => this.#room.push(resolve));
    this.#appending++;
    try {
      const received = this.#around.clocks.of(this.id).now();
      const position = await this.#around.store.journal.append({ station: this.id, rows, received });
      this.#around.onRows(this.id, position, rows);
      this.take({ position, rows, received });
      return position;
    } finally {
      this.#appending--;
    }
  }

  /** Folds rows of the journal. */
  take(batch: Received): void {
    this.#waitingRows += batch.rows.length;
    this.#add({ kind: "rows", ...batch });
  }

  /**
   * From here on another station file holds, and the engine begins anew. `record` keeps it, with the position up to which the
   * one before held; left out where it has been kept before.
   */
  change(file: StationFile, record?: (file: StationFile) => void): Promise<void> {
    this.#add({ kind: "file", file, record });
    return this.idle();
  }

  /** Saves the state; resolves when that is done. */
  snapshot(): Promise<void> {
    this.#add({ kind: "snapshot" });
    return this.idle();
  }

  /** Saves the state and lets the engine go; rows that come later begin it again, from what `load` reads of it. */
  rest(load: () => Promise<Saved>): Promise<void> {
    this.#add({ kind: "rest", load });
    return this.idle();
  }

  /** Forgets what waits to be taken in: whoever goes on from the saved state takes it from the journal. */
  drop(): void {
    for (const task of this.#tasks.splice(1)) if (task.kind === "rows") this.#waitingRows -= task.rows.length;
  }

  /** Resolves when everything that was given so far has been taken in. */
  async idle(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  /** Resolves when what was being taken in at the call has been told to everybody. */
  async told(): Promise<void> {
    await this.#task.catch(() => {});
  }

  #add(task: Task): void {
    this.#tasks.push(task);
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    try {
      for (let task = this.#tasks[0]; task !== undefined; task = this.#tasks[0]) {
        this.#task = this.#carryOut(task);
        await this.#task;
        this.#tasks.shift();
      }
    } catch (error) {
      this.#around.onBroken(error);
    } finally {
      this.#working = null;
    }
  }

  #carryOut(task: Task): Promise<void> {
    if (task.kind === "rows") return this.#fold(task);
    if (task.kind === "rest") return this.#rest(task.load);
    return task.kind === "file" ? this.#begin(task.file, task.record) : this.#save();
  }

  async #rest(load: () => Promise<Saved>): Promise<void> {
    await this.#save();
    const recall = async () => ({ file: this.#file.text, engine: (await load()).engine });
    await this.#around.engines.rest(this.id, recall);
  }

  async #fold({ position, rows, received }: Received): Promise<void> {
    const { engines, onFault, onNews } = this.#around;
    let [isTaken, place] = [false, 0];
    const tell = async (wires: readonly WireEvent[]) => {
      if (!isTaken) this.#takeRows(rows, received);
      isTaken = true;
      const said = wires.map((event): Said => ({ place: place++, event, late: this.#isLate(event, received) }));
      const put = await this.#around.events.put(this.id, position, said);
      return put.flatMap((one) => takeSaid(this.#station, this.#view, one));
    };
    let early: Promise<void> = Promise.resolve();
    const soon = (wires: readonly WireEvent[]) => {
      early = early.then(async () => onNews({ station: this.id, position, rows: [], alarms: await tell(wires) }));
      // Whoever waits for the engine hears of it then.
      early.catch(() => {});
    };
    const { events: wires, fault } = await engines.fold(this.id, rows, soon);
    await early;
    if (fault !== null) onFault(this.id, fault);
    const alarms = await tell(wires);
    const risen = await this.#rise();
    this.#folded = position;
    this.#waitingRows -= rows.length;
    if (this.#waitingRows <= mostWaiting) for (const go of this.#room.splice(0)) go();
    await onNews({ station: this.id, position, rows, alarms: [...alarms, ...risen] });
  }

  #takeRows(rows: readonly Row[], received: number): void {
    for (const row of rows) takeRow(this.#view, row, received / 1000);
    const { newest } = this.#view;
    const isLive = newest !== null && received - newest * 1000 <= this.#around.lateAfter;
    takeLive(this.#station, this.#view, isLive, new Set(rows.map(({ parameter }) => parameter)));
  }

  /** What is over before anybody was told of it is no news either. */
  #isLate({ time, type, state, id }: WireEvent, received: number): boolean {
    if (type === "alarm" && state === "cleared" && this.#view.alarms[String(id)]?.told === false) return true;
    return received - Date.parse(time) > this.#around.lateAfter;
  }

  /** Alarms that were found in stored data are news once live data bear them out. */
  async #rise(): Promise<AlarmNews[]> {
    const held = Object.values(this.#view.alarms).filter(
      (alarm) => !alarm.told && bornOut(this.#station, this.#view, alarm),
    );
    for (const alarm of held) {
      alarm.told = true;
      const said = { place: toldPlace + alarm.place, event: alarm.event, late: false };
      await this.#around.events.put(this.id, alarm.position, [said]);
    }
    return held.map(({ event, position, place }) => ({
      station: this.id,
      id: eventId({ station: this.id, position, place }),
      event,
      stored: true,
      reading: readingOf(this.#station, this.#view, event),
    }));
  }

  async #begin(put: StationFile, record: ((file: StationFile) => void) | undefined): Promise<void> {
    const { engines, events, onNews } = this.#around;
    const file = record === undefined ? put : { ...put, position: this.#folded };
    record?.(file);
    await engines.open(this.id, file.text, null);
    const time = new Date((this.#view.newest ?? file.at / 1000) * 1000).toISOString();
    const said = Object.values(this.#view.alarms).map(({ event, told }, i) => ({
      place: clearedPlace + 1000 * file.epoch + i,
      event: {
        ...event,
        time,
        state: "cleared",
        text: "The station file was put anew: its engine begins anew",
        says: { code: "anew", values: {} },
      },
      late: !told,
    }));
    const told = await events.put(this.id, file.position, said);
    this.#file = file;
    this.#station = parseStation(file.text, `${file.id}.yaml`);
    this.#view = nothingSaved(file.epoch).view;
    const alarms = told
      .filter(({ late }) => !late)
      .map((one) => ({ station: this.id, id: eventId(one), event: one.event, stored: false, reading: null }));
    await onNews({ station: this.id, position: file.position, rows: [], alarms });
  }

  async #save(): Promise<void> {
    const { store, engines } = this.#around;
    // Where nothing of this station is on its way, all of the journal so far is behind it.
    const isQuiet = this.#tasks.length === 1 && this.#appending === 0;
    const position = isQuiet ? Math.max(this.#folded, store.journal.end) : this.#folded;
    if (position === this.#saved) return;
    const engine = await engines.snapshot(this.id);
    const state = savedText({ epoch: this.#file.epoch, view: this.#view, engine });
    await store.snapshots.save({ station: this.id, journal: store.journal.id, position, state });
    this.#saved = position;
  }
}
