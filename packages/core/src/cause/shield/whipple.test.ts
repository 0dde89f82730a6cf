import { test } from "node:test";
import { near, radians } from "./testing.ts";
import { type Whipple, whippleLimit } from "./whipple.ts";

/** 1 mm of 2.77 g/cm3, 10 cm, 2 mm of 503 MPa. */
const shield: Whipple = { tb: 0.1, rhoB: 2.77, S: 10, tw: 0.2, sigma: 72.95, mli: 0, Smli: 5 };

test("check values of NASA/TM-2009-214785 eq. 4-23 to 4-26, computed independently", () => {
  const values = { 3: 0.1975, 5: 0.3552, 7: 0.5129, 10: 0.4044, 15: 0.3086 };
  for (const [V, cm] of Object.entries(values)) {
    near(whippleLimit(shield, { V: Number(V), c: 1, rho: 2.7 }), cm, 0.5e-4 / cm);
  }
});

test("without a jump where its stretches meet, at any angle, with insulation or none", () => {
  for (const mli of [0, 0.06]) {
    for (const angle of [0, 30, 60]) {
      const c = Math.cos(radians(angle));
      for (const V of [(mli > 0 ? 2 : 3) / c, 7 / c]) {
        const at = (x: number) => whippleLimit({ ...shield, mli }, { V: x, c, rho: 2.8 });
        near(at(V * (1 - 1e-9)), at(V * (1 + 1e-9)), 1e-6);
      }
    }
  }
});

test("insulation adds 1.4 m sqrt(S_mli/S) above 7 km/s", () => {
  const shot = { V: 9, c: 1, rho: 2.8 };
  const gained = whippleLimit({ ...shield, mli: 0.06 }, shot) - whippleLimit(shield, shot);
  near(gained, 1.4 * 0.06 * Math.sqrt(0.5), 1e-9);
});
