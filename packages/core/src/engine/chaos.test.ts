import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createEngine, type HullwatchEvent, toWire } from "./index.ts";
import { cabinAir, feed, hour, t0 } from "./testing.ts";
import { anyInputs, station } from "./testing-any.ts";

/** What holds of any events whatever: in time order, each alarm raised once and cleared at most once, all fit to print. */
function inOrder(events: readonly HullwatchEvent[]): void {
  const standing = new Set<string>();
  const ids = new Set<string>();
  let last = Number.NEGATIVE_INFINITY;
  for (const e of events) {
    assert.ok(e.time >= last, `${e.time} after ${last}`);
    last = e.time;
    JSON.stringify(toWire(e));
    if (e.type !== "alarm") continue;
    if (e.state === "raised") {
      assert.ok(!ids.has(e.id), `${e.id} raised twice`);
      ids.add(e.id);
      standing.add(e.id);
    } else assert.ok(standing.delete(e.id), `${e.id} cleared without standing`);
  }
}

/** Which alarms all those sequences raised together. */
const raised = new Set<string>();

test("no sequence of inputs makes the engine throw or say what does not hang together", () => {
  fc.assert(
    fc.property(anyInputs, fc.boolean(), (inputs, sorted) => {
      if (sorted) inputs.sort((a, b) => a.time - b.time);
      const engine = createEngine(station);
      const events = [...feed(engine, inputs), ...engine.finish(), ...feed(engine, inputs), ...engine.finish()];
      inOrder(events);
      for (const e of events) if (e.type === "alarm") raised.add(e.kind);
    }),
    { seed: 11, numRuns: 400 },
  );
  for (const kind of ["leak", "pressure-low", "ppO2-low", "sensor"]) assert.ok(raised.has(kind), [...raised].join());
});

test("air that falls to vacuum and below the zero of its gauges, and comes back, makes no error", () => {
  const air = cabinAir(station, {
    hours: 3,
    holes: [{ module: "main", area_mm2: 3000, from: t0 + hour, to: t0 + 2.5 * hour }],
  });
  const shifted = air.map((i) => (i.type === "sample" && i.sensor.includes("-P") ? { ...i, value: i.value - 90 } : i));
  const events = feed(createEngine(station), [...shifted, ...cabinAir(station, { from: t0 + 3 * hour, hours: 1 })]);
  inOrder(events);
  assert.ok(events.some((e) => e.type === "alarm" && e.kind === "rapid-depress"));
});
