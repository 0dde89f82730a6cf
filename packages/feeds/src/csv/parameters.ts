import type { ActionInput, CheckInput, PatchInput } from "@hullwatch/core/engine";
import {
  kilogramPerSecond,
  type Pascal,
  parseQuantity,
  pascal,
  type Second,
  toSI,
  UnitError,
  units,
} from "@hullwatch/core/quantity";
import type { HatchState, Sensor, Station } from "@hullwatch/core/station";
import { readNumber } from "./number.ts";

/** How the readings of one sensor become SI: `x * factor + offset`. */
export interface Scale {
  readonly sensor: string;
  readonly factor: number;
  readonly offset: number;
}

/** What stands in the value column is none of the words that may stand there. */
export interface Refusal {
  readonly expected: string;
}

/** null: a number is missing. */
export type ReadAction = (time: Second, value: string) => ActionInput | Refusal | null;

/** What a recording may speak of, for one station. */
export interface Parameters {
  readonly sensors: ReadonlyMap<string, Scale>;
  readonly actions: ReadonlyMap<string, ReadAction>;
  /** (Pa) One standard deviation of the gauge readings that follow. */
  gaugeSigma: Pascal;
}

const hatchStates: readonly HatchState[] = ["open", "closed"];
const patchStates: readonly PatchInput["state"][] = [
  "hand",
  "tape",
  "sealant",
  "applied",
  "curing",
  "cured",
  "removed",
];
const searchStates = ["found", "missed", "not-found", "missed-quiet"] as const;
const checkStates: readonly CheckInput["state"][] = ["start", "end"];

function scaleOf(sensor: Sensor): Scale {
  const { factor, offset } = units[sensor.quantity === "temperature" ? "temperature" : "pressure"][sensor.unit];
  return { sensor: sensor.id, factor, offset };
}

/** One of `words`, in any case; otherwise what was expected. */
function word<W extends string>(value: string, words: readonly W[], make: (found: W) => ActionInput) {
  const found = words.find((w) => w === value.trim().toLowerCase());
  return found === undefined ? { expected: words.join(" or ") } : make(found);
}

function supplyReader(supply: string): ReadAction {
  return (time, value) => {
    const rate = readNumber(value);
    if (Number.isNaN(rate)) return null;
    if (rate < 0) return { expected: "0 kg/h or more" };
    return { type: "supply", time, supply, rate: kilogramPerSecond(toSI("massFlow", rate, "kg/h")) };
  };
}

/** "curing", or "curing 4h" where it is known how long the material needs. */
function patchReader(module: string): ReadAction {
  return (time, value) => {
    const [, needs] = /^\s*curing\s+(\S+)\s*$/i.exec(value) ?? [];
    if (needs === undefined) return word(value, patchStates, (state) => ({ type: "patch", time, module, state }));
    try {
      return { type: "patch", time, module, state: "curing", needs: parseQuantity("time", needs) };
    } catch (error) {
      if (error instanceof UnitError) return { expected: "curing and how long, as curing 4h" };
      throw error;
    }
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
    actions,
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
    actions.set(`patch:${module}`, patchReader(module));
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
