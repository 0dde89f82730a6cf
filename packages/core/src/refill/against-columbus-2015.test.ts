import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSI, pascal } from "../quantity/index.ts";
import { joinedVolumeOf } from "../station/index.ts";
import { molesPerKilogram } from "./release.ts";
import { startCabin } from "./start-cabin.ts";
import { asking, shippedStation } from "./testing.ts";

test("a repress of 70 min raises the total at once and ppO2 in Columbus hours later, no sooner than flown in 2015", (t) => {
  // Flight plot: total +4.3 mmHg in 70 min; ppO2 in Columbus 63 % of the way at about 2.3 h after the start. What goes round the
  // station one way mixes better than an exchange through each hatch: plans reckon with up to twice the time.
  const station = { ...shippedStation("iss-2018-08-30"), crew: [], crewCount: 0 };
  const asked = asking(station, [750, 160, 760]);
  const modules = joinedVolumeOf(station, asked.hatches, "columbus");
  const cabin = startCabin(asked, modules);
  const columbus = modules.indexOf("columbus");
  const all = (5.14 / 3600) * molesPerKilogram("o2");
  const inflow = { module: modules.indexOf("progress-ms-09"), all, o2: all };
  const rise = (now: number, before: number) => fromSI("pressure", pascal(now - before), "mmHg");
  const start = { total: cabin.pressure, oxygen: cabin.airOf(columbus).ppO2 };
  cabin.run(70 * 60, inflow);
  const total = rise(cabin.pressure, start.total);
  assert.ok(total > 4 && total < 4.6, `${total}`);
  const share = () => rise(cabin.airOf(columbus).ppO2, start.oxygen) / total;
  assert.ok(share() < 0.4, `${share()}`);
  let minutes = 70;
  while (share() < 0.63) {
    cabin.run(60, null);
    minutes++;
  }
  t.diagnostic(`63 % after ${(minutes / 60).toFixed(2)} h`);
  assert.ok(minutes > 2.3 * 60 && minutes < 4.6 * 60, `${minutes} min`);
});
