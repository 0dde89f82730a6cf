import { describe, it } from "node:test";
import fc from "fast-check";
import { kelvin, pascal } from "../quantity/index.ts";
import { gasProperties } from "./air.ts";
import {
  amountsAt,
  heatCapacityRatio,
  massOfAmounts,
  meanMolarMass,
  moleFractions,
  partialPressures,
  pressureOfAmounts,
  species,
  specificGasConstant,
  totalAmount,
} from "./mixture.ts";
import { as, near, of, rounds } from "./testing.ts";

const none = { o2: 0, n2: 0, co2: 0, h2o: 0 };
const station = of("volume", 916, "m3");
const warm = of("temperature", 295, "K");

describe("mixtures of one gas", () => {
  it("have the gas constant and heat capacity ratio in the textbooks", () => {
    // Cengel and Boles, Thermodynamics, table A-2(a), 300 K. Tolerance: the last digit of R; 0.2 % of gamma, since the
    // capacities here are those of 298.15 K.
    const rows = [
      ["o2", "259.8", 1.395],
      ["n2", "296.8", 1.4],
      ["co2", "188.9", 1.289],
      ["h2o", "461.5", 1.327],
    ] as const;
    for (const [gas, constant, gamma] of rows) {
      const one = { ...none, [gas]: 3 };
      rounds(specificGasConstant(one), constant);
      near(heatCapacityRatio(one), gamma, 2e-3);
    }
  });

  it("fill 22.414 L a mole at 0 degC and 1 atm (CODATA molar volume)", () => {
    const mole = { ...none, n2: 1 };
    const litres = of("volume", 22.41396954, "L");
    near(pressureOfAmounts(mole, litres, of("temperature", 0, "degC")), 101325, 1e-9);
  });
});

describe("cabin air", () => {
  const cabin = amountsAt(
    { o2: pascal(21.3e3), n2: pascal(78.3e3), co2: pascal(400), h2o: pascal(1200) },
    station,
    warm,
  );

  it("differs from dry air by half a percent", () => {
    const { gamma, specificGasConstant: constant } = gasProperties(cabin);
    rounds(gamma, "1.397");
    rounds(constant, "288.7");
    rounds(1e3 * meanMolarMass(cabin), "28.80");
    const dry = { o2: 0.2095, n2: 0.7905, co2: 0, h2o: 0 };
    // Argon, 0.9 % of real air, would make 28.96 of it.
    rounds(1e3 * meanMolarMass(dry), "28.85");
  });

  it("weighs what published bookkeeping says", () => {
    const added = (gas: "o2" | "n2", mmHg: number) =>
      amountsAt({ ...partialPressures(none, station, warm), [gas]: of("pressure", mmHg, "mmHg") }, station, warm);
    rounds(as("mass", massOfAmounts(added("o2", 10)), "kg"), "15.9");
    rounds(as("mass", massOfAmounts(added("n2", 10)), "kg"), "13.9");
    // Pure oxygen from 740/160 mmHg to 24.1 %: (160 + x) = 0.241 (740 + x).
    const x = (0.241 * 740 - 160) / (1 - 0.241);
    rounds(x, "24");
    rounds(as("mass", massOfAmounts(added("o2", x)), "kg"), "38");
  });

  it("falls by what six people breathe, 3.2 mmHg a day, and 2.5 mmHg for a kelvin", () => {
    const breathed = { ...none, o2: (6 * 0.84) / 31.998e-3 };
    const fall = as("pressure", pressureOfAmounts(breathed, station, warm), "mmHg");
    rounds(fall, "3.2");
    rounds(fall / 24, "0.13");
    const at750 = amountsAt(
      { ...partialPressures(none, station, warm), n2: of("pressure", 750, "mmHg") },
      station,
      warm,
    );
    const cooler = pressureOfAmounts(at750, station, of("temperature", 294, "K"));
    rounds(750 - as("pressure", cooler, "mmHg"), "2.5");
  });
});

const amount = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const amounts = fc.record({ o2: amount, n2: amount, co2: amount, h2o: amount });

describe("any mixture", () => {
  it("comes back from its partial pressures, which add up to the total", () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 200, max: 400, noNaN: true }), (a, t) => {
        const parts = partialPressures(a, station, kelvin(t));
        const back = amountsAt(parts, station, kelvin(t));
        for (const gas of species) near(back[gas], a[gas], 1e-12);
        near(parts.o2 + parts.n2 + parts.co2 + parts.h2o, pressureOfAmounts(a, station, kelvin(t)), 1e-12);
      }),
    );
  });

  it("has fractions that add up to 1 and a mass of amount times mean molar mass", () => {
    fc.assert(
      fc.property(amounts, (a) => {
        near(totalAmount(moleFractions(a)), 1, 1e-12);
        near(massOfAmounts(a), totalAmount(a) * meanMolarMass(a), 1e-12);
      }),
    );
  });
});
