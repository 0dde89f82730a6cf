/** A station as it was: any moment of a window, asked of what the server has kept. */
import { batch, computed, signal } from "@preact/signals";
import { get, Problem, stationPath, Unreachable } from "../link/index.ts";
import {
  type Alarm,
  type LogState,
  ShownStation,
  type StationState,
  type StoredEntry,
  type WholeStation,
} from "../station/index.ts";
import { ReplayClock } from "./clock.ts";

/** Where things are asked for: the server, unless a test says otherwise. */
export type Ask = <T>(path: string) => Promise<T>;

/** (ms) Times of one window. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** How many times as fast as it was. */
export const speeds = [1, 10, 60, 300, 1200] as const;
/** (ms) Of the machine: between two pictures while it plays. */
export const beat = 1000;
/**
 * (ms) `pause`: at least, between two questions: who moves the slider for long must not ask more than one person may.
 * `rest`: until it is asked again where too much was asked, or no answer came.
 */
const usual = { pause: 300, rest: 2000 };
/** Entries from before the window that are shown too. */
const before = 100;
const page = 1000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const iso = (ms: number) => new Date(ms).toISOString();
/** Whether the same question may be answered later. */
const mayPass = (error: unknown) => error instanceof Unreachable || (error instanceof Problem && error.status >= 500);

export class ReplayStation extends ShownStation {
  readonly clock = new ReplayClock();
  readonly window: Window;
  /** (ms) Where the slider stands; what is shown follows as soon as it is known. */
  readonly wanted = signal(Number.NaN);
  /** (ms) What is shown. */
  readonly moment = this.clock.moment;
  readonly horizon = computed(() => this.moment.value / 1000);
  readonly isPlaying = signal(false);
  readonly speed = signal<number>(60);
  /** Of the window and a little before it, oldest first: those after the moment are marks, and nothing else. */
  readonly marks = signal<readonly StoredEntry[]>([]);
  readonly isLost = signal(false);
  readonly #ask: Ask;
  readonly #waits: typeof usual;
  #asking: Promise<void> | null = null;
  #ended = false;

  constructor(id: string, window: Window, ask: Ask = get, waits = usual) {
    super(id);
    this.window = window;
    this.#ask = ask;
    this.#waits = waits;
    this.connection.value = "live";
  }

  /** Reads what the window holds, and shows its beginning. */
  async start(): Promise<void> {
    const { from, to } = this.window;
    const path = (rest: string) => stationPath(this.id, rest);
    const [whole, old] = await Promise.all([
      this.#ask<WholeStation>(path("")),
      this.#ask<{ entries: StoredEntry[] }>(path(`/log?to=${iso(from)}&newest_first=true&limit=${before}`)),
    ]);
    const inside: StoredEntry[] = [];
    for (let more = true; more; ) {
      const after = inside.length === 0 ? "" : `&after=${encodeURIComponent(inside.at(-1)!.id)}`;
      const found = await this.#ask<{ entries: StoredEntry[]; more: boolean }>(
        path(`/log?from=${iso(from)}&to=${iso(to + 1)}&limit=${page}${after}`),
      );
      inside.push(...found.entries);
      more = found.more;
    }
    batch(() => {
      this.file.value = whole;
      this.marks.value = [...old.entries.toReversed(), ...inside];
    });
    await this.go(from);
  }

  stop(): void {
    this.#ended = true;
    this.isPlaying.value = false;
  }

  /** Shows a moment (ms) of the window; of several asked for in haste the last. */
  go(moment: number): Promise<void> {
    const { from, to } = this.window;
    this.wanted.value = Math.min(to, Math.max(from, Math.round(moment)));
    this.#asking ??= this.#follow().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Goes on by what `ms` of the machine are at its speed, and stops at the end. Resolves once that is shown. */
  async play(ms: number): Promise<void> {
    if (this.wanted.value >= this.window.to) this.isPlaying.value = false;
    if (!this.isPlaying.value || this.#asking !== null) return;
    await this.go(this.wanted.value + ms * this.speed.value);
  }

  /** The mark before (-1) or after (1) the moment; null where there is none in the window. */
  neighbour(direction: -1 | 1): StoredEntry | null {
    const { from, to } = this.window;
    const now = this.wanted.value;
    const times = this.marks.value.filter(({ entry }) => {
      const at = Date.parse(entry.time);
      return at >= from && at <= to && (direction > 0 ? at > now : at < now);
    });
    const byTime = times.toSorted((a, b) => Date.parse(a.entry.time) - Date.parse(b.entry.time));
    return byTime.at(direction > 0 ? 0 : -1) ?? null;
  }

  /** Nothing comes of itself. */
  listen(): () => void {
    return () => {};
  }

  refresh(): Promise<void> {
    return this.go(this.wanted.value);
  }

  async #follow(): Promise<void> {
    while (!this.#ended && this.wanted.value !== this.moment.value) {
      const moment = this.wanted.value;
      const path = (what: string) => stationPath(this.id, `/${what}?at=${iso(moment)}`);
      try {
        const [state, { alarms }, log] = await Promise.all([
          this.#ask<StationState>(path("state")),
          this.#ask<{ alarms: Alarm[] }>(path("alarms")),
          this.#ask<LogState>(path("log/state")),
        ]);
        if (this.#ended) return;
        this.#show(moment, state, alarms, log);
        this.isLost.value = false;
        if (this.wanted.value !== moment) await wait(this.#waits.pause);
      } catch (error) {
        const isTooMuch = error instanceof Problem && error.status === 429;
        // What was shown stays, and says that it is not what was asked for.
        if (!isTooMuch) this.isLost.value = true;
        if (!isTooMuch && !(this.isPlaying.value && mayPass(error))) {
          // Asked again at the next move.
          this.isPlaying.value = false;
          return;
        }
        await wait(this.#waits.rest);
      }
    }
  }

  #show(moment: number, state: StationState, alarms: readonly Alarm[], log: LogState): void {
    batch(() => {
      this.moment.value = moment;
      // Readings of a later moment that was shown before are not kept.
      this.readings.value = new Map();
      this.newest.value = Number.NaN;
      this.takeState(state);
      this.alarms.value = alarms;
      this.logState.value = log;
      this.entries.value = this.marks.value.filter(({ entry }) => Date.parse(entry.time) <= moment).toReversed();
      this.isLoaded.value = true;
    });
  }
}
