/** The two kinds of record on which every detector is tried: leak runs that begin in air it has lived in, and air alone. */
import { Random } from "../../packages/core/src/world/random.ts";
import type { Conditions, Tier } from "./conditions.ts";
import { Nuisance } from "./nuisance.ts";

/** Something that watches a record; `fork` gives one that goes on from here by itself. */
export interface Watcher<W> {
  take(air: Nuisance): void;
  fork(): W;
}

export interface Spine {
  readonly tier: Tier;
  readonly conditions: Conditions;
  readonly seed: number;
  /** Onsets, one in each `spacing` of the tier after its warm-up. */
  readonly forks: number;
  /** With the pressure that nothing compensates. */
  readonly raw?: boolean;
}

/** A leak run: which of the spine it is, its slope (mmHg/h), and how far it has come. */
export interface Run {
  readonly fork: number;
  readonly slope: number;
  /** Samples since the onset. */
  readonly age: number;
}

/**
 * Lives one record and lets it leak from each onset on, for every slope of the tier with the same chances. `follow` is
 * called before the first sample, with age 0, and after each; it answers whether to go on.
 */
export function leakRuns<W extends Watcher<W>>(
  { tier, conditions, seed, forks, raw = false }: Spine,
  start: (air: Nuisance) => W,
  follow: (watcher: W, run: Run) => boolean,
): void {
  const { dt, slopes } = tier;
  const air = new Nuisance(conditions, dt, seed, `${tier.name} leaks`, raw);
  const watcher = start(air);
  const when = new Random(seed, `${tier.name} onsets`);
  for (let fork = 0; fork < forks; fork++) {
    const onset = Math.floor((tier.warmUp + tier.spacing * (fork + when.uniform())) / dt);
    while (air.samples < onset) {
      air.advance();
      watcher.take(air);
    }
    for (const slope of slopes) {
      const leaking = air.fork(seed, `${tier.name} leak ${fork}`);
      const own = watcher.fork();
      for (let age = 0; follow(own, { fork, slope, age }); age++) {
        leaking.advance((slope * (age + 1) * dt) / 3600);
        own.take(leaking);
      }
    }
  }
}

export interface Quiet {
  readonly tier: Tier;
  readonly conditions: Conditions;
  readonly seed: number;
  /** After the warm-up. */
  readonly days: number;
  readonly raw?: boolean;
  /** What the record is for: those of one purpose share nothing with those of another. */
  readonly purpose: string;
}

/** Lives a record without a leak; `follow` is called after each sample that counts. */
export function quietRecord<W extends Watcher<W>>(
  { tier, conditions, seed, days, raw = false, purpose }: Quiet,
  start: (air: Nuisance) => W,
  follow: (watcher: W, samples: number) => void,
): void {
  const air = new Nuisance(conditions, tier.dt, seed, `${tier.name} ${purpose}`, raw);
  const watcher = start(air);
  const warm = tier.warmUp / tier.dt;
  const until = warm + (days * 86400) / tier.dt;
  while (air.samples < until) {
    air.advance();
    watcher.take(air);
    if (air.samples > warm) follow(watcher, air.samples - warm);
  }
}
