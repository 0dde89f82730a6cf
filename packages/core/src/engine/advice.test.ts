import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { type AdviceEvent, createEngine, type HullwatchEvent, restoreEngine, toWire } from "./index.ts";
import { cabinAir, feed, hour, lines, run, t0 } from "./testing.ts";

const builder = stationBuilder().module("main", 200).module("node", 60).module("lab", 90).module("ship", 10);
builder.hatch("h1", "main", "node").hatch("h2", "node", "ship").hatch("h3", "main", "lab");
builder.vehicle("soyuz", ["ship"]).crew("one", "soyuz", "main").crew("two", "soyuz", "node");
for (const m of ["main", "node", "lab", "ship"]) builder.sensor(`${m}-P`, m);
const station = builder.build();

const advised = (events: readonly HullwatchEvent[]): AdviceEvent[] => events.filter((e) => e.type === "advice");
const hole = { module: "lab", area_mm2: 1, from: t0 + 1.5 * hour };
const shut = (hatch: string) => ({ time: t0 + 4 * hour, hatch, state: "closed" as const });

test("with the alarm comes the first step of the search, and with no leak none", () => {
  assert.deepEqual(advised(run(createEngine(station), cabinAir(station, { hours: 5, moves: [] }))), []);
  const events = run(createEngine(station), cabinAir(station, { hours: 4, holes: [hole], moves: [] }));
  const [first, ...later] = advised(events);
  const alarm = events.find((e) => e.type === "alarm" && e.kind === "leak")!;
  assert.deepEqual([first.time, first.action, later], [alarm.time, "close", []]);
  const learnt = first.outcomes.reduce((sum, { probability }) => sum + probability, 0);
  assert.ok(first.outcomes.length > 1 && Math.abs(learnt - 1) < 1e-9);
  assert.ok(first.hatches.length > 0 && first.observe.length > 0 && first.watch > 0 && first.expected > first.watch);
});

test("while a closure is being watched it says to wait, and once the side is known what follows", () => {
  const events = run(createEngine(station), cabinAir(station, { hours: 5, holes: [hole], moves: [shut("h3")] }));
  const after = advised(events).filter((e) => e.time > t0 + 4 * hour);
  assert.deepEqual(
    after.map((e) => e.action),
    ["wait", "isolate"],
  );
  assert.deepEqual([after[1].modules, after[1].hatches], [["lab"], ["h3"]]);
});

test("somebody on the wrong side of a closed hatch comes before any search", () => {
  const events = run(createEngine(station), cabinAir(station, { hours: 5, holes: [hole], moves: [shut("h2")] }));
  const after = advised(events).find((e) => e.time > t0 + 4 * hour)!;
  assert.deepEqual([after.action, after.hatches], ["open", ["h2"]]);
  assert.match(after.why, /one, two/);
});

test("a snapshot between two pieces of advice changes nothing", () => {
  const air = cabinAir(station, { hours: 5, holes: [hole], moves: [shut("h3")] });
  const whole = lines(run(createEngine(station), air));
  const cut = Math.floor(0.82 * air.length);
  const first = createEngine(station);
  const before = feed(first, air.slice(0, cut));
  const second_ = restoreEngine(station, first.snapshot());
  assert.deepEqual(lines([...before, ...run(second_, air.slice(cut))]), whole);
});

test("on the wire times are minutes, and the names are those of the contract", () => {
  const wire = toWire({
    type: "advice",
    time: second(t0),
    action: "close",
    hatches: ["h1"],
    crew: { one: "node" },
    modules: ["main"],
    watch: second(90),
    observe: ["main-P", "gauge:node"],
    expected: second(600),
    outcomes: [{ modules: ["main"], probability: 0.75 }],
    why: "because",
    ruleBook: { groups: [["ship"], ["main", "node"]], hatches: ["h2"], expected: second(1800), closures: 2.5 },
  });
  assert.deepEqual(
    [wire.action, wire.hatches, wire.crew, wire.watch_min, wire.observe, wire.expected_min, wire.why],
    ["close", ["h1"], { one: "node" }, 1.5, ["main-P", "gauge:node"], 10, "because"],
  );
  assert.deepEqual(wire.outcomes, [{ modules: ["main"], probability: 0.75 }]);
  const book = { groups: [["ship"], ["main", "node"]], hatches: ["h2"], expected_min: 30, expected_closures: 2.5 };
  assert.deepEqual(wire.rule_book, book);
});

test("beside each step of the search stands the rule book's order, ships first, with its own minutes", () => {
  const search = advised(run(createEngine(station), cabinAir(station, { hours: 5, holes: [hole] })));
  const [first] = search;
  assert.ok(first.action === "close" && first.ruleBook !== null, JSON.stringify(first));
  const { groups, hatches, expected } = first.ruleBook;
  const ships = station.vehicles.map(({ modules }) => [...modules]);
  assert.deepEqual(groups.slice(0, ships.length), ships);
  assert.ok(hatches.length > 0 && expected > 0, JSON.stringify(first.ruleBook));
});

test("a hatch that is told closed and is not tight is opened, and is none to count on afterwards", () => {
  const air = cabinAir(station, { hours: 5, holes: [{ ...hole, module: "main" }] });
  const told = { type: "hatch", time: second(t0 + 3 * hour), hatch: "h3", state: "closed" } as const;
  const cut = air.findIndex((i) => i.time >= told.time);
  const engine = createEngine(station);
  const loose = advised(run(engine, [...air.slice(0, cut), told, ...air.slice(cut)])).find((e) => e.action === "open")!;
  assert.deepEqual([loose.hatches, loose.crew], [["h3"], {}]);
  assert.match(loose.why, /h3 is told closed and is not tight/);
  const open = { ...told, time: second(loose.time + 300), state: "open" } as const;
  const after = air.findIndex((i) => i.time >= open.time);
  const rows = [...air.slice(0, cut), told, ...air.slice(cut, after), open, ...air.slice(after)];
  const later = advised(run(createEngine(station), rows)).filter((e) => e.time > open.time);
  assert.ok(later.length > 0 && later.every((e) => !e.hatches.includes("h3")), JSON.stringify(later));
});
