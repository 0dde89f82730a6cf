import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { kelvin, pascal, squareMetre } from "../quantity/index.ts";
import { dryAir } from "./air.ts";
import { chokedFlow, criticalFlowFactor, criticalPressureRatio, orificeFlow, vacuum } from "./orifice.ts";
import { as, near, of, rounds } from "./testing.ts";

const warm = of("temperature", 295, "K");
const mm2 = of("area", 1, "mm2");
const at = (pressure: number, temperature = 295) => ({ pressure: pascal(pressure), temperature: kelvin(temperature) });

describe("choked flow", () => {
  it("has the factors in the textbooks", () => {
    rounds(criticalFlowFactor(), "0.68473");
    rounds(criticalPressureRatio(), "0.52828");
    // By hand: gamma 5/3 gives sqrt(5/3) 0.75^2 and 0.75^2.5; 0.5457 is the textbook ratio of superheated steam.
    rounds(criticalFlowFactor({ gamma: 5 / 3, specificGasConstant: 2077 }), "0.7262");
    rounds(criticalPressureRatio({ gamma: 5 / 3, specificGasConstant: 2077 }), "0.4871");
    rounds(criticalPressureRatio({ gamma: 1.3, specificGasConstant: 461.5 }), "0.5457");
  });

  it("is CdA P x 2.3530e-3 s/m at 295 K: 20.3 kg/day through 1 mm2 at 100 kPa", () => {
    rounds(1e3 * chokedFlow(squareMetre(1), pascal(1), warm), "2.3530");
    const flow = chokedFlow(mm2, of("pressure", 100, "kPa"), warm);
    rounds(1e4 * flow, "2.35");
    rounds(as("massFlow", flow, "kg/day"), "20.3");
  });
});

describe("orifice flow", () => {
  it("is choked into vacuum and up to the critical ratio", () => {
    const choked = chokedFlow(mm2, pascal(1e5), warm);
    assert.equal(orificeFlow(mm2, at(1e5), vacuum), choked);
    assert.equal(orificeFlow(mm2, at(1e5), at(52_828)), choked);
    assert.ok(orificeFlow(mm2, at(1e5), at(60_000)) < choked);
    assert.equal(orificeFlow(mm2, vacuum, at(1e5)), -choked);
  });

  it("has no step and no kink at the switch", () => {
    const choked = chokedFlow(mm2, pascal(1e5), warm);
    const above = (by: number) => orificeFlow(mm2, at(1e5), at(1e5 * criticalPressureRatio() * (1 + by)));
    for (const by of [1e-3, 1e-4]) {
      const lost = 1 - above(by) / choked;
      // The subsonic curve has its summit at the switch: what it loses goes as the square of the distance.
      assert.ok(lost > 0 && lost < by ** 2, `${lost} lost at ${by}`);
    }
  });

  it("is nothing at equal pressures, also between two vacuums, whatever the temperatures", () => {
    assert.equal(orificeFlow(mm2, at(1e5, 280), at(1e5, 300)), 0);
    assert.equal(orificeFlow(mm2, vacuum, vacuum), 0);
  });

  it("becomes Bernoulli's sqrt(2 rho dp) for a small difference, with no digits lost", () => {
    const density = 1e5 / (dryAir.specificGasConstant * 295);
    for (const dp of [1e-1, 1e-3, 1e-6]) {
      const down = at(1e5 - dp);
      const exact = 1e-6 * Math.sqrt(2 * density * (1e5 - down.pressure));
      near(orificeFlow(mm2, at(1e5), down), exact, 1e-6);
    }
  });

  it("takes temperature from the side it comes from", () => {
    near(orificeFlow(mm2, at(1e5, 280), vacuum) / orificeFlow(mm2, at(1e5, 320), vacuum), Math.sqrt(320 / 280), 1e-12);
    assert.equal(orificeFlow(mm2, at(1e5, 280), at(7e4, 250)), orificeFlow(mm2, at(1e5, 280), at(7e4, 320)));
  });
});

const pressure = fc.double({ min: 0, max: 2e5, noNaN: true });
const temperature = fc.double({ min: 250, max: 320, noNaN: true });
const area = fc.double({ min: 0, max: 1, noNaN: true });

describe("any orifice", () => {
  it("gives the opposite flow with its sides exchanged", () => {
    fc.assert(
      fc.property(area, pressure, temperature, pressure, temperature, (s, pa, ta, pb, tb) => {
        const [there, back] = [
          orificeFlow(squareMetre(s), at(pa, ta), at(pb, tb)),
          orificeFlow(squareMetre(s), at(pb, tb), at(pa, ta)),
        ];
        assert.ok(there === -back, `${there} and ${back}`);
        assert.ok(pa >= pb ? there >= 0 : there <= 0);
      }),
    );
  });

  it("lets more through when it is larger, or the pressure before it higher, or that behind it lower", () => {
    fc.assert(
      fc.property(area, area, pressure, pressure, pressure, (s1, s2, p1, p2, p3) => {
        const [small, large] = [Math.min(s1, s2), Math.max(s1, s2)].map(squareMetre);
        const [low, middle, high] = [p1, p2, p3].sort((x, y) => x - y);
        const base = orificeFlow(large, at(middle), at(low));
        const slack = 1 + 1e-12;
        assert.ok(orificeFlow(small, at(middle), at(low)) <= base * slack);
        assert.ok(orificeFlow(large, at(high), at(low)) * slack >= base);
        assert.ok(orificeFlow(large, at(high), at(middle)) <= orificeFlow(large, at(high), at(low)) * slack);
      }),
    );
  });
});
