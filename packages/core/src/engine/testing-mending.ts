/** For tests: a ship of 10 m3 on a station of 90, shut off after 2 h, and what is done and told of holes and checks there. */
import { type Second, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import type { CheckEvent, HullwatchEvent, Input, RepairEvent } from "./index.ts";
import { type Air, cabinAir, hour, t0 } from "./testing.ts";

export const station = stationBuilder()
  .module("main", 90)
  .module("ship", 10)
  .hatch("h", "main", "ship")
  .vehicle("soyuz", ["ship"])
  .crew("ada", "soyuz", "main")
  .supply("tank", "ship")
  .sensor("M-P", "main")
  .sensor("S-P", "ship")
  .build();

export const at = (hours: number): Second => second(t0 + hours * hour);
export const check = (hours: number, state: "start" | "end"): Input => ({
  type: "check",
  time: at(hours),
  module: "ship",
  state,
});
export const patch = (hours: number, state: "tape" | "sealant" | "curing" | "cured", needs?: Second): Input => ({
  type: "patch",
  time: at(hours),
  module: "ship",
  state,
  ...(needs !== undefined && { needs }),
});
export const closed = { time: at(2), hatch: "h", state: "closed" } as const;
export const air = (more: Partial<Air>) => cabinAir(station, { hours: 6, moves: [closed], ...more });
export const allChecks = (events: readonly HullwatchEvent[]) =>
  events.filter((e): e is CheckEvent => e.type === "check");
/** But for those that only rule a gross leak out. */
export const checks = (events: readonly HullwatchEvent[]) =>
  allChecks(events).filter((e) => !(e.runs && e.verdict === "undecided"));
export const told = (events: readonly HullwatchEvent[]) =>
  checks(events).map((e) => `${e.verdict} ${e.interrupted ?? ""}`.trim());
export const repairs = (events: readonly HullwatchEvent[]) =>
  events.filter((e): e is RepairEvent => e.type === "repair");
/** 0.6 kg a day. */
export const leak = { module: "ship", area_mm2: 0.03, from: t0 };
