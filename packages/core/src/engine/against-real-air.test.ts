import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSI, type Interval, type SquareMetre } from "../quantity/index.ts";
import { createEngine } from "./index.ts";
import { alarms, estimates, hour, realAir, realAirLeaking, run } from "./testing.ts";

test("19.5 h of real cabin air raise no alarm at all; the fall is told as no more than the crew's oxygen", () => {
  const { station, inputs } = realAir();
  const events = run(createEngine(station), inputs);
  assert.deepEqual(alarms(events), []);
  const trend = events.at(-1)!;
  assert.ok(trend.type === "trend");
  assert.match(trend.text, /^Falls 0\.\d+ \(.*\) mmHg\/h over 1\d\.\d h: no more than the oxygen of 7 people/);
  // Least squares over the whole record: 0.107 mbar/h = 0.080 mmHg/h.
  const fall = fromSI("pressureRate", trend.dpdt.value, "mmHg/h");
  assert.ok(fall > 0.06 && fall < 0.12, `${fall}`);
});

/** (mm2) opened after six hours, and (h) by when it must be found. */
const holes = [
  { area: 0.6, hours: 4 },
  { area: 2, hours: 2 },
  { area: 6, hours: 0.5 },
  { area: 20, hours: 0.2 },
  { area: 500, hours: 0.1 },
];
for (const { area, hours } of holes) {
  test(`a hole of ${area} mm2 in real cabin air is found within ${hours} h and sized with an interval that holds`, () => {
    const { station, inputs } = realAirLeaking(area, 6);
    const onset = inputs[0].time + 6 * hour;
    const events = run(createEngine(station), inputs);
    const leaks = alarms(events, "leak");
    assert.deepEqual(
      leaks.map((a) => a.state),
      ["raised"],
    );
    const delay = leaks[0].time - onset;
    assert.ok(delay > 0 && delay <= hours * hour, `raised after ${delay} s`);
    const all = estimates(events);
    const atAlarm = all.find((e) => e.time === leaks[0].time)!;
    const atEnd = all.at(-1)!;
    for (const e of [atAlarm, atEnd]) assert.ok(holds(e.area, area), `${area} mm2 outside ${JSON.stringify(e.area)}`);
    const found = fromSI("area", atEnd.area.value, "mm2");
    assert.ok(Math.abs(found / area - 1) < 0.4, `${found} mm2`);
    const { onset: ago } = leaks[0];
    assert.ok(ago!.low <= delay && delay <= ago!.high, `onset ${delay} s ago outside ${JSON.stringify(ago)}`);
  });
}

const holds = ({ low, high }: Interval<SquareMetre>, area: number) => low <= area * 1e-6 && area * 1e-6 <= high;

test("a hole of 500 mm2 in real cabin air is a rapid depress within 15 s", () => {
  const { station, inputs } = realAirLeaking(500, 6);
  const onset = inputs[0].time + 6 * hour;
  const [first] = alarms(run(createEngine(station), inputs));
  assert.equal(first.kind, "rapid-depress");
  assert.ok(first.time - onset <= 15, `${first.time - onset} s`);
});
