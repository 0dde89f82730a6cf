import assert from "node:assert/strict";
import fc from "fast-check";
import { DocumentError } from "../document/index.ts";
import { parseStation, type Station, stationBuilder } from "./index.ts";

/** A station of up to 8 modules with hatches anywhere between them, some closed, some side by side; ids m0…, h0…. */
export const anyStation: fc.Arbitrary<Station> = fc.integer({ min: 1, max: 8 }).chain((modules) =>
  fc.array(fc.tuple(fc.nat(modules - 1), fc.nat(modules - 1), fc.boolean()), { maxLength: 14 }).map((hatches) => {
    const builder = stationBuilder();
    for (let m = 0; m < modules; m++) builder.module(`m${m}`, m + 1);
    hatches.forEach(([a, b, open], h) => {
      if (a !== b) builder.hatch(`h${h}`, `m${a}`, `m${b}`, { state: open ? "open" : "closed" });
    });
    return builder.build();
  }),
);

/** The number of joined volumes, counted with a union-find that knows nothing of the code under test. */
export function countParts(station: Station, isOpen: (hatch: string) => boolean): number {
  const parent = new Map(station.modules.map(({ id }) => [id, id]));
  const root = (id: string): string => (parent.get(id) === id ? id : root(parent.get(id)!));
  for (const { id, between } of station.hatches) if (isOpen(id)) parent.set(root(between[0]), root(between[1]));
  return [...parent].filter(([id, up]) => id === up).length;
}

/** What is said of a station file, one line a fault, without the name of the file. */
export const faultsOf = (text: string): string[] => {
  try {
    parseStation(text, "s.yaml");
  } catch (error) {
    assert.ok(error instanceof DocumentError, String(error));
    return error.message.split("\n").map((line) => line.replace("s.yaml:", ""));
  }
  return [];
};

/** A sound file of 17 lines; each case puts other text in place of one piece of it. */
export const soundFile = `hullwatch: station/1
id: test
name: Test
limits: {reserve_pressure_mmHg: 490}
modules:
  - {id: lab, volume_m3: 97.7}
  - {id: node, volume_m3: 62}
  - {id: ship, volume_m3: 4}
hatches:
  - {id: h1, between: [lab, node]}
  - {id: h2, between: [node, ship]}
vehicles:
  - {id: soyuz, modules: [ship], seat: ship, seats: 1}
crew: [{id: ada, vehicle: soyuz, at: lab}]
supplies: [{id: tank, gas: o2, mass_kg: 50, module: node, max_kg_per_h: 12}]
sensors:
  - {id: P1, quantity: pressure, module: lab, unit: mmHg, sigma: 0.04, step: 0.1, period_s: 10}
`;
