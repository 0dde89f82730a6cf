/** ORDEM2000 as printed for 3 mm and more (NASA/TM-2009-214785, tables 2-4 and 2-5), and NASA-90 beside it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { englishOf } from "../../phrase/index.ts";
import { metre } from "../../quantity/index.ts";
import { debris } from "./debris.ts";
import { FluxRangeError } from "./errors.ts";
import { nasa90Flux, nasa90Speed } from "./nasa90.ts";
import { ordem2000ByInclination, ordem2000ByYear, ordem2000Inclination } from "./ordem2000.ts";
import { fluxOf, speedShares, year as yearSeconds } from "./population.ts";
import { near, radians } from "./testing.ts";

const tableOf = (name: string) =>
  readFileSync(new URL(`testdata/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number) as [number, number]);
const iss = { altitude: metre(400e3), inclination: radians(51.6) };
const perYear = (flux: number) => flux * yearSeconds;

test("the tables in the code are those in print", () => {
  assert.deepEqual([...ordem2000ByYear], tableOf("ordem2000_3mm_400km_by_year.csv"));
  assert.deepEqual(ordem2000ByInclination, tableOf("ordem2000_3mm_400km_by_inclination.csv"));
  for (const [i, flux] of ordem2000ByInclination) near(ordem2000Inclination(i), flux / 9.92e-5, 1e-12);
});

test("debris of 3 mm is the printed one in every year and at every inclination that NASA-90 knows", () => {
  for (const [year, flux] of ordem2000ByYear) {
    near(perYear(fluxOf(debris({ ...iss, year }, "surface"), metre(3e-3))), flux, 1e-9);
  }
  for (const [i, flux] of ordem2000ByInclination.filter(([deg]) => deg >= 28.5)) {
    const there = debris({ ...iss, inclination: radians(i), year: 2010 }, "surface");
    near(perYear(fluxOf(there, metre(3e-3))), flux, 1e-9);
  }
});

test("NASA-90 with a mean sun stands at 1.4 to 2.1 times the table", () => {
  const ratios = [...ordem2000ByYear].map(([year, flux]) => nasa90Flux(0.3, { h: 400, i: 51.6, year, S: 100 }) / flux);
  assert.ok(Math.min(...ratios) > 1.3 && Math.max(...ratios) < 2.15, ratios.join());
});

test("NASA-90 to 1e-12 of an independent implementation", () => {
  for (const [year, d, flux] of [
    [1990, 0.01, 0.49618776189119557],
    [1990, 1, 6.795808178132082e-6],
    [2008, 0.1, 0.0022426228816178617],
    [2008, 0.3, 0.00014685473997365773],
    [2018, 0.3, 0.00020499927863000373],
    [2018, 10, 1.8038300466141164e-6],
    [2024, 0.01, 1.2522270144241987],
    [2024, 10, 2.0329249356170038e-6],
  ]) {
    near(nasa90Flux(d, { h: 400, i: 51.6, year, S: 100 }), flux, 1e-12);
  }
});

test("its relative speeds at 51.6 deg: mean 10.80 km/s, a ninth below 6", () => {
  const speeds = speedShares((v) => nasa90Speed(v, 51.6), 0, 16, 320);
  near(
    speeds.reduce((sum, { speed, share }) => sum + speed * share, 0),
    10_796.13,
    2e-4,
  );
  const slow = speeds.filter((s) => s.speed < 6000).reduce((sum, { share }) => sum + share, 0);
  near(slow, 0.1122, 5e-3);
});

test("the basis moves the flux by 4 and not the band that holds both", () => {
  const at = (basis: "surface" | "cross-section" | "unknown") => debris({ ...iss, year: 2018 }, basis);
  const [surface, cross, unknown] = [at("surface"), at("cross-section"), at("unknown")];
  const d = metre(1e-3);
  near(fluxOf(surface, d) / fluxOf(cross, d), 4, 1e-12);
  near(fluxOf(unknown, d) * unknown.band.high, fluxOf(surface, d) * surface.band.high, 1e-12);
  near(fluxOf(unknown, d) * unknown.band.low, fluxOf(cross, d) * cross.band.low, 1e-12);
});

test("years after the table and other altitudes widen the band and say so; farther off is refused", () => {
  const usual = debris({ ...iss, year: 2018 });
  assert.deepEqual(usual.notes, []);
  const late = debris({ ...iss, year: 2026 });
  assert.ok(
    late.band.high > usual.band.high && /runs from 2002 to 2023: its last flux is held/.test(englishOf(late.notes[0])),
  );
  near(fluxOf(late, metre(3e-3)), fluxOf(debris({ ...iss, year: 2023 }), metre(3e-3)), 1e-12);
  const high = debris({ ...iss, altitude: metre(800e3), year: 2018 });
  assert.ok(high.band.high > usual.band.high && /800 km by NASA-90/.test(englishOf(high.notes[0])));
  assert.ok(fluxOf(high, metre(3e-3)) > 2 * fluxOf(usual, metre(3e-3)));
  for (const orbit of [
    { ...iss, year: 1980 },
    { ...iss, year: 2050 },
    { ...iss, altitude: metre(36e6), year: 2018 },
    { ...iss, inclination: radians(10), year: 2018 },
  ]) {
    assert.throws(() => debris(orbit), FluxRangeError);
  }
  assert.throws(() => fluxOf(usual, metre(5e-5)), /NASA-90: found a diameter \(cm\) of 0.005, expected 0.01 to 100 cm/);
});
