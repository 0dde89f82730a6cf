import assert from "node:assert/strict";
import { test } from "node:test";
import {
  interval,
  kilogramPerSecond,
  metre,
  pascalPerSecond,
  type Second,
  second,
  squareMetre,
  toSI,
} from "../quantity/index.ts";
import { type AlarmEvent, type EstimateEvent, isoTime, type TrendEvent, toWire } from "./index.ts";

const time = second(1535668871.2504);
const day = 86400;
const times = (a: number, b: number, c: number) => interval<Second>(second(a), second(b), second(c));
const perDay = (x: number) => kilogramPerSecond(x / day);
const perHour = (x: number) => pascalPerSecond(toSI("pressureRate", x, "mmHg/h"));
const rate = interval(perDay(20), perDay(15), perDay(25));
const dpdt = interval(perHour(0.6), perHour(0.5), perHour(0.7));

test("a leak alarm has onset, rate and threshold; the others have not", () => {
  const leak: AlarmEvent = {
    type: "alarm",
    time,
    kind: "leak",
    state: "raised",
    id: "leak-1",
    text: "Air is being lost",
    says: { code: "leak", values: { fall_mmHg_per_h: 0.6123456, since: "2018-08-30T22:31:11.250Z" } },
    onset: times(600, 300, 900),
    rate,
    threshold: 11.5,
  };
  assert.equal(
    JSON.stringify(toWire(leak)),
    '{"type":"alarm","time":"2018-08-30T22:41:11.250Z","kind":"leak","state":"raised","id":"leak-1",' +
      '"text":"Air is being lost","says":{"code":"leak","values":{"fall_mmHg_per_h":0.6123,"since":"2018-08-30T22:31:11.250Z"}},"onset":{"value":600,"low":300,"high":900,"unit":"s"},' +
      '"rate":{"value":20,"low":15,"high":25,"unit":"kg/day"},"threshold":11.5}',
  );
  const stale: AlarmEvent = {
    type: "alarm",
    time,
    kind: "stale",
    state: "cleared",
    id: "stale-2",
    text: "x",
    says: { code: "speaks", values: {} },
    sensor: "P1",
  };
  assert.equal(
    JSON.stringify(toWire(stale)),
    '{"type":"alarm","time":"2018-08-30T22:41:11.250Z","kind":"stale","state":"cleared","id":"stale-2","text":"x","says":{"code":"speaks","values":{}},"sensor":"P1"}',
  );
});

const estimate: EstimateEvent = {
  type: "estimate",
  time,
  probability: 0.99,
  rate,
  dpdt,
  area: interval(squareMetre(1.022e-6), squareMetre(1e-6), squareMetre(1.1e-6)),
  diameter: interval(metre(1.28e-3), metre(1.2e-3), metre(1.3e-3)),
  dischargeCoefficient: 0.8,
  onset: times(3600, 3000, 4200),
  reserve: times(532 * 3600, 500 * 3600, 600 * 3600),
  reservePressure: toSI("pressure", 490, "mmHg"),
  outlook: {
    first: { time: times(114 * 3600, 98 * 3600, 137 * 3600), limit: "ppO2" },
    withoutOxygen: { time: times(55 * 3600, 50 * 3600, Number.POSITIVE_INFINITY), limit: "ppO2" },
    ppO2Limit: toSI("pressure", 146, "mmHg"),
    t1mm: times(6004, 5146, 7205),
  },
  ifClosed: [{ hatch: "ab", modules: ["a"], reserveIfLeakInside: times(266 * 3600, 250 * 3600, 300 * 3600) }],
  modules: ["a", "b"],
};

test("an estimate has every quantity of the contract in its unit", () => {
  assert.deepEqual(toWire(estimate), {
    type: "estimate",
    time: "2018-08-30T22:41:11.250Z",
    probability: 0.99,
    rate: { value: 20, low: 15, high: 25, unit: "kg/day" },
    dpdt: { value: 0.6, low: 0.5, high: 0.7, unit: "mmHg/h" },
    area: { value: 1.022, low: 1, high: 1.1, unit: "mm2" },
    diameter: { value: 1.28, low: 1.2, high: 1.3, unit: "mm", discharge_coefficient: 0.8 },
    onset: { value: 3600, low: 3000, high: 4200, unit: "s" },
    reserve: { value: 532, low: 500, high: 600, unit: "h", to_mmHg: 490 },
    reserve_limit: "ppO2",
    reserve_first: { value: 114, low: 98, high: 137, unit: "h" },
    reserve_without_oxygen: { value: 55, low: 50, high: null, unit: "h" },
    t1mm: { value: 6004, low: 5146, high: 7205, unit: "s" },
    reserve_if_closed: [
      { hatch: "ab", modules: ["a"], reserve_if_leak_inside: { value: 266, low: 250, high: 300, unit: "h" } },
    ],
    modules: ["a", "b"],
  });
});

test("no reserve is null, and so is a bound without an end", () => {
  const nothing = toWire({ ...estimate, reserve: null, outlook: null, ifClosed: [] });
  const { reserve, reserve_limit, reserve_first, reserve_without_oxygen, t1mm, reserve_if_closed } = nothing;
  assert.deepEqual([reserve, reserve_limit, reserve_first, reserve_without_oxygen, t1mm], Array(5).fill(null));
  assert.deepEqual(reserve_if_closed, []);
  const endless = toWire({ ...estimate, reserve: times(3600, 3600, Number.POSITIVE_INFINITY) }).reserve;
  assert.deepEqual(endless, { value: 1, low: 1, high: null, unit: "h", to_mmHg: 490 });
});

test("a trend has its span, its fall and what breathing alone would make", () => {
  const trend: TrendEvent = {
    type: "trend",
    time,
    modules: ["a"],
    span: second(7200),
    dpdt,
    metabolic: perHour(0.13),
    text: "Falls",
  };
  assert.deepEqual(toWire(trend), {
    type: "trend",
    time: "2018-08-30T22:41:11.250Z",
    modules: ["a"],
    span_s: 7200,
    dpdt: { value: 0.6, low: 0.5, high: 0.7, unit: "mmHg/h" },
    metabolic_mmHg_per_h: 0.13,
    text: "Falls",
  });
});

test("moments before 1970 and with fractions are written to the millisecond", () => {
  assert.equal(isoTime(0), "1970-01-01T00:00:00.000Z");
  assert.equal(isoTime(-0.25), "1969-12-31T23:59:59.750Z");
  assert.equal(isoTime(1643631675), "2022-01-31T12:21:15.000Z");
});
