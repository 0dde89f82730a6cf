/** NASA's own program (BLA, NASA/TM-2009-214789), values read from its screen: aluminium wall, stuffed Whipple at three angles. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, singleWallLimit } from "./single-wall.ts";
import { stuffedWhippleLimit } from "./stuffed-whipple.ts";
import { near, numbersOf, radians } from "./testing.ts";

test("single wall of aluminium, no detached spall, 60 deg, 0.1 to 15 km/s", () => {
  const wall = { t: 1.5, hardness: 73, rho: 2.713, C: 5.069, mli: 0 };
  const rows = numbersOf("ble_single_wall.csv");
  assert.equal(rows.length, 150);
  for (const [, V, , , printed] of rows) {
    near(singleWallLimit(wall, { V, c: Math.cos(radians(60)), rho: 2.8 }, failure.detachedSpall), printed, 2e-6);
  }
});

test("stuffed Whipple shield at 0, 45 and 75 deg, 0.1 to 15 km/s", () => {
  const shield = { mb: 0.2 * 2.851, stuffing: 2 * 0.4039, S: 11.43, tw: 0.48, rhoW: 2.851, sigma: 52 };
  const rows = numbersOf("ble_stuffed_whipple.csv").filter((row) => row.length === 5 && row[4] > 0);
  assert.equal(rows.length, 150);
  for (const [, V, ...printed] of rows) {
    for (const [i, angle] of [0, 45, 75].entries()) {
      near(stuffedWhippleLimit(shield, { V, c: Math.cos(radians(angle)), rho: 2.8 }), printed[i], 1e-6);
    }
  }
});

test("bare shell of 1.9 mm, as computed independently", () => {
  const shell = { t: 0.19, hardness: 80, rho: 2.64, C: 5.1, mli: 0 };
  const values = {
    5: 0.06878029476978015,
    7: 0.055612528558648386,
    10: 0.04439558928234304,
    15: 0.034365628653927914,
    20: 0.028656003210275165,
  };
  for (const [V, cm] of Object.entries(values)) {
    near(singleWallLimit(shell, { V: Number(V), c: 1, rho: 2.8 }, failure.perforation), cm, 1e-12);
  }
});

test("a dense particle: the ratio of densities to 2/3; insulation adds its term", () => {
  const wall = { t: 0.2, hardness: 80, rho: 2.7, C: 5.1, mli: 0 };
  const shot = { V: 7, c: 1, rho: 7.8 };
  const bare = singleWallLimit(wall, shot, failure.perforation);
  near(bare, ((0.2 * 80 ** 0.25 * (2.7 / 7.8) ** (2 / 3)) / (1.8 * 5.24 * (7 / 5.1) ** (2 / 3))) ** (18 / 19), 1e-12);
  near(
    singleWallLimit({ ...wall, mli: 0.1 }, shot, failure.perforation) - bare,
    0.22 * 7.8 ** -0.47 * 7 ** -0.63,
    1e-9,
  );
});
