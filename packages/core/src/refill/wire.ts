/** A refill as the JSON object of docs/refill.md: units at the edge. */
import { type Dimension, type Dimensions, fromSI, type Pascal, type Second } from "../quantity/index.ts";
import type { CabinAir, ModuleAir, Refill, RefillAsked, RefillStep, Stop } from "./types.ts";

/** The unit in which a limit is said. */
const unitOf: Readonly<Record<Stop, readonly [Dimension, string] | null>> = {
  total_pressure_max: ["pressure", "mmHg"],
  ppO2_max: ["pressure", "mmHg"],
  o2_fraction_max: null,
  ppO2_min: ["pressure", "mmHg"],
  ppO2_floor: ["pressure", "mmHg"],
  supply: ["mass", "kg"],
  leak: ["pressureRate", "mmHg/h"],
  time: ["time", "h"],
};

/** Twelve figures: what is said twice is the same, and no rounding of the machine shows. */
const plain = (x: number) => (Number.isFinite(x) ? Number(x.toPrecision(12)) : null);
const inUnit = <D extends Dimension>(dimension: D, x: Dimensions[D], unit: string) => plain(fromSI(dimension, x, unit));
const mmHg = (p: Pascal) => inUnit("pressure", p, "mmHg");
const hours = (t: Second) => inUnit("time", t, "h");

const moduleWire = ({ module, ppO2, o2Fraction }: ModuleAir) => ({
  module,
  ppO2_mmHg: mmHg(ppO2),
  o2_fraction: plain(o2Fraction),
});
const airWire = ({ pressure, ppO2, o2Fraction, worst }: CabinAir) => ({
  pressure_mmHg: mmHg(pressure),
  ppO2_mmHg: mmHg(ppO2),
  o2_fraction: plain(o2Fraction),
  worst: moduleWire(worst),
});

const stepWire = ({ supply, gas, module, start, mass, rate, time, heldBy, after }: RefillStep) => ({
  supply,
  gas,
  module,
  start_min: inUnit("time", start, "min"),
  mass_kg: plain(mass),
  rate_kg_per_h: inUnit("massFlow", rate, "kg/h"),
  minutes: inUnit("time", time, "min"),
  held_by: heldBy,
  after: { ...airWire(after), releasing: moduleWire(after.releasing), slowest: moduleWire(after.slowest) },
});

function stopWire(stopped: Refill["stoppedBy"]) {
  if (stopped === null) return null;
  const { limit, value, module } = stopped;
  const unit = unitOf[limit];
  return {
    limit,
    value: unit === null ? value : inUnit(unit[0], value as never, unit[1]),
    unit: unit?.[1] ?? "",
    at: module ?? "whole cabin",
  };
}

/** The object of `refill --json`. */
export function refillWire({ station }: RefillAsked, r: Refill) {
  return {
    station: station.id,
    modules: r.modules,
    steps: r.steps.map(stepWire),
    final: { ...airWire(r.final), hours: hours(r.time), mixed_min: inUnit("time", r.mixed, "min") },
    let_in_kg: plain(r.letIn),
    breathed_kg: plain(r.breathed),
    fed_to_leak_kg: plain(r.fedToLeak),
    remaining: Object.fromEntries([...r.remaining].map(([id, mass]) => [id, plain(mass)])),
    out_of_reach: r.outOfReach,
    reserve_before_h: hours(r.reserveBefore),
    reserve_after_h: hours(r.reserveAfter),
    bought_h: hours(r.bought),
    first_limit_before: { limit: r.firstBefore.limit, h: hours(r.firstBefore.time) },
    first_limit_after: { limit: r.firstAfter.limit, h: hours(r.firstAfter.time) },
    stopped_by: stopWire(r.stoppedBy),
    short_mmHg: mmHg(r.short),
    ceiling:
      r.ceiling === null
        ? null
        : { pressure_mmHg: mmHg(r.ceiling.pressure), let_in_kg: plain(r.ceiling.mass), limit: r.ceiling.limit },
    lacking: r.lacking.map(({ gas, mass }) => ({ gas, mass_kg: plain(mass) })),
    ledger: r.ledger.map((line) => ({
      gas: line.gas,
      held_kg: plain(line.held),
      after_kg: plain(line.after),
      breathed_kg_per_day: inUnit("massFlow", line.breathed, "kg/day"),
      leaked_kg_per_day: inUnit("massFlow", line.leaked, "kg/day"),
      days_left: inUnit("time", line.lasts, "d"),
    })),
  };
}
