import { describe, it } from "node:test";
import fc from "fast-check";
import { cubicMetre, kelvin, pascal, pascalPerSecond } from "../quantity/index.ts";
import { isolatedFall, joinedAmounts, joinedPressure, joinedTemperature } from "./balance.ts";
import { massOfGas } from "./leak.ts";
import { amountsAt, moleFractions, pressureOfAmounts, species, totalAmount } from "./mixture.ts";
import { near } from "./testing.ts";

const part = (volume: number, temperature: number, pressure: number) => ({
  volume: cubicMetre(volume),
  temperature: kelvin(temperature),
  pressure: pascal(pressure),
});

describe("joining volumes", () => {
  it("gives the mean pressure by volume where temperatures are equal (Boyle)", () => {
    near(joinedPressure([part(10, 295, 1e5), part(30, 295, 6e4)]), 7e4, 1e-12);
  });

  it("gives cold modules more of the gas", () => {
    const [warm, cold] = joinedAmounts(
      [part(10, 300, 1e5), part(10, 270, 1e5)].map((p) => ({
        ...p,
        amounts: amountsAt(
          { o2: pascal(2e4), n2: pascal(8e4), co2: pascal(0), h2o: pascal(0) },
          p.volume,
          p.temperature,
        ),
      })),
    );
    near(totalAmount(cold) / totalAmount(warm), 300 / 270, 1e-12);
  });

  it("keeps the mass of two modules that were apart, told by the joined volume and temperature", () => {
    const parts = [part(90, 296, 9.9e4), part(60, 285, 7e4)];
    const apart = parts.reduce((sum, p) => sum + massOfGas(p.pressure, p.volume, p.temperature), 0);
    near(massOfGas(joinedPressure(parts), cubicMetre(150), joinedTemperature(parts)), apart, 1e-12);
  });
});

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const amount = within(0.1, 1e4);
const amounts = fc.record({ o2: amount, n2: amount, co2: amount, h2o: amount });
const held = fc.record({ volume: within(0.2, 200), temperature: within(250, 320), amounts });

describe("any volumes joined", () => {
  it("lose no mole of any species and have one pressure and one composition", () => {
    fc.assert(
      fc.property(fc.array(held, { minLength: 1, maxLength: 8 }), (list) => {
        const parts = list
          .map((p) => ({ ...p, ...part(p.volume, p.temperature, 0) }))
          .map((p) => ({
            ...p,
            pressure: pressureOfAmounts(p.amounts, p.volume, p.temperature),
          }));
        const after = joinedAmounts(parts);
        const pressure = joinedPressure(parts);
        for (const gas of species) {
          const sum = (all: readonly { readonly [K in typeof gas]: number }[]) => all.reduce((n, a) => n + a[gas], 0);
          near(sum(after), sum(parts.map((p) => p.amounts)), 1e-12);
        }
        for (const [i, p] of parts.entries()) {
          near(pressureOfAmounts(after[i], p.volume, p.temperature), pressure, 1e-12);
          near(moleFractions(after[i]).o2, moleFractions(after[0]).o2, 1e-12);
        }
      }),
    );
  });
});

describe("isolating a leak", () => {
  it("goes there and back", () => {
    fc.assert(
      fc.property(within(1, 1e3), within(1, 1e3), within(1e-6, 1e3), (a, b, rate) => {
        const [va, vb] = [cubicMetre(a), cubicMetre(b)];
        near(isolatedFall(isolatedFall(pascalPerSecond(rate), va, vb), vb, va), rate, 1e-12);
      }),
    );
  });
});
