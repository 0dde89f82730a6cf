import type { PlanNode, Plans } from "@hullwatch/core/plan";
import type { Second } from "@hullwatch/core/quantity";
import type { Shell } from "../shell/index.ts";
import { doing, shortly } from "./doing.ts";

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
