import type { Clock } from "./clock.ts";

export interface BrakeSettings {
  /** Attempts that cost nothing. */
  readonly free: number;
  /** (s) Wait after the first attempt that is not free; it doubles with each one more. */
  readonly first_s: number;
  /** (s) The wait grows no longer than this. */
  readonly most_s: number;
  /** (s) A key that nothing was tried with for so long begins anew. */
  readonly forget_s: number;
}

interface Tried {
  count: number;
  /** (ms) */
  last: number;
}

/** Keys kept; beyond, the one least lately tried is let go. */
const mostKeys = 20_000;

/**
 * Slows guessing down, key by key, and locks nobody out for good. An attempt is counted before it is known how it ends, so
 * that many at once are braked as well.
 */
export class Brake {
  readonly #settings: BrakeSettings;
  readonly #clock: Clock;
  readonly #tried = new Map<string, Tried>();

  constructor(settings: BrakeSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** (s) 0 where an attempt may be made now, and it is counted; else how long to wait, and nothing is counted. */
  take(key: string): number {
    const now = this.#clock.now();
    const before = this.#tried.get(key);
    const alive = before !== undefined && now - before.last < this.#settings.forget_s * 1000;
    const count = alive ? before.count : 0;
    if (alive) {
      const left = before.last + this.#wait(count) * 1000 - now;
      if (left > 0) return Math.ceil(left / 1000);
    }
    this.#tried.delete(key);
    this.#tried.set(key, { count: count + 1, last: now });
    if (this.#tried.size > mostKeys) this.#tried.delete(this.#tried.keys().next().value as string);
    return 0;
  }

  /** The attempt was right: this key begins anew. */
  clear(key: string): void {
    this.#tried.delete(key);
  }

  /** The attempt was right, but says nothing of the others of this key: it alone is not counted. */
  giveBack(key: string): void {
    const tried = this.#tried.get(key);
    if (tried !== undefined) tried.count--;
  }

  #wait(count: number): number {
    const { free, first_s, most_s } = this.#settings;
    return count < free ? 0 : Math.min(most_s, first_s * 2 ** (count - free));
  }
}
