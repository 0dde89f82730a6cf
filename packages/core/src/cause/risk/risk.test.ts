/** Laws of the risk, and what is said of what is not known. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { englishOf } from "../../phrase/index.ts";
import { metre, second } from "../../quantity/index.ts";
import { type Station, stationBuilder } from "../../station/index.ts";
import { FluxRangeError, parseFluxTable } from "../flux/index.ts";
import { assessRisk, populationsOf } from "./assess.ts";

const day = 86400;
const orbit = { altitude: metre(400e3), inclination: 0.9, year: 2018 };
const om = (area: number, exposed = 1) => ({ kind: "soyuz-om", area_m2: area, exposed, from: "published" }) as const;
const risk = (station: Station, duration = 100 * day) => assessRisk(station, { orbit, duration: second(duration) });
const one = (area: number) =>
  stationBuilder()
    .module("m", 10, { shield: [om(area)] })
    .build();

test("within 0 and 1, low below value below high, less the larger and the longer", () => {
  const size = fc.double({ min: 0.1, max: 500, noNaN: true });
  const more = fc.double({ min: 1.1, max: 10, noNaN: true });
  fc.assert(
    fc.property(size, more, (area, times) => {
      const { pnp } = risk(one(area));
      assert.ok(0 <= pnp.low && pnp.low < pnp.value && pnp.value < pnp.high && pnp.high <= 1);
      assert.ok(risk(one(area * times)).pnp.value < pnp.value);
      assert.ok(risk(one(area), 100 * day * times).pnp.value < pnp.value);
    }),
    { numRuns: 20 },
  );
});

test("modules multiply; vehicles are their modules; one without shield is named and counts nowhere", () => {
  const station = stationBuilder()
    .module("a", 10, { shield: [om(10), om(5, 0.5)] })
    .module("b", 10, { shield: [om(20)] })
    .module("c", 10)
    .hatch("ab", "a", "b")
    .hatch("bc", "b", "c")
    .vehicle("ship", ["b", "c"])
    .module("d", 10)
    .hatch("ad", "a", "d")
    .vehicle("other", ["d"])
    .build();
  const found = risk(station);
  const [a, b] = found.modules;
  assert.ok(Math.abs(a.pnp.value * b.pnp.value - found.pnp.value) < 1e-12);
  assert.equal(a.area, 12.5);
  assert.ok(Math.abs(b.all.value / a.all.value - 1.6) < 1e-9);
  assert.equal(found.vehicles.length, 1);
  assert.equal(found.vehicles[0].pnp.value, b.pnp.value);
  assert.deepEqual(found.vehicles[0].unknown, ["c"]);
  assert.equal(found.mostExposed?.module.id, "b");
  assert.deepEqual(found.unknown, ["c", "d"]);
  assert.deepEqual([a.from, a.trust.length], ["published", 1]);
});

test("nothing known of any shield: no module, nothing expected", () => {
  const found = risk(stationBuilder().module("m", 10).build());
  assert.deepEqual([found.modules, found.mostExposed, found.unknown, found.pnp.value], [[], null, ["m"], 1]);
});

test("by face: the front is hit most, the rear by meteoroids alone, top and bottom by no debris", () => {
  const faced = (face: string) => {
    const shield = [{ kind: "soyuz-om", faces_m2: { [face]: 10 }, from: "published" } as const];
    return risk(stationBuilder().module("m", 10, { shield }).build()).modules[0];
  };
  const [ram, port, aft, zenith, nadir] = ["ram", "port", "aft", "zenith", "nadir"].map(faced);
  assert.ok(ram.debris.value > port.debris.value && port.debris.value > 0);
  assert.deepEqual([aft.debris.value, zenith.debris.value, nadir.debris.value], [0, 0, 0]);
  assert.ok(zenith.meteoroid.value > aft.meteoroid.value && aft.meteoroid.value > nadir.meteoroid.value);
});

test("somebody's own table is taken in place of the built-in flux, and its name with it", () => {
  const table =
    "population,diameter_cm,flux_per_m2_yr,basis,source\ndebris,0.01,1,surface,MASTER\ndebris,10,1e-9,surface,MASTER\n";
  const tables = parseFluxTable(table, "t.csv");
  const [debris, meteoroid] = populationsOf({ orbit, tables });
  assert.deepEqual([englishOf(debris.source), englishOf(meteoroid.source).slice(0, 4)], ["MASTER", "Grün"]);
  const own = assessRisk(one(10), { orbit, duration: second(day), tables });
  const built = assessRisk(one(10), { orbit, duration: second(day) });
  assert.notEqual(own.debris.value, built.debris.value);
  assert.equal(own.meteoroid.value, built.meteoroid.value);
  assert.match(own.notes.map(englishOf).join(), /debris: larger than 100 mm counts as that/);
});

test("a foil is refused: of what goes through it the flux is not known", () => {
  const foil = { kind: "single-wall", wall_mm: 0.05, area_m2: 1, from: "assumed" } as const;
  const station = stationBuilder()
    .module("m", 10, { shield: [foil] })
    .build();
  assert.throws(
    () => risk(station),
    (error) => error instanceof FluxRangeError && /^shield of m: NASA-90: found a diameter \(cm\)/.test(error.message),
  );
});

test("over years one flux is told to stand for all of them; for more years than the model has it is refused", () => {
  assert.deepEqual(risk(one(10)).notes, []);
  const { notes } = risk(one(10), 10 * 365.25 * day);
  assert.deepEqual(notes.map(englishOf), ["debris: the flux of 2018 stands for all of 2013 to 2023"]);
  assert.throws(() => risk(one(10), 1e9 * day), /^FluxRangeError: debris: found 2740000 years, expected up to 45/);
});
