/** Leaks of given sizes in one simulated record: what was told of each at the alarm, and at twice and five times the floor. */
import type { EstimateEvent } from "../../packages/core/src/engine/index.ts";
import { second } from "../../packages/core/src/quantity/index.ts";
import { Random } from "../../packages/core/src/world/random.ts";
import { conditionsOf, type Tier, tiers } from "../detection/conditions.ts";
import { Nuisance } from "../detection/nuisance.ts";
import { Hullwatch, t0 } from "../detection/ours.ts";
import { mean } from "../detection/tally.ts";
import { type Leak, lost, type Quantity, quantities, truthOf } from "./truth.ts";

export const moments = ["at the alarm", "at 2 floors", "at 5 floors"] as const;
export type Moment = (typeof moments)[number];

/** A leak to be: its fall (mmHg/h), and (s) the floor of its delay. */
export interface Planned {
  readonly slope: number;
  readonly floor: number;
}

export interface TrialJob {
  readonly tier: Tier["name"];
  readonly conditions: string;
  /** (m3) */
  readonly size: number;
  readonly seed: number;
  /** One onset falls into each `spacing` of the tier. */
  readonly leaks: readonly Planned[];
}

/** One estimate (SI) beside the truth at the time that it speaks of. */
export interface Told {
  /** (s) Since the onset. */
  readonly age: number;
  readonly of: Partial<
    Record<Quantity, { readonly value: number; readonly low: number; readonly high: number; readonly truth: number }>
  >;
}

export interface Trial extends Planned {
  /** An alarm stood when the leak began. */
  readonly late: boolean;
  readonly told: Readonly<Record<Moment, Told | null>>;
}

/** (s) Between estimates: whenever there is anything new. */
const every = { slow: 60, fast: 1 };

function toldOf(e: EstimateEvent, leak: Leak, onset: number): Told {
  const age = second(e.time - onset);
  const truth = truthOf(leak, age, { limit: e.reservePressure, dischargeCoefficient: e.dischargeCoefficient });
  const of = quantities.flatMap((q) => {
    const told = e[q];
    return told === null ? [] : [[q, { ...told, truth: truth[q] }]];
  });
  return { age, of: Object.fromEntries(of) };
}

export function runTrials({ tier: name, conditions, size, seed, leaks }: TrialJob): Trial[] {
  const tier = tiers[name];
  const stream = `${name} sizing ${size}`;
  const air = new Nuisance(conditionsOf(conditions), tier.dt, seed, stream);
  const watcher = Hullwatch.watching(air, { every: second(every[name]) }, size);
  const when = new Random(seed, `${stream}, onsets`);
  return leaks.map((planned, i) => {
    const onset = Math.floor((tier.warmUp + tier.spacing * (i + when.uniform())) / tier.dt);
    while (air.samples < onset) {
      air.advance();
      watcher.take(air);
    }
    const leak = { slope: planned.slope, size, pressure: mean([...air.readings]) };
    return follow(watcher.fork(), air.fork(seed, `${stream}, leak ${i}`), leak, planned);
  });
}

function follow(watcher: Hullwatch, air: Nuisance, leak: Leak, planned: Planned): Trial {
  const { dt } = air;
  const onset = t0 + air.samples * dt;
  const longest = (dt === 1 ? tiers.fast : tiers.slow).longest;
  const told: Record<Moment, Told | null> = { "at the alarm": null, "at 2 floors": null, "at 5 floors": null };
  const late = watcher.alarmed;
  for (let age = dt; !late; age += dt) {
    air.advance(lost(leak, age));
    watcher.take(air);
    const { estimate } = watcher;
    const now = estimate === null ? null : toldOf(estimate, leak, onset);
    told["at the alarm"] ??= now;
    if (age <= 2 * planned.floor) told["at 2 floors"] = now;
    if (age <= 5 * planned.floor) told["at 5 floors"] = now;
    const found = told["at the alarm"] !== null;
    if (age >= Math.max(longest, 5 * planned.floor) || (found && age >= 5 * planned.floor)) break;
  }
  return { ...planned, late, told };
}
