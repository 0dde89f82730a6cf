/** Grün 1985, focusing and shielding, against an independent implementation, an older model and the mass that falls on the Earth. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { metre } from "../../quantity/index.ts";
import { FluxRangeError } from "./errors.ts";
import { earthFactors, gruenFlux } from "./gruen.ts";
import { meteoroidSpeed, meteoroids } from "./meteoroid.ts";
import { fluxOf, year } from "./population.ts";
import { near } from "./testing.ts";

/** g, per m2 and second. */
const values = [
  [1e-12, 3.4474652351970276e-5],
  [1e-11, 1.4927091330289236e-5],
  [1e-10, 6.393079286826018e-6],
  [1e-9, 3.012380783643406e-6],
  [1e-8, 1.1835080488463525e-6],
  [1e-7, 3.0242266249922354e-7],
  [1e-6, 4.7151457562723235e-8],
  [1e-5, 4.640957680220077e-9],
  [1e-4, 3.2794898982349355e-10],
  [1e-3, 1.8909978912674497e-11],
  [1e-2, 9.73825575815629e-13],
  [0.1, 4.7257785581376155e-14],
  [1, 2.224905740784504e-15],
] as const;

test("the formula to 1e-12, from 1e-12 to 1 g", () => {
  for (const [m, flux] of values) near(gruenFlux(m), flux, 1e-12);
});

test("focusing and shielding at 400 and 420 km, and far away none", () => {
  for (const [h, focusing, shielding] of [
    [400, 1.955739156093243, 0.6471076693362517],
    [420, 1.9529273315681084, 0.6515993904592665],
  ]) {
    const found = earthFactors(h);
    near(found.focusing, focusing, 1e-12);
    near(found.shielding, shielding, 1e-12);
  }
  const far = earthFactors(1e6);
  assert.ok(far.focusing < 1.01 && far.shielding > 0.9999);
});

/** NASA SP-8013 (1969): log10 N by log10 m, focusing at the surface of the Earth in it; less of it at 400 km, no shielding. */
function sp8013(m: number): number {
  const L = Math.log10(m);
  const defocusing = 0.568 + (0.432 * 6378) / 6778;
  return defocusing * 10 ** (m >= 1e-6 ? -14.37 - 1.213 * L : -14.339 - 1.584 * L - 0.063 * L ** 2);
}

test("within a factor 2.2 of NASA SP-8013 at 400 km, from 1e-9 to 0.1 g", () => {
  const { focusing } = earthFactors(400);
  for (const [m] of values.filter(([x]) => x >= 1e-9 && x <= 0.1)) {
    const ratio = (gruenFlux(m) * focusing) / sp8013(m);
    assert.ok(ratio > 1 / 2.2 && ratio < 2.2, `${m} g: ${ratio}`);
  }
});

test("22 t a day fall on the Earth without focusing", () => {
  let grams = 0;
  const step = 10 ** 0.01;
  for (let m = 1e-18; m < 1; m *= step) {
    const above = Math.min(1, m * step);
    grams += (gruenFlux(m) - gruenFlux(above)) * Math.sqrt(m * above);
  }
  // A sphere takes four times its cross-section of what a one-sided plate meets, each m2 of its surface as much as the plate.
  const tonnes = (grams * 4 * Math.PI * 6478e3 ** 2 * 86400) / 1e6;
  near(tonnes, 21.9, 0.05);
});

test("by diameter at 400 km: as computed independently where the density is that of the mass", () => {
  const here = meteoroids({ altitude: metre(400e3) });
  for (const [cm, perYear] of [
    [0.1, 1.708e-3],
    [0.2, 1.204e-4],
    [1, 5.28e-7],
  ]) {
    near(fluxOf(here, metre(cm / 100)) * year, perYear, 2e-3);
  }
});

test("speeds from 11 to 72 km/s, mean 16.9, integral 1.004", () => {
  const { speeds } = meteoroids({ altitude: metre(400e3) });
  near(
    speeds.reduce((sum, { speed, share }) => sum + speed * share, 0),
    16_860,
    2e-3,
  );
  near(
    speeds.reduce((sum, { share }) => sum + share, 0),
    1,
    1e-12,
  );
  let integral = 0;
  for (let v = 11.0005; v < 73; v += 0.001) integral += 0.001 * meteoroidSpeed(v);
  near(integral, 1.004, 1e-3);
});

test("outside its masses and below the top of the air it refuses", () => {
  assert.throws(() => gruenFlux(2), FluxRangeError);
  assert.throws(() => gruenFlux(1e-19), /Grün 1985: found a mass \(g\) of 1e-19, expected 1e-18 to 1 g/);
  assert.throws(() => meteoroids({ altitude: metre(90e3) }), /found an altitude \(km\) of 90, expected 100 to/);
});
