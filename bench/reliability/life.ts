/** One record in which a leak begins at random, as often and as large as Hullwatch assumes, and what it said meanwhile. */
import { second } from "../../packages/core/src/quantity/index.ts";
import { Random } from "../../packages/core/src/world/random.ts";
import { conditionsOf, firstPressure, tiers } from "../detection/conditions.ts";
import { Nuisance } from "../detection/nuisance.ts";
import { Hullwatch, t0 } from "../detection/ours.ts";
import { lost } from "../sizing/truth.ts";

const day = 86400;
const tier = tiers.slow;
/** (s) Mean time before a leak begins, and (mmHg/h) how large it is: equally likely in each octave. */
const leakEvery = 30 * day;
const sizes = [0.06, 10] as const;
/** (s) Watched after the warm-up at most, and after the onset of the leak. */
const longest = 60 * day;
const after = 4 * day;

export interface LifeJob {
  readonly conditions: string;
  readonly seed: number;
  /** (s) */
  readonly falseAlarmInterval: number;
}

/** One estimate: the probability that it told, and whether a leak ran then. */
export interface Said {
  readonly p: number;
  readonly leaking: boolean;
  /** The first of an alarm. */
  readonly first: boolean;
}

export interface Life {
  readonly said: readonly Said[];
  /** (d) Watched without a leak. */
  readonly quietDays: number;
  readonly leaked: boolean;
}

export function live({ conditions, seed, falseAlarmInterval }: LifeJob): Life {
  const stream = `reliability ${conditions} ${falseAlarmInterval}`;
  const random = new Random(seed, `${stream}, leak`);
  const onset = Math.ceil((tier.warmUp + random.exponential(leakEvery)) / tier.dt);
  const slope = sizes[0] * (sizes[1] / sizes[0]) ** random.uniform();
  const air = new Nuisance(conditionsOf(conditions), tier.dt, seed, stream);
  const options = { falseAlarmInterval: second(falseAlarmInterval), every: second(600) };
  const watcher = Hullwatch.watching(air, options);
  const until = Math.min((tier.warmUp + longest) / tier.dt, onset + after / tier.dt);
  const said: Said[] = [];
  let told = Number.NaN;
  let alarms = 0;
  while (air.samples < until) {
    air.advance(lost({ slope, pressure: firstPressure }, Math.max(0, air.samples + 1 - onset) * tier.dt));
    watcher.take(air);
    if (air.samples * tier.dt <= tier.warmUp) alarms = watcher.raised.length;
    const { estimate, raised } = watcher;
    if (estimate === null || estimate.time === told) continue;
    told = estimate.time;
    // What a leak alarm of the warm-up still says does not count, as the time in which it was raised does not.
    if (raised.length === 0 || raised[raised.length - 1].time <= tier.warmUp) continue;
    said.push({ p: estimate.probability, leaking: told - t0 > onset * tier.dt, first: raised.length > alarms });
    alarms = raised.length;
  }
  const quietDays = (Math.min(until, onset) * tier.dt - tier.warmUp) / day;
  return { said, quietDays, leaked: onset < until };
}
