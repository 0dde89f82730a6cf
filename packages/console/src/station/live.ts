/** A station as it is now: read once, then kept up to date by the stream. */
import { batch, computed, signal } from "@preact/signals";
import { type Following, follow, get, stationPath, Unreachable } from "../link/index.ts";
import { StationClock } from "./clock.ts";
import { type Rows, ShownStation } from "./shown.ts";
import type {
  Advice,
  Alarm,
  Estimate,
  Location,
  LogState,
  Reading,
  StationState,
  StoredEntry,
  WholeStation,
} from "./types.ts";

/** What goes over the line to the server. */
export interface Wishes {
  /** Every reading as it comes. */
  readonly rows: boolean;
  /** (ms) How often the station's time is asked for, and with it everything that no message tells. */
  readonly pollEvery: number;
  /** Newest entries of the log to begin with. */
  readonly entries: number;
}
const everything: Wishes = { rows: true, pollEvery: 5000, entries: 200 };

/** What is known of a station, as it may be kept for a time without a line. */
export interface Snapshot {
  readonly whole: WholeStation;
  readonly state: StationState;
  readonly alarms: readonly Alarm[];
  /** (ms) Of the machine, when the state was told. */
  readonly told: number;
}
/** (ms) Without an answer for so long the line counts as cut. */
const pollPatience = 4500;
/** (ms) After the beginning. */
const secondPoll = 1200;
/** (ms) Messages that come together are answered by one question. */
const gather = 300;
/** Entries of the log that are held; older ones are asked for. */
const held = 500;

const types = [
  "rows",
  "alarm",
  "estimate",
  "location",
  "advice",
  "check",
  "repair",
  "trend",
  "watch",
  "balance",
  "log",
];

interface RowsMessage {
  readonly rows: Rows;
}

/** Everything that pages show of one station, now. */
export class LiveStation extends ShownStation {
  readonly clock = new StationClock();
  readonly horizon = signal(Number.POSITIVE_INFINITY);

  readonly #state = signal<{ readonly state: StationState; readonly told: number } | null>(null);
  /** What may be kept; null until there is something. */
  readonly snapshot = computed((): Snapshot | null => {
    const [whole, state] = [this.file.value, this.#state.value];
    return whole === null || state === null ? null : { whole, alarms: this.alarms.value, ...state };
  });

  readonly #wishes: Wishes;
  readonly #pending = new Map<string, Reading>();
  readonly #stops: (() => void)[] = [];
  #frame = 0;
  #following: Following | null = null;
  #isCut = false;
  #gathering: ReturnType<typeof setTimeout> | null = null;
  #ended = false;
  readonly #listeners = new Set<(rows: Rows) => void>();

  constructor(id: string, wishes: Wishes = everything) {
    super(id);
    this.#wishes = wishes;
  }

  /** Shows what was known before, until there is something newer. */
  restore({ whole, state, alarms, told }: Snapshot): void {
    batch(() => {
      this.file.value = whole;
      this.alarms.value = alarms;
      this.#takeState(state, told);
      this.isLoaded.value = true;
    });
  }

  /** Begins to follow; `stop` ends it. */
  start(): void {
    const poll = setInterval(() => void this.#poll(), this.#wishes.pollEvery);
    // How fast a story or a training goes is known once its time was told twice.
    const soon = setTimeout(() => void this.#poll(), secondPoll);
    const tick = setInterval(() => {
      this.tick.value = Date.now();
    }, 250);
    this.#stops.push(() => clearInterval(poll));
    this.#stops.push(() => clearTimeout(soon));
    this.#stops.push(() => clearInterval(tick));
    this.#following = follow({
      url: `/api/v1${stationPath(this.id, "/stream")}`,
      types: this.#wishes.rows ? ["rows", ...types] : types,
      open: (url) => new EventSource(url),
      onMessage: (type, data) => this.#take(type, data),
      onState: (state) => {
        this.connection.value = state;
        // What was said before the stream was open is asked for once it is.
        if (state === "live") void this.#readAll().catch(() => {});
      },
      later: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
    this.#stops.push(() => this.#following?.stop());
  }

  stop(): void {
    this.#ended = true;
    for (const stop of this.#stops.splice(0)) stop();
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    cancelAnimationFrame(this.#frame);
  }

  listen(onRows: (rows: Rows) => void): () => void {
    this.#listeners.add(onRows);
    return () => void this.#listeners.delete(onRows);
  }

  refresh(): Promise<void> {
    return this.#readLists();
  }

  /** Asks for the station's time; where no answer comes the line is dead, whatever the browser says of the stream. */
  async #poll(): Promise<void> {
    try {
      // What was asked for at first may have been refused, or lost on the way.
      await (this.isLoaded.value && this.file.value !== null ? this.#readState() : this.#readAll());
    } catch (error) {
      if (!(error instanceof Unreachable) || this.#ended) return;
      this.#isCut = true;
      this.connection.value = "lost";
      return;
    }
    if (!this.#isCut || this.#ended) return;
    this.#isCut = false;
    this.#following?.restart();
  }

  async #readAll(): Promise<void> {
    if (this.file.value === null) this.file.value = await get<WholeStation>(stationPath(this.id, ""));
    await Promise.all([this.#readState(), this.#readLists()]);
    if (this.#ended) return;
    this.isLoaded.value = true;
    const { entries } = this.#wishes;
    if (entries === 0) return;
    const newest = await get<{ entries: StoredEntry[] }>(
      stationPath(this.id, `/log?newest_first=true&limit=${entries}`),
    );
    if (!this.#ended) this.entries.value = newest.entries;
  }

  async #readState(): Promise<void> {
    const state = await get<StationState>(stationPath(this.id, "/state"), pollPatience);
    if (this.#ended) return;
    this.#takeState(state, Date.now());
  }

  #takeState(state: StationState, told: number): void {
    this.clock.told(Date.parse(state.now), told);
    batch(() => {
      this.#state.value = { state, told };
      this.takeState(state);
    });
  }

  async #readLists(): Promise<void> {
    const [alarms, logState] = await Promise.all([
      get<{ alarms: Alarm[] }>(stationPath(this.id, "/alarms")),
      get<LogState>(stationPath(this.id, "/log/state")),
    ]);
    if (this.#ended) return;
    batch(() => {
      this.alarms.value = alarms.alarms;
      this.logState.value = logState;
    });
  }

  #take(type: string, data: unknown): void {
    if (type === "rows") {
      this.#takeRows(data as RowsMessage);
      return;
    }
    if (type === "log") {
      const entry = data as StoredEntry;
      if (!this.entries.value.some(({ id }) => id === entry.id)) {
        this.entries.value = [entry, ...this.entries.value].slice(0, held);
      }
    }
    if (type === "estimate") this.estimate.value = data as Estimate;
    if (type === "location") this.location.value = data as Location;
    if (type === "advice") this.advice.value = data as Advice;
    this.#askSoon();
  }

  /** What an alarm, an entry or a check changes is asked for, once for all that come together. */
  #askSoon(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      void Promise.all([this.#readState(), this.#readLists()]).catch(() => {});
    }, gather);
  }

  #takeRows({ rows }: RowsMessage): void {
    for (const listener of this.#listeners) listener(rows);
    for (const [time, parameter, value] of rows) {
      const known = this.#pending.get(parameter);
      if (known === undefined || known.time <= time * 1000)
        this.#pending.set(parameter, { parameter, time: time * 1000, value });
    }
    // Once a picture, however many come.
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const readings = [...this.#pending.values()];
      this.#pending.clear();
      this.takeReadings(readings);
    });
  }
}
