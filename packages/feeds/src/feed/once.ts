import type { Past } from "./feed.ts";
import type { Reading } from "./row.ts";

/** Rows of one parameter that are remembered: some hours at 0.3 Hz, and memory that stays bounded. */
const remembered = 4096;

/** Lets every row through once: one of the same parameter, time and value has come before. */
export class Once {
  readonly #seen = new Map<string, Map<number, string>>();
  readonly #past: Past;

  constructor(past: Past) {
    this.#past = past;
  }

  /** Whether the row is new. Another value at the same time is; not so at the time at which the past ends. */
  isNew({ parameter, time, value }: Reading): boolean {
    let seen = this.#seen.get(parameter);
    if (seen === undefined) {
      seen = new Map();
      this.#seen.set(parameter, seen);
    }
    if (seen.get(time) === value) return false;
    const begun = !seen.has(time) && this.#past.newest(parameter) === time;
    seen.set(time, value);
    if (seen.size > remembered) seen.delete(seen.keys().next().value!);
    return !begun;
  }
}
