/** A clock that goes when a test says so, a sink that remembers, and a station of two gauges. */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { parseStation } from "@hullwatch/core/station";
import type { Clock, News, Past, Sink } from "./feed.ts";
import type { Reading } from "./row.ts";

export class TestClock implements Clock {
  #now: number;
  #sleepers: { readonly at: number; wake(): void }[] = [];

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        resolve();
      });
    });
  }

  /** Lets a source that looks now and then look again: goes on by `ms` once it waits beside the watch for silence, or soon after. */
  async turn(ms: number): Promise<void> {
    for (let left = 100; this.#sleepers.length < 2 && left > 0; left--) await setTimeout(5);
    await this.advance(ms);
  }

  /** Goes on by `ms`, and lets everything that waited for it happen in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#sleepers = this.#sleepers.filter((one) => one !== next);
      next.wake();
      await settled();
    }
    this.#now = end;
  }
}

/** Lets what is ready to go on do so. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Waits until something is so, which another process or a socket brings about; fails after ten seconds without it. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (let left = 2000; !holds(); left--) {
    if (left === 0) assert.fail(`waited in vain: ${what}`);
    await setTimeout(5);
  }
}

export class TestSink implements Sink {
  readonly taken: Reading[] = [];
  readonly news: News[] = [];
  mark: string | undefined;
  /** Set to make the next rows fail. */
  broken: Error | null = null;
  /** Set to have rows wait. */
  held: Promise<void> | null = null;

  async rows(rows: readonly Reading[], mark?: string): Promise<void> {
    await this.held;
    if (this.broken !== null) {
      const error = this.broken;
      this.broken = null;
      throw error;
    }
    this.taken.push(...rows);
    if (mark !== undefined) this.mark = mark;
  }

  tell(news: News): void {
    this.news.push(news);
  }

  kinds(): readonly string[] {
    return this.news.map(({ kind }) => kind);
  }

  count(kind: News["kind"]): number {
    return this.kinds().filter((one) => one === kind).length;
  }

  /** `P1@10=750 good`, times from the beginning of the test's clock. */
  words(from: number): readonly string[] {
    return this.taken.map(
      ({ time, parameter, value, quality }) =>
        `${parameter}@${Math.round((time - from) * 1000) / 1000}=${value}${quality === "good" ? "" : ` ${quality}`}`,
    );
  }
}

export const noPast: Past = { newest: () => undefined, mark: undefined };

export const cabin = parseStation(
  `hullwatch: station/1
id: cabin
name: A cabin with two gauges
modules: [{id: lab, name: Lab, volume_m3: 100}]
hatches: []
vehicles: []
crew: []
sensors:
  - {id: P1, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0, period_s: 10}
  - {id: P2, quantity: pressure, module: lab, unit: kPa, sigma: 0.01, step: 0, period_s: 10}
  - {id: T1, quantity: temperature, module: lab, unit: degC, sigma: 0.05, step: 0, period_s: 10}
`,
  "cabin.yaml",
);
