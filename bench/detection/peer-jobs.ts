/** The peers on the records of Hullwatch, and on records of their own by which their thresholds are set. */
import { conditionsOf, type Tier, tiers } from "./conditions.ts";
import { type Family, Peers } from "./peers/index.ts";
import { leakRuns, quietRecord } from "./records.ts";

interface Common {
  readonly tier: Tier["name"];
  readonly conditions: string;
  readonly seed: number;
}

/** Block maxima of every peer on air alone. */
export interface CalibrationJob extends Common {
  readonly what: "calibrate";
  readonly days: number;
}

export interface Calibration {
  readonly family: Family;
  readonly setting: string;
  readonly maxima: readonly number[];
}

export function runCalibration({ tier: name, conditions, seed, days }: CalibrationJob): Calibration[] {
  const tier = tiers[name];
  const length = tier.block / tier.dt;
  const found: { family: Family; setting: string; maxima: number[] }[] = [];
  quietRecord(
    { tier, conditions: conditionsOf(conditions), seed, days, raw: true, purpose: "calibration" },
    () => Peers.watching(tier),
    ({ all }, samples) => {
      const block = Math.floor((samples - 1) / length);
      for (let i = 0; i < all.length; i++) {
        found[i] ??= { family: all[i].family, setting: all[i].setting, maxima: [] };
        const { maxima } = found[i];
        if (!(all[i].value <= maxima[block])) maxima[block] = all[i].value;
      }
    },
  );
  return found;
}

/** Every peer on the leak runs of one spine. */
export interface PeerJob extends Common {
  readonly what: "peers";
  readonly forks: number;
  /** By peer, in their order. */
  readonly thresholds: readonly number[];
}

export interface PeerRun {
  readonly slope: number;
  /** By peer: (s) from onset to alarm, null where none came in time, NaN where one stood when the leak began. */
  readonly delays: readonly (number | null)[];
}

export function runPeers({ tier: name, conditions, seed, forks, thresholds }: PeerJob): PeerRun[] {
  const tier = tiers[name];
  const runs: PeerRun[] = [];
  let delays: (number | null)[] = [];
  leakRuns(
    { tier, conditions: conditionsOf(conditions), seed, forks, raw: true },
    () => Peers.watching(tier),
    ({ all }, { slope, age }) => {
      if (age === 0) delays = all.map(({ value }, i) => (value > thresholds[i] ? Number.NaN : null));
      else {
        for (let i = 0; i < all.length; i++) {
          if (delays[i] === null && all[i].value > thresholds[i]) delays[i] = age * tier.dt;
        }
      }
      const over = age * tier.dt >= tier.longest || !delays.includes(null);
      if (over) runs.push({ slope, delays });
      return !over;
    },
  );
  return runs;
}
