/** Looks after every order of a drill whether a closed hatch stands between anybody and their seat; shares no code with the planner. */
import type { Station } from "../../packages/core/src/station/index.ts";
import type { Order } from "../../packages/core/src/world/index.ts";

export function safetyOf(station: Station): { take(order: Order): void; readonly violations: number } {
  const shut = new Set(station.hatches.filter((h) => h.state === "closed").map((h) => h.id));
  const place = new Map(station.crew.map((c) => [c.id, c.at]));
  let violations = 0;
  const reaches = (from: string, to: string) => {
    const seen = new Set([from]);
    for (const module of seen) {
      for (const { id, between } of station.hatches) {
        if (shut.has(id) || !between.includes(module)) continue;
        seen.add(between[0] === module ? between[1] : between[0]);
      }
    }
    return seen.has(to);
  };
  return {
    take(order) {
      if (order.kind === "crew") place.set(order.who, order.to);
      else if (order.kind === "hatch" && order.to === "closed") shut.add(order.hatch);
      else if (order.kind === "hatch") shut.delete(order.hatch);
      for (const { id, vehicle } of station.crew) {
        const seat = station.vehicles.find((v) => v.id === vehicle)?.seat;
        if (seat !== undefined && !reaches(place.get(id) as string, seat)) violations++;
      }
    },
    get violations() {
      return violations;
    },
  };
}
