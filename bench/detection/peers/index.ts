/** What others raise a leak alarm by, each with every setting that is tried; the best is chosen with hindsight. */
import type { Tier } from "../conditions.ts";
import type { Nuisance } from "../nuisance.ts";
import { Adwin } from "./adwin.ts";
import { DifferenceCusum } from "./difference-cusum.ts";
import { History } from "./history.ts";
import { LeastSquares } from "./least-squares.ts";
import { PageHinkley } from "./page-hinkley.ts";
import type { Peer } from "./peer.ts";
import { RawRate } from "./raw-rate.ts";

export type { Family } from "./peer.ts";

/** (samples) Of the least squares, by a factor of 1.41 from one to the next; of the window of ADWIN. */
const reach = {
  slow: { from: 3, to: 4 * 1440, adwin: 10 * 1440, averaged: 5, windows: [15, 60, 186, 1440] },
  fast: { from: 4, to: 3600, adwin: 6 * 3600, averaged: 10, windows: [30, 120, 600, 1800] },
};

function peersFor({ name, dt }: Tier): Peer[] {
  const { from, to, adwin, averaged, windows } = reach[name];
  const lengths: number[] = [];
  for (let length = from; length <= to; length *= 1.41) lengths.push(Math.round(length));
  return [
    ...windows.map((window) => new RawRate(window, averaged, dt)),
    ...lengths.map((length) => new LeastSquares(length, dt)),
    ...[0.04, 0.15, 0.4, 4].map((allowance) => new DifferenceCusum(allowance, dt)),
    ...[0.01, 0.03, 0.1].map((tolerance) => new PageHinkley(tolerance, dt)),
    new Adwin(adwin, dt),
  ];
}

export class Peers {
  readonly all: readonly Peer[];
  readonly #y: History;
  readonly #raw: History;

  private constructor(all: readonly Peer[], y: History, raw: History) {
    this.all = all;
    this.#y = y;
    this.#raw = raw;
  }

  static watching(tier: Tier): Peers {
    const { adwin, averaged, windows } = reach[tier.name];
    return new Peers(peersFor(tier), new History(adwin + 1), new History(Math.max(...windows) + averaged + 1));
  }

  fork(): Peers {
    return new Peers(
      this.all.map((peer) => peer.copy()),
      this.#y.copy(),
      this.#raw.copy(),
    );
  }

  /** Takes one sample of a record that tells the raw pressure too. */
  take(air: Nuisance): void {
    this.#y.push(air.y);
    this.#raw.push(air.raw);
    const histories = { y: this.#y, raw: this.#raw };
    for (const peer of this.all) peer.take(air, histories);
  }
}
