import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type Input, restoreEngine } from "./index.ts";
import { cabinAir, feed, hour, lines, mmHg, run, shuffled, story, t0 } from "./testing.ts";

const station = stationBuilder().module("cabin", 100).crewCount(2).sensor("P1", "cabin").build();
const [at, back] = [t0 + 6 * hour, 6 * hour];

/** Air of 14 h whose clock is set back by 6 h after 6 h; what nobody sees of it meanwhile lowers it by `lost` (mmHg). */
const setBack = (seed: number, lost: number, holes: Parameters<typeof cabinAir>[1]["holes"] = []): readonly Input[] =>
  cabinAir(station, { hours: 14, seed, holes }).map((input) => {
    if (input.type !== "sample" || input.time < at) return input;
    const fallen = lost * Math.min(1, (input.time - at) / back);
    return { ...input, time: second(input.time - back), value: input.value - fallen * mmHg };
  });

test("what the air did while the clock went over old ground is no leak, whatever it was", () => {
  for (const seed of [1, 2])
    for (const lost of [-0.3, 0.1, 0.4])
      assert.deepEqual(story(run(createEngine(station), setBack(seed, lost))), [], `${lost} mmHg, seed ${seed}`);
});

test("a leak that begins after that is found, by one engine and by one restored on the way, late rows in their place", () => {
  const rows = setBack(1, 0.2, [{ module: "cabin", area_mm2: 1, from: t0 + 13 * hour }]);
  const whole = run(createEngine(station), rows);
  assert.deepEqual(story(whole), ["leak-1 raised"]);
  const engine = createEngine(station);
  const on = rows.findLastIndex(({ time }) => time === at - 300) + 1;
  const early = feed(engine, rows.slice(0, on));
  assert.deepEqual(lines([...early, ...run(restoreEngine(station, engine.snapshot()), rows.slice(on))]), lines(whole));
  assert.deepEqual(
    story(run(createEngine(station), shuffled(rows.slice(on), 60, 2).toSpliced(0, 0, ...rows.slice(0, on)))),
    ["leak-1 raised"],
  );
});

test("rows that were stored while nothing was heard, and are given then, change nothing", () => {
  const rows = cabinAir(station, { hours: 9, holes: [{ module: "cabin", area_mm2: 1, from: t0 + 6 * hour }] });
  const heard = rows.filter(({ time }) => time < t0 + 4 * hour || time >= t0 + 5 * hour);
  const stored = rows.filter(({ time }) => time >= t0 + 4 * hour && time < t0 + 5 * hour);
  const later = heard.toSpliced(heard.findIndex(({ time }) => time === t0 + 5 * hour) + 100, 0, ...stored);
  assert.deepEqual(lines(run(createEngine(station), later)), lines(run(createEngine(station), heard)));
});
