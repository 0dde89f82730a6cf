/** The orbital module of a Soyuz: NASA/TM-2009-214785, 6.2, prints 0.152, 0.186 and 0.198 cm for its usual blanket. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { soyuzLimit } from "./soyuz.ts";
import { near, radians, rowsOf } from "./testing.ts";

/** km/s, deg, cm as printed, cm computed independently. */
const values = [
  [3, 0, 0.152, 0.15213073199244082],
  [7, 0, 0.186, 0.1858299434539176],
  [9, 45, 0.198, 0.1980140684593853],
] as const;

for (const [V, angle, printed, computed] of values) {
  test(`${V} km/s at ${angle} deg: ${printed} cm`, () => {
    const found = soyuzLimit({ V, c: Math.cos(radians(angle)), rho: 2.8 });
    assert.ok(Math.abs(found - printed) < 0.0005, `${found}`);
    near(found, computed, 1e-12);
  });
}

test("the two ends of the middle stretch meet the others within the rounding of its coefficients", () => {
  for (const angle of [0, 30, 45, 60]) {
    const c = Math.cos(radians(angle));
    for (const V of [2.5 / c, 6 / Math.sqrt(c)]) {
      near(soyuzLimit({ V: V * (1 + 1e-9), c, rho: 2.8 }), soyuzLimit({ V: V * (1 - 1e-9), c, rho: 2.8 }), 2e-3);
    }
  }
});

test("the table of shields prints 0.19 cm at 7 km/s", () => {
  const row = rowsOf("iss_shields.csv").find(([name]) => name === "Soyuz OM baseline")!;
  assert.equal(Number(row.at(-1)), Number(soyuzLimit({ V: 7, c: 1, rho: 2.8 }).toFixed(2)));
});
