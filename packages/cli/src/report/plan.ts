import type { Order, Plan, PlanNode } from "@hullwatch/core/plan";
import { fromSI, type Second } from "@hullwatch/core/quantity";
import type { Shell } from "../shell/index.ts";
import { doing, shortly } from "./doing.ts";

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

/** The object of `plan --json`: docs/plan.md. */
export const planJson = ({ plan, listed, mostProbableFirst, ruleBook, apart }: Plans) => ({
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

function branch(node: PlanNode, depth: number): string[] {
  const indent = "  ".repeat(depth);
  return [
    `${indent}${doing(node)}`,
    ...node.outcomes.flatMap(({ modules, probability, next }) => [
      ...(node.outcomes.length > 1
        ? [`${indent}- ${(100 * probability).toFixed(0)} % falls: ${modules.join(", ")}`]
        : []),
      ...branch(next, node.outcomes.length > 1 ? depth + 2 : depth),
    ]),
  ];
}

/** The plan for people: what to do now, the tree, and what other orders would take. */
export function planText(shell: Shell, { plan, listed, mostProbableFirst, ruleBook, apart }: Plans): string {
  const times = (expected: Second) => (plan.expected > 0 ? `${(expected / plan.expected).toFixed(1)} x` : "");
  const row = (name: string, { expected, closures }: { expected: Second; closures: number }) =>
    `  ${name.padEnd(36)}${shortly(expected).padStart(8)}${closures.toFixed(1).padStart(10)}${times(expected).padStart(10)}`;
  return `${[
    shell.paint("bold", `Now: ${doing(plan.tree)}.`),
    `Why: ${plan.tree.why}.`,
    ...(apart.length > 0 ? [`Shut off from the volume that leaks, so not searched: ${apart.join(", ")}.`] : []),
    "",
    ...branch(plan.tree, 0),
    "",
    `  ${"expected".padEnd(36)}${"time".padStart(8)}${"closures".padStart(10)}${"as long".padStart(10)}`,
    row("this plan", plan),
    row("one module at a time, as listed", listed),
    row("one at a time, most probable first", mostProbableFirst),
    row("rule book: ships, segments, modules", ruleBook),
    plan.gap < 0.0005 ? "No plan is quicker." : `The best plan is at most ${(100 * plan.gap).toFixed(0)} % quicker.`,
    ...(plan.set > 0.0005
      ? [`${(100 * plan.set).toFixed(0)} %: ends in several modules that no safe closure tells apart.`]
      : []),
  ].join("\n")}\n`;
}
