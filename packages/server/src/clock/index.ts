/** What time is it here. */
import { setTimeout } from "node:timers/promises";

/** The only time that the server knows: that of the machine, or of a story that is played. */
export interface Clock {
  /** (ms) UNIX time. */
  now(): number;
  /** Waits `ms` milliseconds of this clock, or until `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { ref: false, ...(signal && { signal }) }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error;
  });
}

export const systemClock: Clock = { now: () => Date.now(), sleep };

/** One that never goes back, whatever is done to the machine's: for spans of time alone. */
export const steadyClock: Clock = { now: () => performance.now(), sleep };

/** The time at every station: that of the server, but for those that have a time of their own. */
export class StationClocks {
  readonly #usual: Clock;
  readonly #own = new Map<string, Clock>();

  constructor(usual: Clock) {
    this.#usual = usual;
  }

  of(station: string): Clock {
    return this.#own.get(station) ?? this.#usual;
  }

  set(station: string, clock: Clock): void {
    this.#own.set(station, clock);
  }
}
