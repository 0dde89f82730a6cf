/** Laws of every ballistic limit, whatever the wall. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { metre, pascal } from "../../quantity/index.ts";
import { issFits, type ShieldBuild } from "../../station/index.ts";
import { accuracyOf, ballisticLimit } from "./index.ts";
import { near, radians } from "./testing.ts";

const size = fc.double({ min: 0.5e-3, max: 5e-3, noNaN: true }).map(metre);
const whipple = fc.record({
  bumper: size,
  wall: size,
  standoff: fc.double({ min: 0.02, max: 0.3, noNaN: true }).map(metre),
});
const build: fc.Arbitrary<ShieldBuild> = fc.oneof(
  size.map((wall) => ({
    kind: "single-wall" as const,
    wall,
    hardness: 80,
    density: 2640,
    soundSpeed: 5100,
    insulation: 0,
  })),
  whipple.map((w) => ({
    ...w,
    kind: "whipple" as const,
    bumperDensity: 2700,
    wallYield: pascal(350e6),
    insulation: 0,
    insulationStandoff: w.standoff,
  })),
  whipple.map((w) => ({
    ...w,
    kind: "stuffed-whipple" as const,
    bumperDensity: 2700,
    wallDensity: 2850,
    stuffing: 8,
    wallYield: pascal(350e6),
  })),
  fc.constantFrom(...issFits).map((fit) => ({ kind: "iss-fit" as const, fit })),
  fc.constant({ kind: "soyuz-om" as const }),
);
const impact = fc.record({
  speed: fc.double({ min: 200, max: 72e3, noNaN: true }),
  angle: fc.double({ min: 0, max: Math.PI / 2, noNaN: true }),
  density: fc.constantFrom(500, 1000, 2000, 2800, 7800),
});

test("finite and positive for everything that can strike, and told how sure", () => {
  fc.assert(
    fc.property(build, impact, (wall, shot) => {
      const d = ballisticLimit(wall)(shot);
      assert.ok(d > 0 && Number.isFinite(d), `${d}`);
      assert.ok(accuracyOf(wall).text.length > 20);
    }),
  );
});

test("above 11 km/s a faster particle is stopped only if it is smaller; a denser one never larger", () => {
  fc.assert(
    fc.property(build, impact, fc.double({ min: 1, max: 3, noNaN: true }), (wall, shot, times) => {
      const limit = ballisticLimit(wall);
      const fast = { ...shot, speed: 20e3 + shot.speed };
      const d = limit(fast);
      assert.ok(limit({ ...fast, speed: times * fast.speed }) <= d * (1 + 1e-12));
      assert.ok(limit({ ...fast, density: times * fast.density }) <= d * (1 + 1e-12));
    }),
  );
});

test("the Soyuz through its public face: SI in, metres out", () => {
  const limit = ballisticLimit({ kind: "soyuz-om" });
  near(limit({ speed: 9000, angle: radians(45), density: 2800 }), 1.980140684593853e-3, 1e-12);
});

test("single wall and Whipple through their public face, against the units of the print", () => {
  const wall = {
    kind: "single-wall",
    wall: metre(1.9e-3),
    hardness: 80,
    density: 2640,
    soundSpeed: 5100,
    insulation: 0,
  } as const;
  near(ballisticLimit(wall)({ speed: 7000, angle: 0, density: 2800 }), 0.556125285586484e-3, 1e-12);
  const double = {
    kind: "whipple",
    bumper: metre(1e-3),
    bumperDensity: 2770,
    standoff: metre(0.1),
    wall: metre(2e-3),
    wallYield: pascal(503e6),
    insulation: 0,
    insulationStandoff: metre(0.1),
  } as const;
  near(ballisticLimit(double)({ speed: 10e3, angle: 0, density: 2700 }), 4.044e-3, 2e-4);
  const grazing = { speed: 9000, angle: radians(89), density: 2800 };
  assert.equal(ballisticLimit(double)(grazing), ballisticLimit(double)({ ...grazing, angle: radians(65) }));
  const stuffed = {
    kind: "stuffed-whipple",
    bumper: metre(2e-3),
    bumperDensity: 2851,
    stuffing: 8.078,
    standoff: metre(0.1143),
    wall: metre(4.8e-3),
    wallDensity: 2851,
    wallYield: pascal(52 * 6.894757293168e6),
  } as const;
  near(ballisticLimit(stuffed)({ speed: 7000, angle: 0, density: 2800 }), 13.1e-3, 2e-3);
});
