import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from "@fastify/rate-limit";
import type { Clock } from "./clock.ts";

/** Keys kept; beyond, the oldest window is let go. */
const mostKeys = 20_000;

/** The store of @fastify/rate-limit, by a clock that tests can set: so many requests in each fixed window. */
export function limitStore(clock: Clock): FastifyRateLimitStoreCtor {
  return class WindowStore implements FastifyRateLimitStore {
    readonly #windows = new Map<string, { count: number; start: number }>();

    incr(key: string, done: (error: Error | null, result?: { current: number; ttl: number }) => void, length: number) {
      const now = clock.now();
      let window = this.#windows.get(key);
      if (window === undefined || now - window.start >= length) {
        window = { count: 0, start: now };
        this.#windows.delete(key);
        this.#windows.set(key, window);
        if (this.#windows.size > mostKeys) this.#windows.delete(this.#windows.keys().next().value as string);
      }
      window.count++;
      done(null, { current: window.count, ttl: window.start + length - now });
    }

    child(): FastifyRateLimitStore {
      return new WindowStore();
    }
  };
}
