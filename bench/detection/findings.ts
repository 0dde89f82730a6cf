/** What the parts of a run of the bench have found so far. */
import type { Tier } from "./conditions.ts";
import type { OursFound } from "./measure.ts";
import type { FalseAlarms } from "./ours-report.ts";
import type { PeerDelays } from "./peer-report.ts";

export interface Found<T> {
  readonly tier: Tier["name"];
  readonly conditions: string;
  readonly found: T;
}

export interface Findings {
  readonly ours: Found<OursFound>[];
  readonly peers: Found<readonly PeerDelays[]>[];
  readonly quiet: Found<FalseAlarms>[];
}

export const find = <T>(list: readonly Found<T>[], tier: Tier["name"], conditions: string): T | undefined =>
  list.find((each) => each.tier === tier && each.conditions === conditions)?.found;
