/** What the peers did: each family with the setting that hindsight finds best for a leak. */
import type { Calibration, PeerRun } from "./peer-jobs.ts";
import type { Family } from "./peers/index.ts";
import { quantile } from "./tally.ts";

/** The threshold of each peer for one false alarm in `interval` (s): quantile exp(-block / interval) of block maxima. */
export function thresholdsOf(pieces: readonly (readonly Calibration[])[], block: number, interval: number): number[] {
  return pieces[0].map((_, i) =>
    quantile(
      pieces.flatMap((piece) => piece[i].maxima),
      Math.exp(-block / interval),
    ),
  );
}

export interface PeerDelays {
  readonly family: Family;
  readonly setting: string;
  readonly slope: number;
  /** (s) Infinity where more than half were missed. */
  readonly median: number;
  readonly missed: number;
  readonly runs: number;
}

/** The best setting of each family for `slope`. */
export function bestPeers(named: readonly Calibration[], runs: readonly PeerRun[], slope: number): PeerDelays[] {
  const own = runs.filter((run) => run.slope === slope);
  const each = named.map(({ family, setting }, i): PeerDelays => {
    const fair = own.map((run) => run.delays[i]).filter((delay) => !Number.isNaN(delay));
    const delays = fair.map((delay) => delay ?? Number.POSITIVE_INFINITY);
    const missed = delays.filter((delay) => delay === Number.POSITIVE_INFINITY).length;
    return { family, setting, slope, median: quantile(delays, 0.5), missed, runs: fair.length };
  });
  const families = [...new Set(named.map(({ family }) => family))];
  return families.map((family) =>
    each.filter((peer) => peer.family === family && peer.runs > 0).reduce((a, b) => (b.median < a.median ? b : a)),
  );
}

/** As a multiple of the floor, found by a program of others with the same simulation: without and with events. */
const foundBefore: { readonly [family in Family]: { readonly [slope: number]: string } } = {
  "fixed dP/dt": { 0.08: "13.2 / 20.4", 0.25: "9.4 / 10.9", 0.8: "9.8 / 10.4", 8: "1.58 / 1.58", 80: "2.8 / 2.8" },
  "moving least squares": {
    0.08: "1.81 / 2.95",
    0.25: "1.63 / 2.29",
    0.8: "1.93 / 2.65",
    8: "1.19 / 1.24",
    80: "1.58 / 1.58",
  },
  "CUSUM on differences": {
    0.08: "2.45 / 3.12",
    0.25: "1.97 / 2.41",
    0.8: "2.05 / 2.77",
    8: "2.50 / 2.72",
    80: "1.58 / 1.58",
  },
  "Page-Hinkley": { 0.08: "never", 0.25: "never", 0.8: "never", 8: "never", 80: "never" },
  ADWIN: { 0.08: "18 / 19", 0.25: "28 / 29", 0.8: "62 / 64", 8: "29 / 35", 80: "49 / 59" },
};

export function peerLine({ family, setting, slope, median, missed, runs }: PeerDelays, floor: number): string {
  const ratio = Number.isFinite(median) ? `${(median / floor).toFixed(2)} floors` : "never";
  const share = ((100 * missed) / runs).toFixed(0);
  return (
    `  ${`${slope} mmHg/h`.padEnd(12)} ${family.padEnd(22)} ${ratio.padStart(13)}   ${`${share} % missed`.padStart(12)}   ` +
    `best ${setting.padEnd(18)} (found before: ${foundBefore[family][slope]})`
  );
}
