import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { timeConstant } from "../../gas/index.ts";
import { cubicMetre, kelvin, second, squareMetre } from "../../quantity/index.ts";
import { stationBuilder } from "../../station/index.ts";
import { rowWriter } from "../signal/index.ts";
import { lively, outcome, start } from "../testing.ts";
import { inject } from "./inject.ts";

const mm2 = (x: number) => squareMetre(x * 1e-6);
const pair = () =>
  stationBuilder()
    .module("lab", 90)
    .module("lock", 30)
    .hatch("hatch", "lab", "lock")
    .sensor("LAB-P", "lab", { sigma: 0.03, step: 0.1 })
    .sensor("LOCK-P", "lock", { unit: "kPa", sigma: 0.01, step: 0.01 })
    .sensor("LAB-O2", "lab", { quantity: "ppO2", step: 0 });
const station = pair().build();
const at = second(start);
const line = (hours: number, parameter: string, value: string) =>
  `${new Date((start + hours * 3600) * 1000).toISOString()},${parameter},${value}`;
/** (-) Left after `hours` of 1 mm2 out of `volume` (m3) at 295 K. */
const left = (hours: number, volume: number) =>
  Math.exp((-hours * 3600) / timeConstant(cubicMetre(volume), mm2(1), kelvin(295)));
/** Mean of the value that `send` gives for many readings which differ only in their time within a second. */
function mean(send: (line: string) => string, hours: number, parameter: string, value: string): number {
  let sum = 0;
  for (let i = 0; i < 1000; i++) sum += Number(send(line(hours + i / 3.6e6, parameter, value)).split(",")[2]);
  return sum / 1000;
}
const near = (found: number, expected: number, by: number) =>
  assert.ok(Math.abs(found - expected) <= by, `found ${found}, expected ${expected}`);

test("pressure and partial pressure fall by exp(-t/tau), the mean of many readings to a hundredth of a step", () => {
  const send = inject(station, { module: "lock", area: mm2(1), at });
  near(mean(send, 10, "LAB-P", "745.3"), 745.3 * left(10, 120), 0.005);
  near(mean(send, 10, "LOCK-P", "99.36"), 99.36 * left(10, 120), 0.0005);
  near(mean(send, 10, "LAB-O2", "160.25"), 160.25 * left(10, 120), 0.0005);
});

test("readings stay on the codes of the sensor, with their decimals", () => {
  const send = inject(station, { module: "lock", area: mm2(1), at });
  for (let i = 0; i < 100; i++) assert.match(send(line(3 + i / 1000, "LAB-P", "745")), /,7\d\d\.\d$/);
});

test("what has not lost air passes to the byte", () => {
  const send = inject(station, { module: "lab", area: mm2(1), at: second(start + 3600) });
  for (const text of [
    "# a comment, with 745.0",
    "time,parameter,value",
    "",
    "rubbish",
    line(0.5, "LAB-P", "745.30"),
    line(9, "gauge:attic", "745.0"),
    line(9, "OTHER-P", "745.0"),
    line(9, "LAB-P", ""),
    line(9, "LAB-P", "NaN"),
    line(9, "LAB-P", "n/a"),
    line(9, "supply:tank", "3"),
    line(9, "note:crew", "LAB-P,745.0"),
    "yesterday,LAB-P,745.0",
  ]) {
    assert.equal(send(text), text);
  }
});

test("a reading taken by hand is lowered as a gauge of its module would be", () => {
  const send = inject(station, { module: "lock", area: mm2(1), at });
  near(mean(send, 10, "gauge:lab", "745.00"), 745 * left(10, 120), 0.002);
});

test("readings without steps keep the finest decimals seen so far of each sensor and gauge", () => {
  const send = inject(station, { module: "lock", area: mm2(1), at });
  for (const parameter of ["LAB-O2", "gauge:lab"]) send(line(-1, parameter, "750.12"));
  near(mean(send, 10, "LAB-O2", "750"), 750 * left(10, 120), 0.002);
  near(mean(send, 10, "gauge:lab", "7.5e2"), 750 * left(10, 120), 0.002);
  assert.match(send(line(10, "LAB-O2", "750")), /,\d{3}\.\d\d$/);
  assert.match(send(line(10, "gauge:lock", "7.5012e2")), /,\d{3}\.\d\d$/);
  assert.match(send(line(10, "gauge:lock", `750.${"0".repeat(120)}`)), /,\d{3}\.\d{12}$/);
});

test("spaces, quotes, UNIX seconds and a carriage return stay around a changed value", () => {
  const send = inject(station, { module: "lab", area: mm2(1000), at });
  const unix = String(start + 600);
  assert.match(send(`${unix}, LAB-P , 745.0\r`), /^\d+, LAB-P , \d{3}\.\d\r$/);
  assert.match(send(`"${unix}","LAB-P","745.0"`), /^"\d+","LAB-P","\d{3}\.\d"$/);
  assert.doesNotMatch(send(`${unix},LAB-P,745.0`), /745/);
});

test("a closed hatch moves the leak into the smaller volume, the other keeps its loss, rejoining mixes", () => {
  const send = inject(station, { module: "lock", area: mm2(1), at });
  send(line(2, "hatch:hatch", "closed"));
  near(mean(send, 3, "LOCK-P", "99.00"), 99 * left(2, 120) * left(1, 30), 0.0005);
  near(mean(send, 3, "LAB-P", "745.0"), 745 * left(2, 120), 0.005);
  send(line(4, "hatch:hatch", "open"));
  const mixed = left(2, 120) * (0.75 + 0.25 * left(2, 30));
  near(mean(send, 4.0001, "LAB-P", "745.0"), 745 * mixed, 0.01);
  near(mean(send, 6, "LOCK-P", "99.00"), 99 * mixed * left(2, 120), 0.0005);
});

test("a row that comes late is lowered by what was lost at its own time", () => {
  const send = inject(station, { module: "lock", area: mm2(1), at });
  send(line(2, "hatch:hatch", "closed"));
  send(line(2.02, "LOCK-P", "99.00"));
  near(mean(send, 1.99, "LAB-P", "745.0"), 745 * left(1.99, 120), 0.005);
});

test("the recording's own thermometer sets the speed of the flow", () => {
  const warm = pair().sensor("LAB-T", "lab", { quantity: "temperature", unit: "degC", step: 0.1 }).build();
  const send = inject(warm, { module: "lab", area: mm2(1), at });
  const row = line(0, "LAB-T", "32.0");
  assert.equal(send(row), row);
  const expected = Math.exp(-36000 / timeConstant(cubicMetre(120), mm2(1), kelvin(305.15)));
  near(mean(send, 10, "LAB-P", "745.0"), 745 * expected, 0.005);
});

test("the same lines give the same lines", () => {
  const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 7000, max: 7600 })), {
    maxLength: 50,
  });
  fc.assert(
    fc.property(values, (pairs) => {
      const lines = pairs.map(([t, v]) => line(t / 10, "LAB-P", (v / 10).toFixed(1)));
      const run = () => lines.map(inject(station, { module: "lab", area: mm2(1), at }));
      assert.deepEqual(run(), run());
    }),
  );
});

test("an unknown module is refused", () => {
  assert.throws(() => inject(station, { module: "attic", area: mm2(1), at }), /attic/);
});

test("a leak put into a quiet record is the leak that the simulator would have made", () => {
  const yaml =
    "duration: 18h\nlife_support: {oxygen: []}\nhappenings: [{at: +9h, kind: hatch, hatch: hatch, to: closed}, {at: +12h, kind: hatch, hatch: hatch, to: open}]\n";
  const leak = "leaks: [{module: lab, area: 0.8mm2, from: +3h}]\n";
  const write = rowWriter();
  const quiet = outcome(lively(station, yaml), station, 7).rows.map(write);
  const simulated = outcome(lively(station, yaml + leak), station, 7).rows;
  const send = inject(station, { module: "lab", area: mm2(0.8), at: second(start + 3 * 3600) });
  const injected = quiet.map(send);
  const sum = new Map<string, number[]>();
  injected.forEach((text, i) => {
    const { parameter, value, time } = simulated[i];
    if (parameter.startsWith("hatch")) return;
    const key = `${parameter} ${Math.floor((time - start) / 3600)}`;
    sum.set(key, [...(sum.get(key) ?? []).slice(-400), Number(text.split(",")[2]) - Number(value)]);
  });
  const hours = [...sum].filter(([key]) => key.startsWith("LAB-P"));
  assert.equal(hours.length, 18);
  // Hourly means of two records with the same noise. The fall is 53 mmHg by the end; dry air in place of humid is 0.4 % of it.
  for (const [key, differences] of hours) {
    const difference = differences.reduce((a, b) => a + b, 0) / differences.length;
    assert.ok(Math.abs(difference) < 0.2, `${key}: ${difference}`);
  }
});
