import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionsOf, tiers } from "./conditions.ts";
import { floorOf } from "./floor.ts";
import { upperNormal } from "./normal.ts";

const near = (found: number, expected: number, within: number) =>
  assert.ok(Math.abs(found - expected) <= within, `found ${found}, expected ${expected} within ${within}`);

const ninetyDays = 90 * 86400;
const year = 365 * 86400;

test("normal quantiles", () => {
  near(upperNormal(0.05), 1.6448536, 1e-7);
  near(upperNormal(1e-6), 4.7534243, 1e-6);
  near(upperNormal(0.9), -1.2815516, 1e-7);
});

test("floor at 60 s, as two independent programs found it", () => {
  const floor = floorOf(conditionsOf("gauss"), tiers.slow, 2000);
  near(floor.sd, 0.011914, 5e-7);
  near(floor.delay(0.03, ninetyDays) / 3600, 15.5, 0.05);
  near(floor.delay(0.08, ninetyDays) / 60, 133.5, 0.05);
  near(floor.delay(0.25, ninetyDays) / 60, 40.6, 0.05);
  near(floor.delay(0.8, ninetyDays) / 60, 8.3, 0.05);
  near(floor.delay(0.08, year) / 60, 159.5, 0.05);
  near(floor.delay(0.25, year) / 60, 45.1, 0.05);
  near(floor.delay(0.8, year) / 60, 9.5, 0.05);
});

test("floor at 1 s", () => {
  const floor = floorOf(conditionsOf("gauss"), tiers.fast, 60);
  near(floor.sd, 0.012506, 5e-7);
  near(floor.delay(8, ninetyDays), 20.2, 0.05);
  near(floor.delay(80, ninetyDays), 2.5, 0.05);
  near(floor.delay(8, year), 21.7, 0.05);
  // Between samples 2 and 3: how one interpolates shows in the second digit.
  near(floor.delay(80, year), 2.6, 0.1);
});

test("who has to find out the onset knows less of the slope, soon after by far", () => {
  const { information, informationOnsetUnknown } = floorOf(conditionsOf("gauss"), tiers.slow, 2000);
  assert.equal(informationOnsetUnknown[1], 0);
  const share = (n: number) => informationOnsetUnknown[n] / information[n];
  assert.ok(share(5) > 0 && share(5) < share(50) && share(50) < share(1000) && share(1000) < 1);
});
