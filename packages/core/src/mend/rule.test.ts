import assert from "node:assert/strict";
import { test } from "node:test";
import { passesVestibule, vestibule, vestibuleProves } from "./rule.ts";
import { mmHg, perDay } from "./testing.ts";

const readings = (...pressures: number[]) =>
  pressures.map((p, i) => ({ time: i * vestibule.every, pressure: p * mmHg }));

test("30 min read every 5 min: passed at 1 mmHg, failed as soon as there is more, open before the end", () => {
  assert.equal(passesVestibule([]), null);
  assert.equal(passesVestibule(readings(5, 5.2, 5.4, 5.5, 5.7, 5.9)), null);
  assert.equal(passesVestibule(readings(5, 5.2, 5.4, 5.5, 5.7, 5.9, 6)), true);
  assert.equal(passesVestibule(readings(5, 5.5, 6.1)), false);
  assert.equal(passesVestibule(readings(745, 744.5, 743.9)), false);
});

test("in the 0.7 m3 of a vestibule 1 mmHg in 30 min is 0.05 kg a day; in 800 m3 it is three times the leak of 2018", () => {
  const small = vestibuleProves(0.7, 295, 0);
  assert.ok(Math.abs(small.nominal / perDay - 0.053) < 0.001, `${small.nominal / perDay}`);
  assert.equal(small.proves, small.nominal);
  const station = vestibuleProves(807, 295, 0.5 * mmHg);
  assert.ok(station.nominal / perDay > 3 * 18);
  assert.ok(Math.abs(station.proves / station.nominal - (1 + 1.645 * Math.SQRT2 * 0.5)) < 1e-9);
});
