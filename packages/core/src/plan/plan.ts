import type { Second } from "../quantity/index.ts";

export type Action = "close" | "open" | "wait" | "search-module" | "isolate" | "evacuate";

/** What is learnt, and what follows. */
export interface Outcome {
  /** The part whose pressure falls. */
  readonly modules: readonly string[];
  /** (-) Of this outcome, given that the plan has come so far. */
  readonly probability: number;
  readonly next: PlanNode;
}

export interface PlanNode {
  readonly action: Action;
  /** To be closed, opened or kept shut, in this order; with `evacuate` to be shut once everybody is where `crew` says. */
  readonly hatches: readonly string[];
  /** Where people should be before the first hatch moves: those who have to go elsewhere. */
  readonly crew: Readonly<Record<string, string>>;
  /** Where the leak may be. */
  readonly modules: readonly string[];
  /** (s) By when it is told. */
  readonly watch: Second;
  /** What to read: ids of sensors, and `gauge:<module>` for the hand gauge there. */
  readonly observe: readonly string[];
  /** (s) Expected, from here to the end of the search. */
  readonly expected: Second;
  readonly why: string;
  readonly outcomes: readonly Outcome[];
}

export interface Plan {
  readonly tree: PlanNode;
  /** (s) Expected to the end of the search. */
  readonly expected: Second;
  /** Expected number of hatches that are shut. */
  readonly closures: number;
  /** (-) That the search ends in several modules which no safe closure tells apart. */
  readonly set: number;
  /** (-) The plan costs at most this share more than the best one; 1 where nothing is proven. */
  readonly gap: number;
  /** False where no hatch can be moved safely: the tree then says what to do instead. */
  readonly safe: boolean;
}
