import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromSI } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { planRefill } from "./index.ts";
import { asking, mmHg, shippedStation } from "./testing.ts";

const hours = (s: number) => s / 3600;
/** One volume with the 52 kg of oxygen that were aboard Progress MS-09 (70P); `limits` in the units of the file. */
const cabin = (volume: number, limits = {}) =>
  stationBuilder().module("cabin", volume).supply("progress-o2", "cabin", { mass_kg: 52 }).limits(limits).build();

describe("August 2018: +10 mmHg of oxygen from Progress", () => {
  it("is 13.9 kg in 800 m3 and 15.9 kg in 916 m3", () => {
    for (const [volume, printed] of [
      [800, "13.9"],
      [916, "15.9"],
    ] as const) {
      const { steps, letIn, stoppedBy, remaining } = planRefill(asking(cabin(volume), [740, 160, 750]));
      assert.equal(letIn.toFixed(1), printed);
      assert.deepEqual([steps.length, stoppedBy], [1, null]);
      assert.equal(remaining.get("progress-o2")!.toFixed(1), (52 - Number(printed)).toFixed(1));
    }
  });

  it("fits once or twice: from 740 and 160 mmHg pure oxygen comes to 24.1 % after 24 mmHg, 38 kg in 916 m3", () => {
    const free = cabin(916, { ppO2_max_mmHg: 200, total_pressure_max_mmHg: 800 });
    assert.equal(planRefill(asking(free, [740, 160, 760])).stoppedBy, null);
    const { stoppedBy, final, letIn, short, lacking } = planRefill(asking(free, [740, 160, 770]));
    assert.deepEqual(stoppedBy, { limit: "o2_fraction_max", module: null, value: 0.241 });
    const rise = fromSI("pressure", final.pressure, "mmHg") - 740;
    assert.ok(Math.abs(rise - 24) < 0.4, `${rise}`);
    assert.ok(Math.abs(letIn - 38) < 0.5, `${letIn}`);
    assert.ok(Math.abs(short - mmHg(30 - rise)) < 1);
    assert.deepEqual(
      lacking.map((l) => l.gas),
      ["n2"],
    );
  });

  it("ends sooner where ppO2 may not pass 178 mmHg: 18 mmHg", () => {
    const { stoppedBy, final } = planRefill(asking(cabin(916), [740, 160, 765]));
    assert.equal(stoppedBy?.limit, "ppO2_max");
    assert.ok(Math.abs(fromSI("pressure", final.ppO2, "mmHg") - 178) < 0.1);
  });

  it("buys 17 h at the full rate of 0.6 mmHg/h", () => {
    const { reserveBefore, reserveAfter, fedToLeak, letIn } = planRefill(
      asking(cabin(916), [740, 160, 750], { leakRate: (0.6 * 740) / 750 }),
    );
    assert.equal(hours(reserveAfter - reserveBefore).toFixed(0), "17");
    // 1.33 h and more at 0.6 mmHg/h is 0.9 mmHg, 1.3 kg of air.
    assert.ok(fedToLeak > 1.2 && fedToLeak < 1.5, `${fedToLeak}`);
    assert.ok(letIn > 17 && letIn < 17.5, `${letIn}`);
  });

  it("takes a night on the station: Progress, 6.6 m3 at the end of three hatches, would pass its limits at 12 kg/h", () => {
    const { steps, time, letIn, modules } = planRefill(
      asking(shippedStation("iss-2018-08-30"), [740, 155, 750], { oxygenMade: true }),
    );
    assert.equal(modules.length, 23);
    assert.ok(letIn > 13.9 && letIn < 14.1, `${letIn}`);
    assert.ok(hours(time) > 10 && hours(time) < 20, `${hours(time)}`);
    for (const { after, heldBy, rate } of steps) {
      assert.ok(rate * 3600 < 4);
      assert.deepEqual([heldBy?.module, after.worst.module], ["progress-ms-09", "progress-ms-09"]);
      assert.ok(after.worst.ppO2 <= mmHg(178) && after.worst.o2Fraction <= 0.241);
      assert.ok(after.slowest.o2Fraction < after.o2Fraction);
    }
    assert.equal(steps.at(-1)!.after.slowest.module, "kibo-elm");
  });
});
