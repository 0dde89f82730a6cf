import type { PlanNode } from "./plan.ts";

/** What has happened on the way to a node. */
export interface Past {
  readonly closed: ReadonlySet<string>;
  /** By person: the module. */
  readonly at: ReadonlyMap<string, string>;
  /** (Pa) In the volume that holds the leak. */
  readonly pressure: number;
  /** (Pa) In it when it was last parted, and no more than in what was parted from it before; none where nothing was. */
  readonly parted?: number;
}

export interface Grown {
  readonly node: PlanNode;
  /** (s), hatches shut, and chance of ending in a set, all expected. */
  readonly time: number;
  readonly closures: number;
  readonly set: number;
}
