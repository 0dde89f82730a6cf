/**
 * Shipped stations against their exact plans: minutes and chance of a set of the best of all plans, as
 * `node bench/plan.ts --exact` tells them, which took up to 152 s of processor time where a plan has under two.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { priorOf } from "../locate/index.ts";
import { toSI } from "../quantity/index.ts";
import { filedHatchStates, filedPositions, joinedVolumes, parseStation, volumeOf } from "../station/index.ts";
import { defaultSettings, planSearch, type Situation } from "./index.ts";
import { checkPlan } from "./referee/check-plan.ts";

function situationOf(name: string, mmHgPerHour: number): Situation {
  const file = new URL(`../../../../stations/${name}.yaml`, import.meta.url);
  const station = parseStation(readFileSync(file, "utf8"), name);
  const hatches = filedHatchStates(station);
  const [joined] = joinedVolumes(station, hatches);
  const prior = priorOf(station);
  return {
    station,
    hatches,
    positions: filedPositions(station),
    probability: new Map(joined.map((id) => [id, prior.get(id) ?? 0])),
    leak: toSI("pressureRate", mmHgPerHour, "mmHg/h") * volumeOf(station, joined),
    pressure: toSI("pressure", 747, "mmHg"),
    settings: defaultSettings,
  };
}

const exact = {
  "iss-2018-08-30": { 0.08: [257.626, 0], 0.8: [42.663, 0], 8: [28.166, 0.0244] },
  "mir-1997": { 0.08: [443.728, 0.4257], 0.8: [48.656, 0.4257], 8: [25.448, 0.4257] },
  "sixteen-modules": { 0.08: [84.873, 0], 0.8: [33.027, 0], 8: [27.464, 0] },
  "ring-habitat": { 0.08: [2169.074, 0], 0.8: [41.962, 0], 8: [31.748, 0.0679] },
  "spine-outpost": { 0.08: [392.936, 0], 0.8: [37.992, 0], 8: [29.216, 0.0235] },
  "lunar-base": { 0.08: [132.616, 0.2223], 0.8: [33.818, 0.2223], 8: [24.033, 0.2223] },
};

for (const [name, byRate] of Object.entries(exact)) {
  test(`${name}: within 2 % of the exact plan, safe, and what it cannot tell apart no plan can`, () => {
    for (const [rate, [minutes, set]] of Object.entries(byRate)) {
      const situation = situationOf(name, Number(rate));
      const plan = planSearch(situation);
      const found = plan.expected / 60;
      // The figures above are rounded to 0.0005 min.
      assert.ok(found < 1.02 * minutes && found > minutes - 0.001, `${rate} mmHg/h: ${found} min, exactly ${minutes}`);
      assert.ok(Math.abs(plan.set - set) < 0.0001, `${rate} mmHg/h: set ${plan.set}, exactly ${set}`);
      assert.deepEqual(checkPlan(situation, plan), []);
    }
  });
}
