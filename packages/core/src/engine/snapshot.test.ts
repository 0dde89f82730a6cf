import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { kilogramPerSecond, pascal, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, restoreEngine } from "./index.ts";
import { cabinAir, feed, hour, lines, mmHg, sample, shuffled, t0 } from "./testing.ts";
import { anyInputs, station } from "./testing-any.ts";

/** A busy night: a leak, hatches that move, a late report, gas let in, people who read gauges, a gross drop, late rows. */
const night = shuffled(
  cabinAir(station, {
    hours: 3,
    holes: [
      { module: "ship", area_mm2: 2, from: t0 + 0.6 * hour },
      { module: "main", area_mm2: 800, from: t0 + 2.6 * hour },
    ],
    moves: [
      { time: t0 + 1.5 * hour, hatch: "h2", state: "closed" },
      { time: t0 + 2 * hour, hatch: "h1", state: "closed", told: t0 + 2.2 * hour },
      { time: t0 + 2.4 * hour, hatch: "h1", state: "open" },
    ],
    also: [
      { type: "supply", time: second(t0 + hour), supply: "tank", rate: kilogramPerSecond(0.001) },
      { type: "supply", time: second(t0 + 1.2 * hour), supply: "tank", rate: kilogramPerSecond(0) },
      { type: "gauge", time: second(t0 + 1.7 * hour), module: "node", value: pascal(745 * mmHg), sigma: pascal(67) },
      { type: "note", time: second(t0 + 1.8 * hour), who: "ada", text: "airlock depress" },
      { type: "patch", time: second(t0 + 1.4 * hour), module: "ship", state: "tape" },
      { type: "check", time: second(t0 + 1.6 * hour), module: "ship", state: "start" },
      { type: "check", time: second(t0 + 2.5 * hour), module: "ship", state: "end" },
      sample(t0 + 500 * hour, "M-P", 700 * mmHg),
    ],
  }),
  90,
  5,
);

test("restoring at any input and going on gives the same bytes", () => {
  const whole = createEngine(station);
  const said = night.map((input) => lines(whole.push(input)));
  const end = whole.snapshot();
  assert.ok(said.flat().some((line) => line.includes('"leak"')) && said.flat().some((line) => line.includes("rapid")));
  for (const type of ["check", "repair"]) assert.ok(said.flat().some((line) => line.startsWith(`{"type":"${type}"`)));
  fc.assert(
    fc.property(fc.nat(night.length - 1), (cut) => {
      const before = createEngine(station);
      feed(before, night.slice(0, cut));
      const saved = before.snapshot();
      const after = restoreEngine(station, saved);
      assert.equal(after.snapshot(), saved);
      assert.deepEqual(
        night.slice(cut).map((input) => lines(after.push(input))),
        said.slice(cut),
      );
      assert.equal(after.snapshot(), end);
    }),
    { seed: 12, numRuns: 40 },
  );
});

test("restoring after every kind of odd input gives the same bytes too", () => {
  fc.assert(
    fc.property(anyInputs, fc.nat(), (inputs, at) => {
      const cut = at % (inputs.length + 1);
      const whole = createEngine(station);
      feed(whole, inputs.slice(0, cut));
      const restored = restoreEngine(station, whole.snapshot());
      const rest = inputs.slice(cut);
      assert.deepEqual(
        lines([...feed(restored, rest), ...restored.finish()]),
        lines([...feed(whole, rest), ...whole.finish()]),
      );
      assert.equal(restored.snapshot(), whole.snapshot());
    }),
    { seed: 13, numRuns: 60 },
  );
});

test("what is no snapshot, or another station's, is refused by name", () => {
  const other = stationBuilder().module("a", 1).build();
  const refusal = (message: RegExp) => ({ name: "SnapshotError", code: "HW_SNAPSHOT", message });
  for (const text of ["", "{", "null", "7", '{"station":"test-station"}']) {
    assert.throws(
      () => restoreEngine(station, text),
      refusal(/^found ".*", expected the text that an engine's snapshot/),
    );
  }
  const saved = createEngine({ ...other, id: "salyut" }).snapshot();
  assert.throws(
    () => restoreEngine(station, saved),
    refusal(/^found a snapshot of station "salyut", expected one of "test/),
  );
});

test("the state stays within three times what it was after a day, for 30 days", () => {
  const small = stationBuilder().module("a", 90).module("b", 9).hatch("h", "a", "b").crewCount(3);
  small.sensor("A-P", "a", { period_s: 60 }).sensor("B-P", "b", { period_s: 60 });
  const engine = createEngine(small.build());
  const sizes: number[] = [];
  for (let day = 0; day < 30; day++) {
    const from = t0 + day * 86400;
    const at = (hours: number) => from + hours * hour;
    const moves = [
      { time: at(3), hatch: "h", state: "closed" as const },
      { time: at(4), hatch: "h", state: "open" as const },
    ];
    feed(engine, cabinAir(small.build(), { from, hours: 24, seed: day, moves }));
    sizes.push(engine.snapshot().length);
  }
  assert.ok(Math.max(...sizes) < 3 * sizes[1], `${sizes}`);
});
