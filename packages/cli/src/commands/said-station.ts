import { choices } from "@hullwatch/core/phrase";
import { type Dimension, type Kilogram, kilogram, parseQuantity, UnitError } from "@hullwatch/core/quantity";
import type { HatchState, Station, Supply, SupplyGas } from "@hullwatch/core/station";
import { UsageError } from "../shell/index.ts";

/** What the command line says of a station, in the order in which it says it. */
export interface Said {
  readonly supply: readonly (readonly [id: string, mass: Kilogram])[];
  readonly addSupply: readonly Supply[];
  readonly hatch: readonly (readonly [id: string, state: HatchState])[];
}

const refuse = (flag: string, found: string, expected: string) =>
  new UsageError(`${flag}: found "${found}", expected ${expected}`);

function quantity<D extends Dimension>(flag: string, dimension: D, text: string) {
  try {
    return parseQuantity(dimension, text);
  } catch (error) {
    throw error instanceof UnitError ? new UsageError(`${flag}: ${error.message}`) : error;
  }
}

const halves = (flag: string, text: string, example: string): [string, string] => {
  const at = text.lastIndexOf("=");
  if (at <= 0) throw refuse(flag, text, example);
  return [text.slice(0, at), text.slice(at + 1)];
};

/** Reads "progress-o2=40kg", once more each time. */
export function supplyOption(text: string, before: Said["supply"] = []): Said["supply"] {
  const [id, mass] = halves("--supply", text, "a supply and what is left in it, such as progress-o2=40kg");
  return [...before, [id, atLeastZero("--supply", mass)]];
}

/** Reads "pirs-progress=closed", once more each time. */
export function hatchOption(text: string, before: Said["hatch"] = []): Said["hatch"] {
  const expected = "a hatch and how it stands, such as pirs-progress=closed or pirs-progress=open";
  const [id, state] = halves("--hatch", text, expected);
  if (state !== "open" && state !== "closed") throw refuse("--hatch", text, expected);
  return [...before, [id, state]];
}

const parts = ["id", "gas", "mass", "module", "rate"] as const;
const gases: readonly SupplyGas[] = ["o2", "n2", "air"];
const example = '"id=airlock-n2,gas=n2,mass=80kg,module=quest,rate=5kg/h"';

/** Reads a supply that the station file does not have, once more each time. */
export function addSupplyOption(text: string, before: Said["addSupply"] = []): Said["addSupply"] {
  const flag = "--add-supply";
  const given = new Map(text.split(",").map((part) => halves(flag, part.trim(), example)));
  const wrong = [...given.keys()].find((key) => !parts.some((part) => part === key));
  const missing = parts.find((part) => !given.has(part));
  if (wrong !== undefined || missing !== undefined) {
    throw refuse(flag, text, `${parts.join(", ")}, each once, such as ${example}`);
  }
  const [id, gas, mass, module, rate] = parts.map((part) => given.get(part)!);
  if (!gases.some((g) => g === gas)) throw refuse(flag, gas, "a gas: o2, n2, air");
  const maxRate = quantity(flag, "massFlow", rate);
  if (!(maxRate > 0)) throw refuse(flag, rate, "more than 0");
  return [...before, { id, gas: gas as SupplyGas, mass: atLeastZero(flag, mass), module, maxRate }];
}

function atLeastZero(flag: string, text: string): Kilogram {
  const mass = quantity(flag, "mass", text);
  if (!(mass >= 0)) throw refuse(flag, text, "0 or more");
  return kilogram(mass);
}

/** The station with what is said of it. Throws `UsageError` where it names what the station does not have. */
export function stationAsSaid(station: Station, { supply, addSupply, hatch }: Said): Station {
  const modules = station.modules.map((m) => m.id);
  for (const { id, module } of addSupply) {
    known("--add-supply", modules, module, "the id of a module");
    if (station.supplies.some((s) => s.id === id)) throw refuse("--add-supply", id, "an id that no supply has yet");
  }
  const supplies = [...station.supplies, ...addSupply];
  const ids = supplies.map((s) => s.id);
  const again = ids.find((id, i) => ids.indexOf(id) !== i);
  if (again !== undefined) throw refuse("--add-supply", again, "an id that no supply has yet");
  for (const [id] of supply) known("--supply", ids, id, "the id of a supply");
  const hatches = station.hatches.map((h) => h.id);
  for (const [id] of hatch) known("--hatch", hatches, id, "the id of a hatch");
  const left = new Map(supply);
  const states = new Map(hatch);
  return {
    ...station,
    supplies: supplies.map((s) => ({ ...s, mass: left.get(s.id) ?? s.mass })),
    hatches: station.hatches.map((h) => ({ ...h, state: states.get(h.id) ?? h.state })),
  };
}

function known(flag: string, all: readonly string[], id: string, kind: string): void {
  if (!all.includes(id)) throw refuse(flag, id, choices(all, id, kind));
}
