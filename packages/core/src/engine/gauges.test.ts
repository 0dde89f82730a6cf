import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSI } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type EstimateEvent, type Input } from "./index.ts";
import { alarms, cabinAir, estimates, gauge, gaussian, hour, mmHg, run, sample, seeded, story, t0 } from "./testing.ts";

const bare = stationBuilder().module("main", 200).module("attic", 20).hatch("h", "main", "attic").crewCount(3);
const attic = bare.sensor("M-P", "main").build();

const rate = (e: EstimateEvent) => fromSI("pressureRate", e.dpdt.value, "mmHg/h");
const minutes = (time: number) => (time - t0) / 60;

/** Readings by hand every quarter of an hour, of air that falls by `fall` (mmHg/h) from `onset` on. */
function handReadings(module: string, hours: number, onset: number, fall: number): Input[] {
  const random = seeded(4);
  return Array.from({ length: hours * 4 }, (_, i) => {
    const time = t0 + i * 900 + Math.floor(300 * random());
    const pressure = 750 - fall * Math.max(0, (time - onset) / hour) + 0.5 * gaussian(random);
    return gauge(time, module, Math.round(pressure * 2) * 0.5 * mmHg);
  });
}

test("hand gauges alone follow a volume that has no telemetry", () => {
  const closed = [{ time: t0 + 60, hatch: "h", state: "closed" as const }];
  const also = handReadings("attic", 10, t0 + 4 * hour, 12);
  const events = run(createEngine(attic), cabinAir(attic, { hours: 10, moves: closed, also }));
  assert.deepEqual(story(events, "leak"), ["leak-1 raised"]);
  const [raised] = alarms(events, "leak");
  assert.ok(raised.time > t0 + 4 * hour && raised.time < t0 + 6 * hour, `${minutes(raised.time)} min`);
  const last = estimates(events).at(-1)!;
  assert.deepEqual(last.modules, ["attic"]);
  assert.ok(Math.abs(rate(last) - 12) < 2, `${rate(last)} mmHg/h`);
});

test("hand gauges of a tight volume raise nothing; nor do they beside telemetry, whatever their offset", () => {
  const closed = [{ time: t0 + 60, hatch: "h", state: "closed" as const }];
  const quiet = handReadings("attic", 24, t0, 0);
  assert.deepEqual(story(run(createEngine(attic), cabinAir(attic, { hours: 24, moves: closed, also: quiet }))), []);
  const off = quiet.map((i) => (i.type === "gauge" ? gauge(i.time, "main", i.value + 4 * mmHg) : i));
  assert.deepEqual(story(run(createEngine(attic), cabinAir(attic, { hours: 24, also: off }))), []);
});

test("hand gauges follow a station that has no sensor at all", () => {
  const hand = stationBuilder().module("hut", 50).crewCount(1).build();
  const events = run(createEngine(hand), handReadings("hut", 10, t0 + 4 * hour, 12));
  assert.deepEqual(story(events)[0], "leak-1 raised");
});

test("a gauge that reads nothing possible, or comes too late for its place, changes nothing", () => {
  const engine = createEngine(attic);
  run(
    engine,
    [...Array(50).keys()].map((i) => sample(t0 + 10 * i, "M-P", 750 * mmHg)),
  );
  const before = engine.snapshot();
  for (const bad of [
    gauge(t0 + 490, "attic", Number.NaN),
    gauge(t0 + 490, "attic", 1e9),
    gauge(t0 + 100, "attic", 5e4),
  ]) {
    assert.deepEqual(engine.push(bad), []);
  }
  assert.equal(engine.snapshot(), before);
});
