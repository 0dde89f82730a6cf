/** What a worker does in one piece: plain data in, plain data out. */
import { second } from "../../packages/core/src/quantity/index.ts";
import { conditionsOf, type Tier, tiers } from "./conditions.ts";
import { type LeastJob, type Ratios, runLeast } from "./least-coarse.ts";
import { Hullwatch, type Raised, type Sized } from "./ours.ts";
import {
  type Calibration,
  type CalibrationJob,
  type PeerJob,
  type PeerRun,
  runCalibration,
  runPeers,
} from "./peer-jobs.ts";
import { leakRuns, quietRecord } from "./records.ts";

interface Common {
  readonly tier: Tier["name"];
  readonly conditions: string;
  readonly seed: number;
}

/** Hullwatch on the leak runs of one spine. */
export interface LeakJob extends Common {
  readonly what: "leaks";
  readonly forks: number;
  /** (s) */
  readonly falseAlarmInterval: number;
  /** (s) By slope, in the order of the tier. */
  readonly floors: readonly number[];
}

export interface LeakRun {
  readonly slope: number;
  /** An alarm stood when the leak began. */
  readonly late: boolean;
  /** (s) From onset to alarm; null where none came within `patience` floors. */
  readonly delay: number | null;
  readonly kind: string | null;
  /** What was told at the alarm, and at twice and five times the floor if the alarm stood then. */
  readonly sized: { readonly alarm: Sized | null; readonly twice: Sized | null; readonly five: Sized | null };
}

/** (floors) After which a leak counts as missed. */
export const patience = 40;

function runLeaks({ tier: name, conditions, seed, forks, falseAlarmInterval, floors }: LeakJob): LeakRun[] {
  const tier = tiers[name];
  const runs: LeakRun[] = [];
  let late = false;
  let delay: number | null = null;
  let kind: string | null = null;
  let sized: { -readonly [at in keyof LeakRun["sized"]]: Sized | null } = { alarm: null, twice: null, five: null };
  leakRuns(
    { tier, conditions: conditionsOf(conditions), seed, forks },
    (air) => Hullwatch.watching(air, { falseAlarmInterval: second(falseAlarmInterval) }),
    (watcher, { slope, age }) => {
      const t = age * tier.dt;
      const floor = floors[tier.slopes.indexOf(slope)];
      if (age === 0) {
        late = watcher.alarmed;
        delay = null;
        kind = null;
        sized = { alarm: null, twice: null, five: null };
      } else if (delay === null && watcher.raised.length > 0) {
        delay = t;
        kind = watcher.raised[0].kind;
        sized.alarm = watcher.sized;
      }
      if (watcher.alarmed) {
        if (t <= 2 * floor) sized.twice = watcher.sized;
        if (t <= 5 * floor) sized.five = watcher.sized;
      }
      const over = late || t >= patience * floor || (delay !== null && t >= 5 * floor);
      if (over) runs.push({ slope, late, delay, kind, sized });
      return !over;
    },
  );
  return runs;
}

/** Hullwatch on air alone. */
export interface QuietJob extends Common {
  readonly what: "quiet";
  readonly days: number;
  /** (s) */
  readonly falseAlarmInterval: number;
}

export interface QuietResult {
  /** Counted after the warm-up; `time` (s) from the beginning of the record. */
  readonly raised: readonly Raised[];
  /** Time after the warm-up, and the part of it in which no alarm stood. */
  readonly days: number;
  readonly clearDays: number;
  /** Whether one stood when counting began. */
  readonly late: boolean;
}

function runQuiet({ tier: name, conditions, seed, days, falseAlarmInterval }: QuietJob): QuietResult {
  const tier = tiers[name];
  const raised: Raised[] = [];
  let known = -1;
  let clear = 0;
  let late = false;
  quietRecord(
    { tier, conditions: conditionsOf(conditions), seed, days, purpose: "quiet" },
    (air) => Hullwatch.watching(air, { falseAlarmInterval: second(falseAlarmInterval) }),
    (watcher, samples) => {
      if (samples === 1) late = watcher.alarmed;
      if (known < 0) known = watcher.raised.length;
      raised.push(...watcher.raised.slice(known));
      known = watcher.raised.length;
      if (!watcher.alarmed) clear++;
    },
  );
  return { raised, days, clearDays: (clear * tier.dt) / 86400, late };
}

export type Job = LeakJob | LeastJob | QuietJob | CalibrationJob | PeerJob;
export interface Results {
  leaks: LeakRun[];
  least: Ratios;
  quiet: QuietResult;
  calibrate: Calibration[];
  peers: PeerRun[];
}

export function work(job: Job): Results[Job["what"]] {
  switch (job.what) {
    case "leaks":
      return runLeaks(job);
    case "least":
      return runLeast(job);
    case "quiet":
      return runQuiet(job);
    case "calibrate":
      return runCalibration(job);
    case "peers":
      return runPeers(job);
  }
}
