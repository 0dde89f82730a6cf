import type { Clock, News, Status } from "./feed.ts";
import type { Reading } from "./row.ts";

type Counter = "doubled" | "unknown" | "faults";

/** Keeps count of what a feed gives and says. */
export class Book {
  readonly #clock: Clock;
  #status: Status;

  constructor(clock: Clock) {
    this.#clock = clock;
    const nothing = {
      rows: 0,
      newest: null,
      doubled: 0,
      missing: 0,
      suspect: 0,
      unknown: 0,
      faults: 0,
      gaps: 0,
      lost: 0,
      stale: [],
    };
    this.#status = { state: "connecting", since: clock.now(), why: null, ...nothing };
  }

  get status(): Status {
    return this.#status;
  }

  count(what: Counter): void {
    this.#set({ [what]: this.#status[what] + 1 });
  }

  /** Rows have come: what they are of follows what it measures again, unless they say that it does not. */
  heard(readings: readonly Reading[]): void {
    const { stale } = this.#status;
    const old = new Set(stale);
    for (const { parameter, quality } of readings) {
      if (quality === "stale") old.add(parameter);
      else old.delete(parameter);
    }
    if (old.size > 0 || stale.length > 0) this.#set({ stale: [...old] });
  }

  /** Rows are kept. */
  kept(readings: readonly Reading[]): void {
    const { rows, newest, missing, suspect } = this.#status;
    const latest = readings.reduce((most, { time }) => Math.max(most, time), newest ?? Number.NEGATIVE_INFINITY);
    this.#set({
      rows: rows + readings.length,
      newest: Number.isFinite(latest) ? latest : null,
      missing: missing + readings.filter(({ value }) => value === "").length,
      suspect: suspect + readings.filter(({ quality }) => quality === "suspect").length,
    });
  }

  tell(news: News): void {
    const { gaps, lost, stale } = this.#status;
    if (news.kind === "up") this.#enter("up");
    else if (news.kind === "heard") this.#enter("up");
    else if (news.kind === "silent") this.#enter("silent");
    else if (news.kind === "gap") this.#set({ gaps: gaps + 1 });
    else if (news.kind === "stale") this.#set({ stale: [...new Set([...stale, ...news.parameters])] });
    else {
      if (news.kind === "down") this.#enter("down");
      this.#set({ why: news.why, lost: lost + (news.kind === "down" ? 1 : 0) });
    }
  }

  stopped(): void {
    this.#enter("stopped");
  }

  #enter(state: Status["state"]): void {
    this.#set({ state, since: this.#clock.now() });
  }

  #set(change: Partial<Status>): void {
    this.#status = { ...this.#status, ...change };
  }
}
