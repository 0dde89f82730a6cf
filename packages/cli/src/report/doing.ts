import type { PlanNode } from "@hullwatch/core/plan";
import { fromSI, type Second } from "@hullwatch/core/quantity";

/** A step of a plan, or a piece of advice. */
type Doing = Pick<PlanNode, "action" | "hatches" | "crew" | "modules" | "watch" | "observe" | "why">;

/** (s) as minutes, to a tenth under ten of them. */
export function shortly(time: Second): string {
  const minutes = fromSI("time", time, "min");
  return `${minutes < 10 ? minutes.toFixed(1) : minutes.toFixed(0)} min`;
}

const verbs = { close: "Close", open: "Open", wait: "Wait", isolate: "Keep shut", evacuate: "Leave" } as const;

/** What to do next, in one line. */
export function doing(node: Doing): string {
  const crew = Object.entries(node.crew);
  const first = crew.length > 0 ? `${crew.map(([person, module]) => `${person} to ${module}`).join(", ")}; ` : "";
  const leak = node.modules.length > 1 ? `one of ${node.modules.join(", ")}` : node.modules[0];
  if (node.action === "search-module") return `${first}Leak in ${leak}: look for the hole there`;
  if (node.action === "isolate") return `${first}Leak in ${leak}: keep shut ${node.hatches.join(", ")}`;
  if (node.action === "evacuate") {
    const behind = node.hatches.length > 0 ? `then shut ${node.hatches.join(", ")}; ` : "";
    return `${first}${behind}Leave: ${node.why}`;
  }
  const steps = [
    ...(node.hatches.length > 0 ? [`${verbs[node.action]} ${node.hatches.join(", then ")}`] : []),
    ...(node.observe.length > 0 ? [`read ${node.observe.join(", ")} for up to ${shortly(node.watch)}`] : []),
  ];
  return `${first}${steps.length > 0 ? steps.join("; ") : `Wait: ${node.why}`}`;
}
