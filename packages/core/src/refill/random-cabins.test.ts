import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Station, stationBuilder } from "../station/index.ts";
import { planRefill, type Refill } from "./index.ts";
import { asking, goThrough, mmHg } from "./testing.ts";

/** Evenly over the range: fast-check spreads its doubles over their exponents, and nearly all would be next to nothing. */
const real = (min: number, max: number) => fc.nat(1e6).map((k) => min + ((max - min) * k) / 1e6);
const gas = fc.constantFrom("o2", "n2", "air");

/** A counterexample is shown as found: shrinking it goes through thousands of plans. */
const runs = { numRuns: 200, endOnFailure: true };

/** Up to five modules in a tree with some hatches besides, up to three supplies and six people. */
const anyCabin = fc
  .record({
    volumes: fc.array(real(4, 120), { size: "max", minLength: 1, maxLength: 5 }),
    hangs: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
    imv: fc.array(real(10, 150), { minLength: 6, maxLength: 6 }),
    loop: fc.boolean(),
    supplies: fc.array(fc.record({ gas, mass: real(1, 60), module: fc.nat(4), rate: real(0.5, 12) }), {
      size: "max",
      minLength: 1,
      maxLength: 3,
    }),
    people: fc.nat(6),
    totalMax: real(755, 800),
    ppO2Max: real(172, 190),
    fractionMax: real(0.235, 0.3),
  })
  .map((c): Station => {
    const builder = stationBuilder();
    c.volumes.forEach((v, m) => {
      builder.module(`m${m}`, v);
    });
    for (let m = 1; m < c.volumes.length; m++) {
      builder.hatch(`h${m}`, `m${c.hangs[m] % m}`, `m${m}`, { imv_cfm: c.imv[m] });
    }
    if (c.loop && c.volumes.length > 2) builder.hatch("loop", "m0", "m2", { imv_cfm: c.imv[0] });
    c.supplies.forEach((s, i) => {
      const module = `m${s.module % c.volumes.length}`;
      builder.supply(`s${i}`, module, { gas: s.gas, mass_kg: s.mass, max_kg_per_h: s.rate });
    });
    return builder
      .crewCount(c.people)
      .limits({ total_pressure_max_mmHg: c.totalMax, ppO2_max_mmHg: c.ppO2Max, o2_fraction_max: c.fractionMax })
      .build();
  });

/** (mmHg) Pressure and ppO2 now, both within all limits, and the pressure to come to. */
const anyAir = fc.record({ p: real(640, 750), o2: real(125, 171), up: real(0, 90) }).map(({ p, o2, up }) => {
  return [p, Math.min(o2, 0.234 * p), p + up] as const;
});

const letInOf = (plan: Refill, supply: string) =>
  plan.steps.filter((s) => s.supply === supply).reduce((sum, s) => sum + s.mass, 0);

describe("over random cabins, supplies and limits", () => {
  it("no module crosses a limit at any moment, by another integration in finer steps", (t) => {
    let [reached, refused, steps] = [0, 0, 0];
    fc.assert(
      fc.property(
        anyCabin,
        anyAir,
        fc.oneof(fc.constant(0), real(0.02, 1)),
        fc.boolean(),
        (station, air, leakRate, made) => {
          const asked = asking(station, air, { leakRate, oxygenMade: made });
          const plan = planRefill(asked);
          const { limits } = station;
          const seen = goThrough(asked, plan);
          assert.ok(seen.pressure <= limits.totalPressureMax, "total pressure");
          assert.ok(seen.ppO2 <= limits.ppO2Max, `ppO2 ${seen.ppO2} of ${limits.ppO2Max}`);
          assert.ok(seen.fraction <= limits.o2FractionMax, `fraction ${seen.fraction} of ${limits.o2FractionMax}`);
          if (plan.steps.length > 0) {
            assert.ok(Math.abs(seen.final.pressure - plan.final.pressure) < mmHg(0.02), "final pressure");
            assert.ok(Math.abs(seen.final.ppO2 - plan.final.ppO2) < mmHg(0.02), "final ppO2");
          }
          for (const { id, mass, maxRate } of station.supplies) {
            assert.ok(letInOf(plan, id) <= mass + 1e-6 && plan.remaining.get(id)! >= 0);
            assert.ok(Math.abs(letInOf(plan, id) + plan.remaining.get(id)! - mass) < 1e-6);
            assert.ok(plan.steps.every((s) => s.supply !== id || s.rate <= maxRate * (1 + 1e-12)));
          }
          if (plan.stoppedBy === null) {
            reached++;
            assert.ok(Math.abs(plan.final.pressure - asked.to) < mmHg(0.05), `${plan.final.pressure} of ${asked.to}`);
            assert.ok(plan.final.ppO2 >= limits.ppO2Min - mmHg(0.05));
          } else refused++;
          steps += plan.steps.length;
        },
      ),
      { seed: 20180830, ...runs },
    );
    t.diagnostic(`${reached} reached, ${refused} refused, ${steps} steps`);
    assert.ok(reached > 25 && refused > 25 && steps > 250);
  });

  it("what is refused, no amounts on a coarse grid would have reached, well mixed and with nothing lost", (t) => {
    let [reached, refused] = [0, 0];
    fc.assert(
      fc.property(anyCabin, anyAir, (station, air) => {
        const asked = asking({ ...station, crewCount: 0 }, air);
        const plan = planRefill(asked);
        if (plan.stoppedBy === null) {
          reached++;
          return;
        }
        refused++;
        assert.deepEqual(onGrid(station, air), null, JSON.stringify(plan.stoppedBy));
      }),
      { seed: 20180831, ...runs },
    );
    t.diagnostic(`${reached} reached, ${refused} refused`);
    assert.ok(reached > 25 && refused > 25);
  });
});

/** Amounts (mmHg of the whole cabin) that come to `to` clear of all limits, or null: a grid over two gases, the third by the rest. */
function onGrid(station: Station, [p, o2, to]: readonly [number, number, number]): object | null {
  const volume = station.modules.reduce((s, m) => s + m.volume, 0);
  const held = { o2: 0, n2: 0, air: 0 };
  const molar = { o2: 0.031998, n2: 0.028014, air: 0.0289644 };
  for (const s of station.supplies) {
    held[s.gas] += ((s.mass / molar[s.gas]) * 8.314462618 * 295) / volume / 133.322387415;
  }
  const { limits } = station;
  const n = 60;
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= n; j++) {
      const a = (held.air * i) / n;
      const x = (held.o2 * j) / n;
      const rest = to - p - a - x;
      const ppO2 = o2 + x + 0.2095 * a;
      const fits =
        rest >= 0 &&
        rest <= held.n2 * 0.999 &&
        mmHg(to) <= limits.totalPressureMax * 0.9999 &&
        mmHg(ppO2) <= limits.ppO2Max - mmHg(1) &&
        mmHg(ppO2) >= limits.ppO2Min + mmHg(0.2) &&
        ppO2 / to <= limits.o2FractionMax - 0.002;
      if (fits) return { air: a, o2: x, n2: rest, ppO2 };
    }
  }
  return null;
}
