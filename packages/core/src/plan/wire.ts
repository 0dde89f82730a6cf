/** Plans as the JSON object of docs/plan.md: units at the edge. */
import { fromSI, type Second } from "../quantity/index.ts";
import type { Order } from "./by-module.ts";
import type { Plan, PlanNode } from "./plan.ts";

/** A plan, and what other orders would take. */
export interface Plans {
  readonly plan: Plan;
  readonly listed: Order;
  readonly mostProbableFirst: Order;
  readonly ruleBook: Order;
  /** Modules that share no air with the volume that leaks. */
  readonly apart: readonly string[];
}

const min = (time: Second) => fromSI("time", time, "min");

interface NodeJson {
  readonly action: string;
  readonly outcomes: readonly { modules: readonly string[]; probability: number; next: NodeJson }[];
  readonly [key: string]: unknown;
}

const nodeJson = (node: PlanNode): NodeJson => ({
  action: node.action,
  hatches: node.hatches,
  crew: node.crew,
  modules: node.modules,
  watch_min: min(node.watch),
  observe: node.observe,
  expected_min: min(node.expected),
  why: node.why,
  outcomes: node.outcomes.map(({ modules, probability, next }) => ({ modules, probability, next: nodeJson(next) })),
});

const orderJson = ({ expected, closures }: Order, plan: Plan) => ({
  expected_min: min(expected),
  expected_closures: closures,
  times_as_long: plan.expected > 0 ? expected / plan.expected : null,
});

/** The object of `plan --json`. */
export const planWire = ({ plan, listed, mostProbableFirst, ruleBook, apart }: Plans) => ({
  expected_min: min(plan.expected),
  expected_closures: plan.closures,
  set_probability: plan.set,
  gap: plan.gap,
  safe: plan.safe,
  not_joined: apart,
  tree: nodeJson(plan.tree),
  one_at_a_time: orderJson(listed, plan),
  most_probable_first: orderJson(mostProbableFirst, plan),
  rule_book: orderJson(ruleBook, plan),
});
