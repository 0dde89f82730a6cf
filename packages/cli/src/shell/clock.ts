import { setTimeout } from "node:timers/promises";

/** The only time that a command knows. */
export interface Clock {
  /** (ms) Since some moment; never goes back. */
  now(): number;
  /** Waits `ms` milliseconds, or until `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await setTimeout(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
