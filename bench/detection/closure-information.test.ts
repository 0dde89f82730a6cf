import assert from "node:assert/strict";
import { test } from "node:test";
import { closureInformation, perOctave, table } from "../../packages/core/src/plan/information.ts";
import { conditionsOf, tiers } from "./conditions.ts";
import { floorOf } from "./floor.ts";

const gauss = conditionsOf("gauss");
const fast = floorOf(gauss, tiers.fast, 3601).information;
const slow = floorOf(gauss, tiers.slow, 30 * 1440).information;

test("the planner's table is the information of this bench: 1 s samples to an hour, minutes from there", () => {
  table.forEach((found, k) => {
    const time = 2 ** (k / perOctave);
    const [values, x] = time <= 3600 ? [fast, time] : [slow, time / 60];
    const [i, f] = [Math.floor(x), x - Math.floor(x)];
    const expected = Math.exp((1 - f) * Math.log(values[i]) + f * Math.log(values[i + 1]));
    assert.ok(Math.abs(found / expected - 1) < 1e-4, `${time} s: ${found}, computed ${expected}`);
  });
});

test("minutes to decide at alpha 0.001, nuisance doubled, as another program found them", () => {
  const mmHg = 133.322387415;
  const information = closureInformation(2);
  for (const [slope, minutes] of [
    [0.08, [0.39, 1.3, 7.8, 25, 67, 106]],
    [0.8, [0.04, 0.09, 0.26, 0.61, 2.3, 4.4]],
  ] as const) {
    [7, 17, 50, 100, 250, 505].forEach((volume, i) => {
      const rates = [volume, 1011 - volume].map((v) => (((slope * 1011) / v) * mmHg) / 3600);
      const needed = Math.log(1000) / (rates[0] ** 2 + rates[1] ** 2);
      let [low, high] = [1, 1e6];
      while (high / low > 1.0001) {
        const middle = Math.sqrt(low * high);
        if (information(middle) < needed) low = middle;
        else high = middle;
      }
      assert.ok(Math.abs(low / 60 - minutes[i]) <= Math.max(0.006, 0.03 * minutes[i]), `${volume}: ${low / 60}`);
    });
  }
});
