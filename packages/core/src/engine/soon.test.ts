import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type HullwatchEvent } from "./index.ts";
import { cabinAir, hour, lines, run, shuffled, t0 } from "./testing.ts";

const builder = stationBuilder().module("main", 200).module("node", 60).module("ship", 10).hatch("h1", "main", "node");
builder.hatch("h2", "node", "ship").vehicle("soyuz", ["ship"]).crew("one", "soyuz", "main");
for (const m of ["main", "node", "ship"]) builder.sensor(`${m}-P`, m);
const station = builder.build();

/** A slow leak is found by the minute, a quick one by the sample, and so is a gross drop before it. */
const holes = { slow: 1, quick: 60, gross: 600 };

for (const [name, area_mm2] of Object.entries(holes)) {
  test(`what is known before a plan is made are the first events of the same input: a ${name} leak`, () => {
    const hole = { module: "node", area_mm2, from: t0 + 1.5 * hour };
    const air = cabinAir(station, { hours: area_mm2 > 1 ? 1.7 : 3, holes: [hole], moves: [] });
    // Rows that come late have minutes taken anew.
    for (const inputs of [air, shuffled(air, 90, 1)]) {
      const engine = createEngine(station);
      const events: HullwatchEvent[] = [];
      let isSoon = 0;
      for (const input of inputs) {
        const sooner: (readonly HullwatchEvent[])[] = [];
        const all = engine.push(input, (known) => sooner.push(known));
        for (const known of sooner) assert.deepEqual(lines(known), lines(all.slice(0, known.length)));
        const alarm = all.findIndex((e) => e.type === "alarm" && e.kind === "leak" && e.state === "raised");
        const advice = all.findIndex((e) => e.type === "advice");
        if (alarm >= 0 && advice > alarm && sooner.some((known) => known.length > alarm && known.length <= advice))
          isSoon++;
        events.push(...all);
      }
      assert.equal(isSoon, 1);
      assert.deepEqual(lines([...events, ...engine.finish()]), lines(run(createEngine(station), inputs)));
    }
  });
}
