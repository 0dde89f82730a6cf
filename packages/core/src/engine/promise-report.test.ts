import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type HullwatchEvent, type Input, toWire, type WatchEvent } from "./index.ts";
import { cabinAir, hour, mmHg, run, t0 } from "./testing.ts";

const promises = (events: readonly HullwatchEvent[]) => events.filter((e): e is WatchEvent => e.type === "watch");
const cabin = (...gauges: readonly string[]) =>
  gauges
    .reduce((b, id) => b.sensor(id, "cabin", { period_s: 60 }), stationBuilder().module("cabin", 100).crewCount(2))
    .build();

describe("what can be promised is told", () => {
  const station = cabin("P1", "P2", "P3");
  const events = run(createEngine(station), cabinAir(station, { hours: 20, seed: 31 }));
  const told = promises(events);

  it("when watching begins, after the first hours and when the weather has been learnt", () => {
    assert.deepEqual(
      told.map((e) => e.basis),
      ["assumed", "first hours", "learnt"],
    );
    assert.equal(events[0], told[0]);
    assert.deepEqual(
      told.map((e) => Math.round((e.time - t0) / hour)),
      [0, 4, 17],
    );
    assert.deepEqual(
      told.map((e) => e.learnt / 60),
      [0, 256, 1024],
    );
    assert.match(told[0].promise, /tables assume/);
    assert.match(told[2].promise, /weather and chance of this volume itself/);
  });

  it("as figures that fall with the time that is given, and as the cabin turns out calmer than assumed", () => {
    for (const { detectable } of told) {
      assert.ok(detectable.length === 3 && detectable[0] > detectable[1] && detectable[1] > detectable[2]);
    }
    assert.ok(told[2].detectable[0] < told[0].detectable[0]);
  });

  it("on one line", () => {
    const { modules, gauges, detectable, without, ...line } = toWire(told[2]) as Record<string, unknown>;
    assert.deepEqual(Object.keys(line), ["type", "time", "learnt_h", "false_alarms", "text"]);
    assert.deepEqual([modules, gauges], [["cabin"], { pressure: 3, temperature: 0, nitrogen: 0 }]);
    assert.deepEqual(Object.keys(detectable as object), ["within_1_h", "within_6_h", "within_24_h", "unit"]);
    assert.deepEqual(
      (without as { what: string }[]).map(({ what }) => what),
      ["thermometers", "nitrogen"],
    );
  });
});

test("what is lacking is named, and what it costs is computed", () => {
  const [first] = promises(run(createEngine(cabin("P1")), cabinAir(cabin("P1"), { hours: 1 })));
  const by = new Map(first.without.map((lack) => [lack.what, lack]));
  assert.deepEqual([...by.keys()], ["barometers", "thermometers", "nitrogen"]);
  assert.match(by.get("barometers")!.text, /drift cannot be told from a leak/);
  for (const { factor } of first.without) assert.ok(factor.length === 3 && factor.every((f) => f >= 1));
  // 1 K is 750/295 mmHg, over 24 h against the leak that is told of in that time.
  const leak = first.detectable[2] * 24 * hour;
  const formula = Math.hypot(1, (750 / 295 / leak) * mmHg);
  assert.ok(Math.abs(by.get("thermometers")!.factor[2] / formula - 1) < 0.01, `${by.get("thermometers")!.factor}`);
  const two = promises(run(createEngine(cabin("P1", "P2")), cabinAir(cabin("P1", "P2"), { hours: 1 })))[0];
  assert.match(two.without[0].text, /not which/);
});

test("with thermometers and analysers nothing is lacking", () => {
  const builder = stationBuilder().module("cabin", 100).crewCount(2);
  for (const id of ["P1", "P2", "P3"]) builder.sensor(id, "cabin", { period_s: 60 });
  const full = builder
    .sensor("T", "cabin", { quantity: "temperature", unit: "degC" })
    .sensor("N2", "cabin", { quantity: "ppN2" });
  const station = full.build();
  const [first] = promises(run(createEngine(station), cabinAir(station, { hours: 1 })));
  assert.deepEqual([first.gauges, first.without], [{ pressure: 3, temperature: 1, nitrogen: 1 }, []]);
});

test("with a delay it is told that much after its minute, and says the same", () => {
  const builder = stationBuilder().module("cabin", 100).crewCount(2);
  for (const id of ["P1", "P2", "P3"]) builder.sensor(id, "cabin", { period_s: 5 });
  const station = builder.build();
  const air = cabinAir(station, { hours: 5, seed: 33 });
  const told = (promiseDelay: number) => run(createEngine(station, { promiseDelay: second(promiseDelay) }), air);
  const [atOnce, later] = [told(0), told(40)];
  const others = (events: readonly HullwatchEvent[]) => events.filter(({ type }) => type !== "watch");
  assert.deepEqual(others(later), others(atOnce));
  const [prompt, delayed] = [promises(atOnce), promises(later)];
  assert.deepEqual(
    delayed.map(({ time }) => time),
    prompt.map(({ time }) => 60 * Math.floor(time / 60) + 40),
  );
  assert.deepEqual(
    delayed.map(({ basis, detectable }) => ({ basis, detectable })),
    prompt.map(({ basis, detectable }) => ({ basis, detectable })),
  );
});

test("a delay that is longer than there are rows in a minute ends with the next row", () => {
  const station = cabin("P1");
  const air = cabinAir(station, { hours: 1 });
  const [told] = promises(run(createEngine(station, { promiseDelay: second(59) }), air));
  const [atOnce] = promises(run(createEngine(station), air));
  assert.equal(told.time, atOnce.time + 60);
});

test("a gauge that falls silent counts no more, which is told with the trend of the day and not before", () => {
  const station = cabin("P1", "P2", "P3");
  const air = cabinAir(station, { hours: 50, seed: 32 });
  const silent = air.filter((i: Input) => i.type !== "sample" || i.sensor !== "P3" || i.time < t0 + 25 * hour);
  const events = run(createEngine(station), silent);
  const changed = promises(events).filter((e) => e.gauges.pressure === 2);
  assert.equal(changed.length, 1);
  assert.ok(changed[0].time >= t0 + 48 * hour && events.some((e) => e.type === "trend" && e.time === changed[0].time));
});

test("each volume has its own, and a part that is shut off is told of anew", () => {
  const station = stationBuilder()
    .module("a", 50)
    .module("b", 50)
    .hatch("ab", "a", "b")
    .sensor("PA", "a")
    .sensor("PB", "b")
    .build();
  const shut = { time: t0 + 2 * hour, hatch: "ab", state: "closed" } as const;
  const told = promises(run(createEngine(station), cabinAir(station, { hours: 3, moves: [shut] })));
  assert.deepEqual(
    told.map((e) => e.modules.join()),
    ["a,b", "a", "b"],
  );
  assert.ok(told.slice(1).every((e) => e.time >= second(shut.time)));
});
