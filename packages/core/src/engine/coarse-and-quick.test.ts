/** Leaks that run through the codes of coarse gauges faster than one a minute or so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../station/index.ts";
import { createEngine } from "./index.ts";
import { alarms, cabinAir, estimates, hour, mmHg, run, t0 } from "./testing.ts";

const coarse = { sigma: 0.1, step: 1 };
const pair = stationBuilder().module("cabin", 100).sensor("P1", "cabin", coarse).sensor("P2", "cabin", coarse).build();
/** (m3/s) That a hole of 1 mm2 lets out, and (mmHg/h) by how much this lowers 750 mmHg in 100 m3. */
const flow = 1e-6 * 199.26;
const perArea = (750 * 3600 * flow) / 100;

for (const rate of [40, 500]) {
  test(`${rate} mmHg/h by gauges of 1 mmHg: told within 6 minutes, known to a sixth after 20 minutes`, () => {
    const hole = { module: "cabin", area_mm2: rate / perArea, from: t0 + 5 * hour };
    const events = run(createEngine(pair), cabinAir(pair, { hours: 5.6, holes: [hole] }));
    const [raised] = alarms(events, "leak");
    assert.ok(raised.time > hole.from && raised.time < hole.from + 360, `${raised.time - hole.from} s`);
    const { time, dpdt } = estimates(events).find((e) => e.time > hole.from + 1200)!;
    const truth = rate * Math.exp((-flow * hole.area_mm2 * (time - hole.from)) / 100);
    const [value, low, high] = [dpdt.value, dpdt.low, dpdt.high].map((x) => (x / mmHg) * hour);
    assert.ok(low < truth && truth < high, `${low} to ${high}, is ${truth}`);
    assert.ok(high - value < value / 6, `${value}, up to ${high}`);
  });
}

test("by gauges of 1 mmHg a leak says what it had to pass: less than by finer ones", () => {
  const hole = { module: "cabin", area_mm2: 2 / perArea, from: t0 + 5 * hour };
  const [raised] = alarms(run(createEngine(pair), cabinAir(pair, { hours: 12, holes: [hole] })), "leak");
  // One in 90 days, three quarters of which are the minutes', less 0.4 and, by codes, 1.65.
  assert.ok(Math.abs(raised.threshold! - (Math.log((90 * 1440) / 0.75) - 2.05)) < 1e-9, `${raised.threshold}`);
  const [, evidence] = /log evidence (\d+\.\d) against 10\.0 /.exec(raised.text)!;
  assert.ok(Number(evidence) >= 10, raised.text);
});
