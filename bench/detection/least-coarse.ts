/**
 * The least delay that gauges of coarse steps leave to any detector: the bound of `floor.ts` with the information that codes give. A
 * particle filter knows the law of the nuisance, where every edge lies, the onset and the slope. Each particle is a path of the level and
 * carries the mean of a Kalman filter that was told this path; a minute's readings weigh it by how likely they are there (Rao-Blackwell;
 * the level is drawn given the minute, as Geweke, Hajivassiliou and Keane do). The ratio of the two likelihoods, with the leak and
 * without, is the best statistic there is (Neyman, Pearson); its law without a leak follows from its law with one.
 */
import { Random } from "../../packages/core/src/world/random.ts";
import { conditionsOf, firstPressure, gauges, tiers } from "./conditions.ts";
import { Nuisance } from "./nuisance.ts";
import { type Edge, Particles } from "./particles.ts";

function edgesOf({ readings, perSample, offsets, conditions }: Nuisance): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < gauges; i++) {
    const own = readings.subarray(i * perSample, (i + 1) * perSample);
    const { step } = conditions;
    for (let code = Math.min(...own) - step; code <= Math.max(...own); code += step) {
      const above = own.reduce((n, x) => n + (x > code + step / 2 ? 1 : 0), 0);
      edges.push({ at: code + step / 2 - offsets[i] - firstPressure, above, below: perSample - above });
    }
  }
  return edges;
}

export interface LeastJob {
  readonly what: "least";
  readonly conditions: string;
  readonly seed: number;
  readonly forks: number;
  readonly particles: number;
  /** (s) By slope, in the order of the tier: for how long each leak is followed. */
  readonly lengths: readonly number[];
}

/** Log of the likelihood ratio after each minute of leaks, by slope. */
export type Ratios = readonly (readonly Float64Array[])[];

export function runLeast({ conditions, seed, forks, particles, lengths }: LeastJob): Ratios {
  const tier = tiers.slow;
  const air = new Nuisance(conditionsOf(conditions), tier.dt, seed, "slow leaks");
  const filter = new Particles(particles, tier.dt, new Random(seed, "particles"));
  const when = new Random(seed, "slow onsets");
  const found: Float64Array[][] = tier.slopes.map(() => []);
  for (let fork = 0; fork < forks; fork++) {
    const onset = Math.floor((tier.warmUp + tier.spacing * (fork + when.uniform())) / tier.dt);
    while (air.samples < onset) {
      air.advance();
      filter.take(edgesOf(air), 0);
    }
    tier.slopes.forEach((slope, k) => {
      const leaking = air.fork(seed, `slow leak ${fork}`);
      const [without, within] = ["without", "with"].map((name) =>
        filter.fork(new Random(seed, `${name} ${fork} ${k}`)),
      );
      found[k].push(
        Float64Array.from({ length: Math.ceil(lengths[k] / tier.dt) }, (_, age) => {
          const lost = (slope * (age + 1) * tier.dt) / 3600;
          leaking.advance(lost);
          const edges = edgesOf(leaking);
          return within.take(edges, lost) - without.take(edges, 0);
        }),
      );
    });
  }
  return found;
}

/** (s) Least median delay by the `ratios` of one slope at one false alarm in `interval` (s); NaN where they end before. */
export function leastDelay(ratios: readonly Float64Array[], dt: number, interval: number): number {
  for (let n = 0; n < ratios[0].length; n++) {
    const logs = ratios.map((r) => r[n]).sort((a, b) => b - a);
    // Without a leak a record is as many times rarer as its ratio says: the likeliest are taken until chance has had its share.
    let share = ((n + 1) * dt) / interval;
    let found = 0;
    for (const log of logs) {
      const costs = Math.exp(-log) / logs.length;
      found += Math.min(1, share / costs);
      share -= costs;
      if (share <= 0) break;
    }
    if (found >= logs.length / 2) return (n + 1) * dt;
  }
  return Number.NaN;
}
