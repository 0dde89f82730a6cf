import { fromSI, type Second } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import type { Order } from "@hullwatch/core/world";
import type { DrillResult } from "../drill/index.ts";
import { plural, span } from "./text.ts";

/** What a crew does, in a line. */
export function orderText(station: Station, order: Order): string {
  const name = (module: string) => station.modules.find(({ id }) => id === module)?.name ?? module;
  if (order.kind === "hatch") return `hatch ${order.hatch}: ${order.to}`;
  if (order.kind === "crew") return `${order.who} goes to ${name(order.to)}`;
  if (order.kind === "gauge") return `the dial in ${name(order.module)} is read`;
  return order.kind === "supply" ? `${order.supply} is let in` : order.parameter;
}

const past = {
  isolate: "shut off",
  "search-module": "left to be looked for and patched",
  evacuate: "left to itself, all aboard their ship",
} as const;

/** How a drill came out; `found`: when people had found the hole on the day. */
export function drillText(result: DrillResult, found: Second | null): string {
  const { opened, raised, named, ending, closures } = result;
  const since = (from: number, to: number) => span((to - from) as Second);
  if (raised === null) return "No leak was told of.\n";
  if (ending === null)
    return `Told of ${since(opened, raised)} after the hole opened; the search did not come to an end.\n`;
  const minutes = (to: number) => fromSI("time", (to - raised) as Second, "min").toFixed(0);
  const told = named === null ? "" : `named ${minutes(named)} min after the alarm, `;
  const lines = [
    `${ending.modules.join(", ")}: ${told}${past[ending.action]} after ${minutes(ending.time)} min, ${plural(closures, "hatch closure")}.`,
    `That is ${since(opened, ending.time)} after the hole opened${found === null ? "" : `; on the day it took ${since(opened, found)}`}.`,
  ];
  return `${lines.join("\n")}\n`;
}

/** The object of `drill --json` that ends it. */
export const drillJson = ({ opened, raised, named, ending, closures }: DrillResult, found: Second | null) => {
  const minutes = (from: number | null, to: number | null) =>
    from === null || to === null ? null : fromSI("time", (to - from) as Second, "min");
  return {
    type: "drill",
    action: ending?.action ?? null,
    modules: ending?.modules ?? [],
    closures,
    alarm_min: minutes(opened, raised),
    named_min: minutes(raised, named),
    search_min: minutes(raised, ending?.time ?? null),
    on_the_day_min: minutes(opened, found),
  };
};
