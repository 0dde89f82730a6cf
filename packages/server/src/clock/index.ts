/** What time is it here. */
import { setTimeout } from "node:timers/promises";

/** The only time that the server knows. Where a demonstration plays, that of its story. */
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

/** A clock that began at `start` (ms, UNIX time) when it was made, and goes `speed` times as fast as that of the machine. */
export function storyClock(start: number, speed: number, machine: Clock = systemClock): Clock {
  const begun = machine.now();
  return {
    now: () => start + (machine.now() - begun) * speed,
    sleep: (ms, signal) => machine.sleep(ms / speed, signal),
  };
}
