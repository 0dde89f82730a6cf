/** The only time that the archive knows. */
export interface Clock {
  /** (ms) Since some moment; never goes back. */
  now(): number;
  /** Waits `ms` milliseconds, or until `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
