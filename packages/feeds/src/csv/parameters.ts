import type { CheckInput } from "@hullwatch/core/engine";
import { kilogramPerSecond, type Pascal, pascal, toSI, units } from "@hullwatch/core/quantity";
import type { HatchState, Sensor, Station } from "@hullwatch/core/station";
import { readNumber } from "./number.ts";
import { type ReadAction, word } from "./read-action.ts";
import { holeReader, repairReaders } from "./repairs.ts";

/** How the readings of one sensor become SI: `x * factor + offset`. */
export interface Scale {
  readonly sensor: string;
  readonly factor: number;
  readonly offset: number;
}

/** What a recording may speak of, for one station. */
export interface Parameters {
  readonly sensors: ReadonlyMap<string, Scale>;
  readonly actionOf: (name: string) => ReadAction | undefined;
  /** (Pa) One standard deviation of the gauge readings that follow. */
  gaugeSigma: Pascal;
}

const hatchStates: readonly HatchState[] = ["open", "closed"];
const searchStates = ["found", "missed", "not-found", "missed-quiet"] as const;
const checkStates: readonly CheckInput["state"][] = ["start", "end"];

function scaleOf(sensor: Sensor): Scale {
  const { factor, offset } = units[sensor.quantity === "temperature" ? "temperature" : "pressure"][sensor.unit];
  return { sensor: sensor.id, factor, offset };
}

function supplyReader(supply: string): ReadAction {
  return (time, value) => {
    const rate = readNumber(value);
    if (Number.isNaN(rate)) return null;
    if (rate < 0) return { expected: "0 kg/h or more" };
    return { type: "supply", time, supply, rate: kilogramPerSecond(toSI("massFlow", rate, "kg/h")) };
  };
}

/**
 * Everything that the station knows by name; `note:<who>` is open to anyone and is not in it. Gauges are read to
 * 0.5 mmHg (1 sigma) until a comment of the file says otherwise.
 */
export function parametersOf(station: Station): Parameters {
  const actions = new Map<string, ReadAction>();
  const modules = new Set(station.modules.map((m) => m.id));
  const parameters: Parameters = {
    sensors: new Map(station.sensors.map((s) => [s.id, scaleOf(s)])),
    actionOf: (name) => actions.get(name) ?? holeReader(modules, name),
    gaugeSigma: pascal(toSI("pressure", 0.5, "mmHg")),
  };
  for (const { id: hatch, between } of station.hatches) {
    actions.set(`hatch:${hatch}`, (time, value) =>
      word(value, hatchStates, (state) => ({ type: "hatch", time, hatch, state })),
    );
    actions.set(`flow:${hatch}`, (time, value) => {
      const towards = value.trim();
      return between.includes(towards)
        ? { type: "flow", time, hatch, towards }
        : { expected: `one of the modules that it joins, ${between.join(" or ")}` };
    });
  }
  for (const axis of ["x", "y", "z"] as const) {
    actions.set(`torque:${axis}`, (time, value) => {
      const torque = readNumber(value);
      return Number.isNaN(torque) ? null : { type: "torque", time, axis, value: torque };
    });
  }
  for (const { id } of station.supplies) actions.set(`supply:${id}`, supplyReader(id));
  for (const { id: who } of station.crew) {
    actions.set(`crew:${who}`, (time, value) => {
      const module = value.trim();
      return modules.has(module) ? { type: "crew", time, who, module } : { expected: "the id of a module" };
    });
  }
  for (const module of modules) {
    actions.set(`gauge:${module}`, (time, value) => {
      const reading = readNumber(value);
      if (Number.isNaN(reading)) return null;
      return { type: "gauge", time, module, value: toSI("pressure", reading, "mmHg"), sigma: parameters.gaugeSigma };
    });
    for (const [kind, reader] of repairReaders) actions.set(`${kind}:${module}`, reader({ module }));
    actions.set(`search:${module}`, (time, value) =>
      word(value, searchStates, (s) => ({
        type: "search",
        time,
        module,
        found: s === "found",
        quiet: s === "missed-quiet",
      })),
    );
    actions.set(`check:${module}`, (time, value) =>
      word(value, checkStates, (state) => ({ type: "check", time, module, state })),
    );
  }
  return parameters;
}
