/** A scenario that people answer: rows come as time goes on, and what is ordered meanwhile happens. */
import { type Phrase, phrase } from "../phrase/index.ts";
import { type Second, second } from "../quantity/index.ts";
import { type Station, UnknownIdError } from "../station/index.ts";
import { Run } from "./run.ts";
import type { Happening, Scenario } from "./scenario/index.ts";
import type { Row } from "./signal/index.ts";

/** What can be ordered in a drill: people move, hatches move, somebody reads a dial, somebody says something. */
export type Order = Happening & { readonly kind: "hatch" | "crew" | "gauge" | "supply" | "row" };

/** A drill under way; the same orders at the same times give the same rows. */
export interface Drill {
  /** (s) UNIX time up to which it has been played. */
  readonly time: Second;
  readonly over: boolean;
  /** Plays on to `time` (s), or the end where that is sooner, and gives the rows that arrive meanwhile. */
  playTo(time: Second): readonly Row[];
  /** Throws `RangeError` for an order of a time that has been played; `UnknownIdError` for what the station does not have. */
  order(order: Order): void;
}

/** Begins a drill of `scenario` on `station`; `seed` is an integer. */
export function startDrill(scenario: Scenario, station: Station, seed: number): Drill {
  const run = new Run(scenario, station, seed, () => {});
  let now: number = scenario.start;
  return {
    get time() {
      return second(now);
    },
    get over() {
      return now >= run.end;
    },
    playTo(time) {
      while (now < Math.min(time, run.end)) now = run.advance(now, time);
      if (now >= run.end) run.finish();
      return run.take();
    },
    order(order) {
      if (order.at < now) throw new RangeError(`found an order for ${order.at} s, expected ${now} s or later`);
      check(station, order);
      run.order(order);
    },
  };
}

function check(station: Station, order: Order): void {
  const look = (kind: Phrase, id: string, list: readonly { readonly id: string }[]) => {
    const known = list.map((one) => one.id);
    if (!known.includes(id)) throw new UnknownIdError(id, kind, known);
  };
  if (order.kind === "hatch") look(phrase`the id of a hatch`, order.hatch, station.hatches);
  else if (order.kind === "supply") look(phrase`the id of a supply`, order.supply, station.supplies);
  else if (order.kind === "gauge") look(phrase`the id of a module`, order.module, station.modules);
  else if (order.kind === "crew") {
    look(phrase`a person of the crew`, order.who, station.crew);
    look(phrase`the id of a module`, order.to, station.modules);
  }
}
