import assert from "node:assert/strict";
import { it } from "node:test";
import { second } from "../../packages/core/src/quantity/index.ts";
import { wilson } from "./report.ts";
import { inMmHgPerHour, lost, truthOf } from "./truth.ts";

const told = { limit: 490 * 133.322387415, dischargeCoefficient: 0.8 };

it("a leak falls at first as its slope says, and takes all in the end", () => {
  const leak = { slope: 10, pressure: 747, size: 100 };
  assert.ok(Math.abs(lost(leak, 1) * 3600 - 10) < 1e-4);
  assert.ok(Math.abs(lost(leak, 1e9) - 747) < 1e-9);
});

it("the truth of the fall is the slope of what is lost, the hole stays, and the reserve counts down", () => {
  const leak = { slope: 200, pressure: 747, size: 10 };
  const [now, later] = [0, 1800].map((age) => truthOf(leak, second(age), told));
  const slope = (lost(leak, 1801) - lost(leak, 1799)) * 1800;
  assert.ok(Math.abs(inMmHgPerHour(later.dpdt) - slope) < 1e-4);
  assert.ok(Math.abs(later.area / now.area - 1) < 1e-12);
  assert.ok(Math.abs(now.reserve - later.reserve - 1800) < 1e-6);
});

it("the interval of a share is Wilson's: 90 of 100 is 82.6 to 94.5 %", () => {
  const { percent, low, high } = wilson(90, 100);
  assert.equal(percent, 90);
  assert.ok(Math.abs(low - 82.6) < 0.05 && Math.abs(high - 94.5) < 0.05, `${low} ${high}`);
});
