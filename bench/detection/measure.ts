/** Runs the jobs of one part of the bench, prints what came of them, and gives it for the table and the picture. */
import { conditionsOf, type Tier } from "./conditions.ts";
import { type Floor, floorOf } from "./floor.ts";
import { type LeakJob, patience, type QuietJob } from "./jobs.ts";
import { type LeastJob, leastDelay } from "./least-coarse.ts";
import {
  type Delays,
  delayLine,
  delaysOf,
  type FalseAlarms,
  falseAlarmLine,
  falseAlarmsOf,
  type Sizing,
  sizingLine,
  sizingsOf,
} from "./ours-report.ts";
import type { CalibrationJob, PeerJob } from "./peer-jobs.ts";
import { bestPeers, type PeerDelays, peerLine, thresholdsOf } from "./peer-report.ts";
import { workOff } from "./pool.ts";

/** How a part is run. */
export interface Plan {
  readonly tier: Tier;
  /** By name. */
  readonly conditions: string;
  readonly seed: number;
  readonly workers: number;
}

/** (s) Floors are those of one false alarm in ninety days, whatever Hullwatch is set to. */
export const floorInterval = 90 * 86400;

/**
 * The floor of undisturbed nuisance finely read, and the delay by slope: what delays are multiples of, whatever the
 * conditions.
 */
function usualFloor(tier: Tier): Floor & { readonly delays: readonly number[] } {
  const floor = floorOf(conditionsOf("gauss"), tier, tier.longest / tier.dt);
  return { ...floor, delays: tier.slopes.map((slope) => floor.delay(slope, floorInterval)) };
}

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const secondsSince = (began: number) => `${((performance.now() - began) / 1000).toFixed(0)} s`;

export interface OursFound {
  readonly delays: readonly Delays[];
  readonly sizings: readonly Sizing[];
}

/** Hullwatch, set to one false alarm in `interval` (s), on `runs` leaks of each slope, `forks` of them to a spine. */
export async function measureLeaks(plan: Plan, interval: number, runs: number, forks: number): Promise<OursFound> {
  const { tier, conditions, seed, workers } = plan;
  const floor = usualFloor(tier);
  const began = performance.now();
  const jobs = seedsFrom(seed, Math.ceil(runs / forks)).map(
    (each): LeakJob => ({
      ...{ what: "leaks", tier: tier.name, conditions, seed: each, forks },
      ...{ falseAlarmInterval: interval, floors: floor.delays },
    }),
  );
  const found = (await workOff(jobs, workers)).flat();
  console.log(
    `\n${tier.name} leaks, ${conditions}, a sample every ${tier.dt} s, missed after ${patience} floors (${secondsSince(began)})`,
  );
  const delays = tier.slopes.map((slope, i) => delaysOf(found, slope, floor.delays[i]));
  const sizings = sizingsOf(found, floor, tier, floor.delays);
  for (const each of delays) console.log(delayLine(each));
  for (const each of sizings) console.log(sizingLine(each));
  return { delays, sizings };
}

/** (floors) For how long leaks of each slope are followed in search of the least delay. */
const followed = [3.5, 4, 8];

/** Prints the least delay that codes leave to any detector, by slope, on `runs` leaks of each. */
export async function measureLeast(plan: Plan, runs: number, forks: number, particles: number): Promise<void> {
  const { tier, conditions, seed, workers } = plan;
  const { delays } = usualFloor(tier);
  const began = performance.now();
  const lengths = delays.map((floor, i) => followed[i] * floor);
  const jobs = seedsFrom(seed, Math.ceil(runs / forks)).map(
    (each): LeastJob => ({ ...{ what: "least", conditions, seed: each }, ...{ forks, particles, lengths } }),
  );
  const found = await workOff(jobs, workers);
  console.log(`\nleast delay that the codes of ${conditions} leave, ${particles} particles (${secondsSince(began)})`);
  tier.slopes.forEach((slope, i) => {
    const least = leastDelay(
      found.flatMap((ratios) => ratios[i]),
      tier.dt,
      floorInterval,
    );
    console.log(`  ${slope} mmHg/h   ${(least / delays[i]).toFixed(2)} floors   ${(least / 60).toFixed(0)} min`);
  });
}

/** Hullwatch on `days` without a leak, in records of `piece` days. */
export async function measureQuiet(plan: Plan, interval: number, days: number, piece: number): Promise<FalseAlarms> {
  const { tier, conditions, seed, workers } = plan;
  const jobs = seedsFrom(seed, Math.ceil(days / piece)).map(
    (each): QuietJob => ({
      ...{ what: "quiet", tier: tier.name, conditions, seed: each },
      ...{ days: Math.min(piece, days), falseAlarmInterval: interval },
    }),
  );
  const found = falseAlarmsOf(await workOff(jobs, workers));
  console.log(falseAlarmLine(`${tier.name}, ${conditions}, no leak`, found));
  return found;
}

/** The peers on the leaks of `measureLeaks`, their thresholds set on `days` without a leak. */
export async function measurePeers(
  { tier, conditions, seed, workers }: Plan,
  days: number,
  runs: number,
  forks: number,
): Promise<readonly PeerDelays[]> {
  const { delays } = usualFloor(tier);
  const began = performance.now();
  const piece = tier.name === "slow" ? 90 : 20;
  const quiet = seedsFrom(seed, Math.ceil(days / piece)).map(
    (each): CalibrationJob => ({ what: "calibrate", tier: tier.name, conditions, seed: each, days: piece }),
  );
  const pieces = await workOff(quiet, workers);
  const thresholds = thresholdsOf(pieces, tier.block, floorInterval);
  const jobs = seedsFrom(seed, Math.ceil(runs / forks)).map(
    (each): PeerJob => ({ what: "peers", tier: tier.name, conditions, seed: each, forks, thresholds }),
  );
  const found = (await workOff(jobs, workers)).flat();
  console.log(
    `\n${tier.name} peers, ${conditions}, thresholds from ${pieces.length * piece} d in blocks of ${tier.block / 3600} h, ` +
      `missed after ${tier.longest / 3600} h (${secondsSince(began)})`,
  );
  const best = tier.slopes.flatMap((slope) => bestPeers(pieces[0], found, slope));
  for (const each of best) console.log(peerLine(each, delays[tier.slopes.indexOf(each.slope)]));
  return best;
}
