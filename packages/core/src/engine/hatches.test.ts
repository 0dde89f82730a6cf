import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSI, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type EstimateEvent, type Input } from "./index.ts";
import { alarms, cabinAir, estimates, hour, mmHg, run, story, t0 } from "./testing.ts";

const halves = stationBuilder()
  .module("main", 200)
  .module("ship", 10)
  .hatch("h", "main", "ship")
  .vehicle("soyuz", ["ship"])
  .crew("ada", "soyuz", "main")
  .sensor("M-P", "main")
  .sensor("S-P", "ship")
  .build();

const rate = (e: EstimateEvent) => fromSI("pressureRate", e.dpdt.value, "mmHg/h");
const minutes = (time: number) => (time - t0) / 60;
const from = (events: readonly EstimateEvent[], time: number) => events.filter((e) => e.time >= time);

/** A leak of 2 mm2 from the second hour on, 5.1 mmHg/h of the whole; the hatch closes after the fourth. */
const closing = (module: string, told = 0) => ({
  hours: 8,
  holes: [{ module, area_mm2: 2, from: t0 + 2 * hour }],
  moves: [{ time: t0 + 4 * hour, hatch: "h", state: "closed" as const, told: t0 + 4 * hour + told }],
});

for (const late of [0, 600]) {
  test(`a hatch closed on the leak, told ${late} s late: the small side falls quickly, the main side is given up`, () => {
    const events = run(createEngine(halves), cabinAir(halves, closing("ship", late)));
    assert.deepEqual(story(events, "leak"), ["leak-1 raised"]);
    const [before] = estimates(events);
    assert.deepEqual(before.modules, ["main", "ship"]);
    assert.ok(before.reserve !== null);
    const later = from(estimates(events), t0 + 4 * hour + late + 900);
    for (const e of later) assert.deepEqual(e.modules, ["ship"], `at ${minutes(e.time)} min`);
    const last = later.at(-1)!;
    assert.ok(last.area.low < 2e-6 && 2e-6 < last.area.high, JSON.stringify(last.area));
    assert.ok(rate(later[0]) > 10 * rate(before), `${rate(before)}, then ${rate(later[0])}`);
    assert.equal(last.reserve, null);
  });
}

test("a hatch closed on a quiet ship: the leak goes on in the main volume, with its reserve", () => {
  const events = run(createEngine(halves), cabinAir(halves, closing("main")));
  assert.deepEqual(story(events, "leak"), ["leak-1 raised"]);
  for (const e of from(estimates(events), t0 + 4 * hour + 300)) {
    assert.deepEqual(e.modules, ["main"]);
    assert.ok(e.reserve !== null);
  }
  const last = estimates(events).at(-1)!;
  assert.ok(last.area.low < 2e-6 && 2e-6 < last.area.high, JSON.stringify(last.area));
});

test("the leak is not lost when the station is parted in the middle, in three, or when its piece is joined again", () => {
  const three = stationBuilder().module("a", 60).module("b", 60).module("c", 60).crewCount(3);
  three.hatch("ab", "a", "b").hatch("bc", "b", "c");
  for (const m of ["a", "b", "c"]) three.sensor(`${m}-P`, m);
  const station = three.build();
  for (const module of ["a", "b", "c"]) {
    const moves = ["ab", "bc"].flatMap((hatch) => [
      { time: t0 + 4 * hour, hatch, state: "closed" as const },
      { time: t0 + 6 * hour, hatch, state: "open" as const },
    ]);
    const air = cabinAir(station, { hours: 9, holes: [{ module, area_mm2: 3, from: t0 + 2 * hour }], moves });
    const events = run(createEngine(station), air);
    assert.deepEqual(story(events, "leak"), ["leak-1 raised"], module);
    const parted = estimates(events).filter((e) => e.time > t0 + 4.5 * hour && e.time < t0 + 6 * hour);
    for (const e of parted) assert.deepEqual(e.modules, [module]);
    const last = estimates(events).at(-1)!;
    assert.deepEqual(last.modules, ["a", "b", "c"]);
    assert.ok(last.area.low < 3e-6 && 3e-6 < last.area.high, `${module} ${JSON.stringify(last.area)}`);
  }
});

test("what of a leaking volume is joined to a larger one that nothing reads has no leak of unknown size", () => {
  const three = stationBuilder().module("a", 60).module("b", 20).module("c", 90).crewCount(3);
  const station = three.hatch("ab", "a", "b").hatch("bc", "b", "c", { state: "closed" }).sensor("a-P", "a").build();
  const moves = [
    { time: t0 + 4 * hour, hatch: "ab", state: "closed" as const },
    { time: t0 + 4 * hour, hatch: "bc", state: "open" as const },
  ];
  for (const order of [moves, moves.toReversed()]) {
    const air = cabinAir(station, {
      hours: 6,
      holes: [{ module: "b", area_mm2: 3, from: t0 + 2 * hour }],
      moves: order,
    });
    const found = estimates(run(createEngine(station), air));
    assert.ok(found.length > 0);
    for (const e of found) assert.ok(e.modules.includes("a"), e.modules.join());
  }
});

test("a hatch opened on a pressure difference is neither a leak nor a rapid depress", () => {
  const shut = stationBuilder().module("main", 200).module("ship", 30).crewCount(3);
  shut.hatch("h", "main", "ship", { state: "closed" }).sensor("M-P", "main").sensor("S-P", "ship");
  for (const ship of [700, 780]) {
    const air = cabinAir(shut.build(), {
      hours: 10,
      pressure: { ship: ship * mmHg },
      moves: [{ time: t0 + 3 * hour, hatch: "h", state: "open" }],
    });
    const events = run(createEngine(shut.build()), air);
    assert.deepEqual(story(events, "leak", "rapid-depress", "sensor", "stale"), [], `${ship} mmHg`);
  }
});

test("a hatch state that is only told again changes nothing: a rapid depress is still seen", () => {
  const again: Input[] = Array.from({ length: 480 }, (_, i) => ({
    type: "hatch",
    time: second(t0 + i * 30),
    hatch: "h",
    state: "open",
  }));
  const holes = [{ module: "ship", area_mm2: 500, from: t0 + 2 * hour }];
  const [plain] = alarms(run(createEngine(halves), cabinAir(halves, { hours: 3, holes })));
  const [told] = alarms(run(createEngine(halves), cabinAir(halves, { hours: 3, holes, also: again })));
  assert.equal(plain.kind, "rapid-depress");
  assert.deepEqual(told, plain);
});

test("of two late reports on a hatch the later one stands, in whatever order and however late they come", () => {
  const report = (time: number, state: "open" | "closed"): Input => ({
    type: "hatch",
    time: second(time),
    hatch: "h",
    state,
  });
  const closed = report(t0 + 1 * hour, "closed");
  const open = report(t0 + 1.1 * hour, "open");
  const air = cabinAir(halves, { hours: 4, holes: [{ module: "ship", area_mm2: 2, from: t0 + 2 * hour }] });
  const n = air.findIndex((i) => i.time > t0 + 1.5 * hour);
  for (const reports of [
    [closed, open],
    [open, closed],
    [closed, open, closed],
  ]) {
    const engine = createEngine(halves);
    const events = run(engine, [...air.slice(0, n), ...reports, ...air.slice(n)]);
    assert.deepEqual(estimates(events).at(-1)!.modules, ["main", "ship"]);
  }
});

const bare = stationBuilder().module("main", 200).module("attic", 20).hatch("h", "main", "attic").crewCount(3);
const attic = bare.sensor("M-P", "main").build();

test("a volume without any sensor is no error, and nothing is said of it", () => {
  const air = cabinAir(attic, { hours: 6, moves: [{ time: t0 + hour, hatch: "h", state: "closed" }] });
  const events = run(createEngine(attic), air);
  assert.deepEqual(story(events), []);
  assert.deepEqual(
    events.flatMap((e) => (e.type === "trend" ? [e.modules] : [])),
    [["main"]],
  );
  assert.ok(events.every((e) => !("modules" in e) || e.modules.join() !== "attic"));
});

test("a station with no pressure sensor at all is no error either", () => {
  const warm = stationBuilder()
    .module("a", 9)
    .crewCount(1)
    .sensor("T", "a", { quantity: "temperature", unit: "degC" })
    .build();
  assert.deepEqual(run(createEngine(warm), cabinAir(warm, { hours: 3 })), []);
});

test("no reserve is told of a volume that does not leak, while a leak next door lowers what it takes to suspect one", () => {
  const shut = stationBuilder().module("main", 100).module("ship", 20).hatch("h", "main", "ship", { state: "closed" });
  const station = shut.crewCount(3).sensor("M-P", "main").sensor("S-P", "ship").build();
  for (let seed = 1; seed <= 6; seed++) {
    const air = cabinAir(station, { hours: 20, seed, holes: [{ module: "ship", area_mm2: 0.3, from: t0 + 4 * hour }] });
    const told = estimates(run(createEngine(station), air));
    assert.ok(told.length > 50, `seed ${seed}: ${told.length}`);
    for (const e of told) assert.deepEqual([e.modules, e.reserve], [["ship"], null], `seed ${seed}`);
  }
});

test("two gauges that part because a hatch was closed untold are believed again once it is told", () => {
  const air = cabinAir(halves, { ...closing("ship", 5400), hours: 7 });
  const events = run(createEngine(halves), air);
  const story = alarms(events, "sensor");
  assert.ok(story.some((a) => a.state === "raised"));
  const open = story.filter((a) => !story.some((b) => b.id === a.id && b.state === "cleared"));
  assert.deepEqual(open, []);
  for (const a of story.filter((a) => a.state === "cleared")) assert.ok(a.time - t0 < 5.6 * hour, `${a.time - t0} s`);
});
