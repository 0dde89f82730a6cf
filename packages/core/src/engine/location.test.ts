import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type HullwatchEvent, type Input, type LocationEvent, toWire } from "./index.ts";
import { cabinAir, estimates, feed, hour, lines, run, sample, shuffled, story, t0 } from "./testing.ts";

const builder = stationBuilder().module("main", 200).module("node", 60).module("ship", 10).crewCount(3);
builder.hatch("h1", "main", "node").hatch("h2", "node", "ship");
for (const m of ["main", "node", "ship"]) builder.sensor(`${m}-P`, m);
const station = builder.build();

const located = (events: readonly HullwatchEvent[]): LocationEvent[] => events.filter((e) => e.type === "location");
const closing = (module: string, hatch: string) => ({
  hours: 5,
  holes: [{ module, area_mm2: 1, from: t0 + 1.5 * hour }],
  moves: [{ time: t0 + 4 * hour, hatch, state: "closed" as const }],
});

test("nothing is said of the place without a leak; with one, the prior until a hatch is shut", () => {
  const calm = { hours: 5, moves: [{ time: t0 + 2 * hour, hatch: "h2", state: "closed" as const }] };
  assert.deepEqual(located(run(createEngine(station), cabinAir(station, calm))), []);
  const events = run(createEngine(station), cabinAir(station, closing("ship", "h2")));
  const [raised, ...later] = located(events);
  const alarm = events.find((e) => e.type === "alarm" && e.kind === "leak")!;
  assert.equal(raised.time, alarm.time);
  assert.ok(Math.abs(raised.probability.main / raised.probability.ship - 20 ** (2 / 3)) < 1e-6);
  assert.deepEqual([raised.verdict, raised.sets], ["open", [["main", "node", "ship"]]]);
  assert.ok(later.every((e) => e.time > t0 + 4 * hour));
  for (const e of located(events)) {
    const sum = Object.values(e.probability).reduce((s, p) => s + p, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`);
  }
});

for (const [module, hatch, modules] of [
  ["ship", "h2", ["ship"]],
  ["main", "h1", ["main"]],
  ["main", "h2", ["main", "node"]],
] as const) {
  test(`with ${hatch} shut on a leak in ${module} it is told to be in ${modules.join(" and ")}`, () => {
    const last = located(run(createEngine(station), cabinAir(station, closing(module, hatch)))).at(-1)!;
    assert.deepEqual([last.verdict, last.modules], [modules.length === 1 ? "module" : "set", modules]);
    assert.ok(last.time < t0 + 4 * hour + 1800, `${(last.time - t0) / 60} min`);
  });
}

test("rows that come late change nothing of what is believed in the end", () => {
  const air = cabinAir(station, closing("ship", "h2"));
  const after = t0 + 5 * hour + 300;
  const [whole, late] = [air, shuffled(air, 90, 3)].map((inputs) => {
    const engine = createEngine(station);
    feed(engine, [...inputs, sample(after, "main-P", 1e5)]);
    return JSON.parse(engine.snapshot()).state.live.location;
  });
  assert.equal(whole.locator.epoch.parts.length, 2);
  assert.deepEqual(late, whole);
});

test("a hatch that is told closed and is not is named", () => {
  const air = cabinAir(station, { hours: 5, holes: closing("main", "h1").holes });
  const told: Input = { type: "hatch", time: second(t0 + 3 * hour), hatch: "h1", state: "closed" };
  const at = air.findIndex((i) => i.time >= told.time);
  const last = located(run(createEngine(station), [...air.slice(0, at), told, ...air.slice(at)])).at(-1)!;
  assert.deepEqual([last.verdict, last.hatches, last.modules], ["indeterminate", ["h1"], []]);
  assert.match(lines([last])[0], /"indeterminate","modules":\[\],"hatch":"h1","hatches":\["h1"\],"two_leaks":null,/);
});

test("behind a hatch that shut and is told open the leak is not taken for over, though its gauge parts from the others", () => {
  const hole = { module: "main", area_mm2: 0.5, from: t0 + 1.5 * hour };
  const moves = [{ time: t0 + 3 * hour, hatch: "h1", state: "closed" as const }];
  const air = cabinAir(station, { hours: 6, holes: [hole], moves });
  const events = run(
    createEngine(station),
    air.filter(({ type }) => type === "sample"),
  );
  const last = located(events).at(-1)!;
  assert.deepEqual([last.verdict, last.hatches], ["indeterminate", ["h1"]]);
  assert.deepEqual(story(events, "leak", "sensor"), ["leak-1 raised", "sensor-1 raised"]);
});

test("a leak that was shut off where nothing reads it is estimated all the while: as last known, with no reserve", () => {
  const shut = stationBuilder().module("main", 200).module("store", 60).crewCount(3).hatch("h", "main", "store");
  const unread = shut.sensor("P1", "main").sensor("P2", "main").build();
  const air = cabinAir(unread, {
    hours: 7,
    holes: [{ module: "store", area_mm2: 1, from: t0 + 1.5 * hour }],
    moves: [{ time: t0 + 3 * hour, hatch: "h", state: "closed" }],
  });
  const events = run(createEngine(unread), air);
  assert.deepEqual(story(events), ["leak-1 raised"]);
  const told = estimates(events);
  for (let i = 1; i < told.length; i++) assert.ok(told[i].time - told[i - 1].time <= 600);
  const place = located(events).find((e) => e.verdict === "module")!;
  assert.ok(place.time < t0 + 3.5 * hour);
  // What the air of main still seems to lose is not the leak.
  const joined = told.findLast((e) => e.time < t0 + 3 * hour)!;
  const after = told.filter((e) => e.time > place.time);
  assert.ok(after.length > 20 && after.at(-1)!.time > t0 + 6.8 * hour);
  for (const e of after) {
    assert.deepEqual([e.modules, e.rate, e.dpdt, e.reserve], [["main", "store"], joined.rate, joined.dpdt, null]);
    assert.equal(e.time - e.onset.value, joined.time - joined.onset.value);
  }
});

test("searches and the flow through hatches count, and what the station does not have is passed over", () => {
  const at = (minute: number) => second(t0 + 3.5 * hour + 60 * minute);
  const also: Input[] = [
    { type: "search", time: at(0), module: "main", found: false, quiet: true },
    { type: "search", time: at(1), module: "cellar", found: true, quiet: true },
    { type: "flow", time: at(2), hatch: "h2", towards: "ship" },
    { type: "flow", time: at(3), hatch: "h2", towards: "main" },
  ];
  const air = { hours: 4, holes: closing("ship", "h2").holes };
  const before = located(run(createEngine(station), cabinAir(station, air))).at(-1)!.probability;
  const after = located(run(createEngine(station), cabinAir(station, { ...air, also }))).at(-1)!.probability;
  const odds = (p: typeof before, m: string) => p[m] / p.node;
  assert.ok(Math.abs(odds(after, "main") / odds(before, "main") - 0.1 / 0.98) < 0.01);
  assert.ok(Math.abs(odds(after, "ship") / odds(before, "ship") - 4) < 0.4);
});

test("the event on the wire has every field, null where there is nothing", () => {
  const [raised] = located(run(createEngine(station), cabinAir(station, closing("ship", "h2"))));
  const wire = toWire(raised);
  const fields = ["type", "time", "probability", "verdict", "modules", "hatch", "hatches", "two_leaks", "sets"];
  assert.deepEqual(Object.keys(wire), fields);
  assert.deepEqual([wire.hatch, wire.two_leaks], [null, null]);
});
