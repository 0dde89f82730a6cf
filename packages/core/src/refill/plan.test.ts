import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { second, toSI } from "../quantity/index.ts";
import { type Station, stationBuilder, withHatch } from "../station/index.ts";
import { planRefill, type Refill } from "./index.ts";
import { asking, mmHg, shippedStation } from "./testing.ts";

const gases = ({ steps }: Refill) => steps.map((s) => s.gas).filter((gas, i, all) => gas !== all[i - 1]);
const cabin = () => stationBuilder().module("cabin", 100);
const iss = shippedStation("iss-2018-08-30");
/** The station file has no nitrogen: the airlock's tanks, 80 kg at 5 kg/h (assumed). */
const withNitrogen: Station = {
  ...iss,
  supplies: [
    ...iss.supplies,
    {
      ...iss.supplies[0],
      id: "airlock-n2",
      gas: "n2",
      module: "quest",
      mass: 80 as never,
      maxRate: (5 / 3600) as never,
    },
  ],
};

describe("which gas, in what order", () => {
  it("nitrogen before oxygen where oxygen alone would pass the fraction", () => {
    const both = cabin().supply("n", "cabin", { gas: "n2" }).supply("o", "cabin").build();
    const plan = planRefill(asking(both, [690, 150, 750]));
    assert.deepEqual(gases(plan), ["n2", "o2"]);
    assert.ok(Math.abs(plan.final.ppO2 - mmHg(160)) < mmHg(0.05));
  });

  it("oxygen before all else while people have too little", () => {
    const both = cabin().supply("n", "cabin", { gas: "n2" }).supply("o", "cabin").crewCount(3).build();
    const plan = planRefill(asking(both, [690, 130, 750]));
    assert.deepEqual(gases(plan), ["o2", "n2", "o2"]);
    const [first] = plan.steps.filter((s) => s.gas === "n2");
    assert.ok(first.after.ppO2 >= mmHg(146));
  });

  it("air takes the place of both, and needs no care", () => {
    const three = cabin()
      .supply("n", "cabin", { gas: "n2" })
      .supply("a", "cabin", { gas: "air" })
      .supply("o", "cabin")
      .build();
    const plan = planRefill(asking(three, [700, 150, 750]));
    assert.equal(plan.steps[0].gas, "air");
    assert.ok(Math.abs(plan.final.ppO2 - mmHg(160)) < mmHg(0.05));
  });

  it("as near to the ppO2 wished for as the gas allows", () => {
    const air = cabin().supply("a", "cabin", { gas: "air" }).build();
    const plan = planRefill(asking(air, [720, 150, 740], { toPpO2: mmHg(165) }));
    assert.equal(plan.stoppedBy, null);
    assert.ok(Math.abs(plan.final.ppO2 - mmHg(150 + 0.2095 * 20)) < mmHg(0.02));
  });
});

describe("what is lacking", () => {
  it("is nitrogen where oxygen alone is too much, and with just that the plan gets there", () => {
    const oxygen = () => cabin().supply("o", "cabin");
    const [{ gas, mass }, ...more] = planRefill(asking(oxygen().build(), [690, 146, 750])).lacking;
    assert.deepEqual([gas, more], ["n2", []]);
    const brought = (part: number) =>
      oxygen()
        .supply("n", "cabin", { gas: "n2", mass_kg: mass * part })
        .build();
    assert.equal(planRefill(asking(brought(1.001), [690, 146, 750])).stoppedBy, null);
    assert.notEqual(planRefill(asking(brought(0.98), [690, 146, 750])).stoppedBy, null);
  });

  it("is oxygen where there is nitrogen alone and ppO2 too low, and meanwhile the pressure is brought up", () => {
    const nitrogen = cabin().supply("n", "cabin", { gas: "n2" }).build();
    const { stoppedBy, lacking, final } = planRefill(asking(nitrogen, [690, 130, 750]));
    assert.equal(stoppedBy?.limit, "ppO2_min");
    assert.deepEqual(
      lacking.map((l) => l.gas),
      ["o2"],
    );
    assert.ok(Math.abs(final.pressure - mmHg(750)) < mmHg(0.05));
  });

  it("is nothing above the highest total pressure", () => {
    assert.deepEqual(planRefill(asking(cabin().build(), [740, 160, 790])).lacking, []);
  });
});

describe("the ISS after a loss of 60 mmHg", () => {
  it("with the oxygen of Progress alone: says that nitrogen is lacking, and what is nearest", () => {
    const plan = planRefill(asking(iss, [690, 146, 750]));
    assert.equal(plan.stoppedBy?.limit, "supply");
    assert.deepEqual(
      plan.lacking.map((l) => l.gas),
      ["n2"],
    );
    assert.ok(plan.short > mmHg(30) && plan.final.ppO2 >= mmHg(146) && plan.final.o2Fraction < 0.241);
    // (146 + x)/(690 + x) is 24.1 % at x = 26.8 mmHg.
    assert.ok(Math.abs(plan.ceiling!.pressure - mmHg(716.8)) < mmHg(0.5));
    assert.equal(plan.ceiling!.limit, "o2_fraction_max");
  });

  it("with nitrogen in the airlock: there in a day and a half, ppO2 never below its limit", () => {
    const plan = planRefill(asking(withNitrogen, [690, 146, 750]));
    assert.equal(plan.stoppedBy, null);
    assert.deepEqual(gases(plan), ["o2", "n2", "o2"]);
    assert.ok(plan.time < 36 * 3600, `${plan.time / 3600} h`);
    assert.ok(plan.steps.every((s) => s.after.ppO2 >= mmHg(146)));
    const nitrogen = plan.ledger.find((l) => l.gas === "n2")!;
    assert.ok(
      Math.abs(nitrogen.held - 80) < 1e-9 && Math.abs(nitrogen.after - plan.remaining.get("airlock-n2")!) < 1e-9,
    );
    const oxygen = plan.ledger.find((l) => l.gas === "o2")!;
    // Six people at 0.84 kg a day.
    assert.ok(Math.abs(oxygen.breathed * 86400 - 5.04) < 1e-9);
    assert.ok(Math.abs(oxygen.lasts - oxygen.after / oxygen.breathed) < 1e-6);
  });

  it("while it leaks faster than gas may be let in: lets nothing in, and names the hole", () => {
    const plan = planRefill(asking(withNitrogen, [690, 160, 750], { leakRate: 8 }));
    assert.equal(plan.stoppedBy?.limit, "leak");
    assert.deepEqual([plan.steps, plan.fedToLeak, plan.letIn], [[], 0, 0]);
  });

  it("with Progress shut off, its oxygen is out of reach", () => {
    const asked = asking(iss, [740, 155, 750]);
    const plan = planRefill({ ...asked, hatches: withHatch(asked.hatches, "pirs-progress", "closed") });
    assert.deepEqual([plan.outOfReach, plan.steps, plan.modules.length], [["progress-o2"], [], 22]);
    assert.deepEqual([plan.stoppedBy?.limit, plan.remaining.get("progress-o2")], ["supply", 52]);
  });
});

describe("a plan does not", () => {
  it("take longer than it may", () => {
    const plan = planRefill(asking(iss, [740, 155, 750], { within: second(6 * 3600) }));
    assert.ok(plan.time <= 6 * 3600);
    assert.equal(plan.stoppedBy?.limit, "time");
    assert.deepEqual(plan.steps.at(-1)?.heldBy, { limit: "ppO2_max", module: "progress-ms-09" });
    assert.ok(plan.short > 0 && plan.short < mmHg(10));
  });

  it("let oxygen fall below 120 mmHg in the module that nitrogen comes into", () => {
    const station = stationBuilder()
      .module("hall", 200)
      .module("closet", 4)
      .hatch("h", "hall", "closet")
      .supply("n", "closet", { gas: "n2", max_kg_per_h: 200, mass_kg: 60 })
      .build();
    const plan = planRefill(asking(station, [700, 160, 750]));
    assert.equal(plan.stoppedBy, null);
    assert.deepEqual(plan.steps[0].heldBy, { limit: "ppO2_floor", module: "closet" });
    assert.ok(plan.steps.every((s) => s.after.releasing.ppO2 >= mmHg(120)));
  });

  it("add oxygen to what is too rich in it: nitrogen mends that", () => {
    const both = cabin().supply("n", "cabin", { gas: "n2" }).supply("o", "cabin").build();
    const plan = planRefill(asking(both, [690, 170, 740]));
    assert.deepEqual([plan.stoppedBy, gases(plan)], [null, ["n2"]]);
    assert.ok(plan.final.o2Fraction < 0.241);
  });

  it("go above the highest total pressure", () => {
    const plan = planRefill(asking(cabin().supply("a", "cabin", { gas: "air" }).build(), [740, 160, 790]));
    assert.equal(plan.stoppedBy?.limit, "total_pressure_max");
    assert.ok(plan.final.pressure <= mmHg(770) && plan.final.pressure > mmHg(769.9));
  });

  it("call a cabin that is at its least oxygen, and is to stay as it is, out of reach", () => {
    const plan = planRefill(asking(iss, [690, 146, 690]));
    assert.deepEqual([plan.stoppedBy, plan.steps], [null, []]);
  });

  it("name as lacking what is not: with a leak and slow mixing a few kilograms of nitrogen suffice", () => {
    const leaky = { leak: toSI("pressureRate", 0.6, "mmHg/h") };
    const without = planRefill(asking(iss, [740, 155, 750], leaky));
    assert.deepEqual([without.stoppedBy?.limit, without.lacking], ["o2_fraction_max", []]);
  });
});
