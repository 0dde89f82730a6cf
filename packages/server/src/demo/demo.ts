/** A night played as a live feed: the simulator's rows, through the same door as all others, as fast as is asked. */
import type { Row } from "@hullwatch/archive";
import type { Station } from "@hullwatch/core/station";
import type { Scenario } from "@hullwatch/core/world";
import { type Clock, systemClock } from "../clock/index.ts";
import { type Held, RowCheck } from "../stations/index.ts";

/** (ms) The clock of the story is never further ahead of the rows that were fed: a busy machine makes the night slower. */
const lead = 120_000;
/** (s) What was accepted just before a server ended is fed again; it changes nothing. */
const overlap = 300;
/** (rows) What is fed at once, at most. */
const mostAtOnce = 5000;

/** The clock of a story that is told row by row. */
export class StoryClock implements Clock {
  readonly #speed: number;
  readonly #start: number;
  readonly #begun = systemClock.now();
  #fed: number;

  /** `start` is in ms, UNIX time; the story goes `speed` times as fast as the machine's time. */
  constructor(start: number, speed: number) {
    this.#start = start;
    this.#fed = start;
    this.#speed = speed;
  }

  now(): number {
    return Math.min(this.#start + (systemClock.now() - this.#begun) * this.#speed, this.#fed + lead);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms / this.#speed, signal);
  }

  /** Rows have been fed up to `time` (ms). */
  fed(time: number): void {
    this.#fed = Math.max(this.#fed, time);
  }
}

/** When the story goes on: at its beginning, or where the station was left (s, UNIX time). */
export const beginningOf = ({ start, duration }: Scenario, newest: number | null): number =>
  newest === null ? start : Math.min(Math.max(start, newest), start + duration);

/** Plays the rest of a scenario, `rows`, into a station; resolves at its end, or soon after `signal` is aborted. */
export async function playScenario(
  rows: Iterable<Row>,
  scenario: Scenario,
  station: Station,
  run: Held,
  clock: StoryClock,
  signal: AbortSignal,
): Promise<void> {
  const from = beginningOf(scenario, run.view.newest) - overlap;
  const check = new RowCheck(station);
  let batch: Row[] = [];
  let newest = from;
  const feed = async () => {
    const rows = batch;
    batch = [];
    if (rows.length > 0) await run.accept(rows);
    clock.fed(newest * 1000);
  };
  for (const row of rows) {
    if (row.time < from) continue;
    if (batch.length >= mostAtOnce) await feed();
    if (row.time * 1000 > clock.now()) {
      await feed();
      while (row.time * 1000 > clock.now() && !signal.aborted) {
        clock.fed(row.time * 1000 - lead);
        await clock.sleep(Math.max(0, row.time * 1000 - clock.now()), signal);
      }
      if (signal.aborted) return;
    }
    newest = Math.max(newest, row.time);
    const taken = check.take(row);
    if (taken !== null && !("expected" in taken)) batch.push(taken);
  }
  await feed();
}
