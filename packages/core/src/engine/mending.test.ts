import assert from "node:assert/strict";
import { test } from "node:test";
import { kilogramPerSecond, second, toSI } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type Input, toWire } from "./index.ts";
import { type Air, cabinAir, feed, gauge, hour, mmHg, realAir, realAirLeaking, run, shuffled } from "./testing.ts";
import { air, at, check, checks, closed, leak, patch, repairs, station, told } from "./testing-mending.ts";

/** Nobody aboard, and no gauge in the ship. */
const blind = stationBuilder()
  .module("main", 90)
  .module("ship", 10)
  .hatch("h", "main", "ship")
  .sensor("M-P", "main")
  .crewCount(0)
  .build();

test("a tight ship is told tight within the hour, and again with a closer bound when the check ends", () => {
  const events = run(createEngine(station), air({ also: [check(2.02, "start"), check(5, "end")] }));
  assert.deepEqual(told(events), ["tight", "tight"]);
  const [first, last] = checks(events);
  assert.ok(first.time - first.started < hour, `${first.time - first.started}`);
  assert.deepEqual(first.modules, ["ship"]);
  assert.ok(first.upper95! <= first.tightBelow && last.upper95! < 0.5 * first.upper95!);
  assert.equal(first.needed, 0);
});

test("a leak is told, with its rate; the layer that stops it is told tight; the hole's states and times are in order", () => {
  const mended = [
    patch(1, "tape"),
    patch(1.5, "sealant"),
    check(2.02, "start"),
    check(3, "end"),
    patch(3.1, "sealant"),
    patch(3.2, "curing", toSI("time", 30, "min")),
    patch(3.8, "cured"),
    check(4, "start"),
    check(6.5, "end"),
  ];
  const events = run(createEngine(station), air({ hours: 7, holes: [{ ...leak, to: at(3.1) }], also: mended }));
  assert.deepEqual(told(events), ["leaking", "leaking", "tight", "tight"]);
  const rate = checks(events)[1].rate!;
  const truth = toSI("massFlow", 0.6, "kg/day");
  assert.ok(rate.low < 1.05 * truth && rate.high > 0.95 * truth, JSON.stringify(rate));
  assert.equal(checks(events)[3].better!.value > 0.8, true);
  const found = repairs(events);
  assert.deepEqual(
    found.map((r) => `${r.act} ${r.layers}`),
    ["found 0", "tape 0", "sealant 1", "leaking 1", "sealant 2", "curing 2", "due 2", "cured 2", "tight 2"],
  );
  assert.ok(found.every((r, i) => r.fits && (i === 0 || r.time >= found[i - 1].time)));
  assert.deepEqual([found[1].cureLeft, found[6].cureLeft, found[7].cureLeft], [null, 0, null]);
  assert.ok(found[5].cureLeft! > 28 * 60 && found[5].cureLeft! <= 30 * 60);
});

test("a check over which a hatch moves, gas is let in, the hole is worked on or nothing is heard says so, and decides nothing", () => {
  const start = check(2.02, "start");
  const cut: [string, Partial<Air>][] = [
    ["hatch h was opened", { moves: [closed, { time: at(2.1), hatch: "h", state: "open" }], also: [start] }],
    [
      "gas was let in from tank",
      { also: [start, { type: "supply", time: at(2.1), supply: "tank", rate: kilogramPerSecond(1e-4) }] },
    ],
    ["the hole in ship was worked on (sealant)", { also: [start, patch(2.1, "sealant")] }],
  ];
  for (const [why, more] of cut) {
    const [event, ...rest] = checks(run(createEngine(station), air({ ...more, hours: 3 })));
    assert.deepEqual([event.verdict, event.interrupted, event.needed, rest.length], ["undecided", why, null, 0]);
    assert.ok(event.time - at(2.1) <= 120);
  }
  const silent = air({ hours: 3, also: [start] }).filter(
    (i) => i.type !== "sample" || i.sensor !== "S-P" || i.time < at(2.1),
  );
  const [lost] = checks(run(createEngine(station), silent));
  assert.deepEqual([lost.verdict, lost.interrupted], ["undecided", "no gauge has spoken for too long"]);
  assert.ok(lost.time > at(2.1) + 600 && lost.time < at(2.1) + 800);
});

test("a hatch elsewhere and gas let in elsewhere disturb nothing", () => {
  const other = stationBuilder().module("main", 90).module("ship", 10).module("lab", 50);
  const built = other.hatch("h", "main", "ship").hatch("l", "main", "lab").crewCount(0).supply("tank", "lab");
  const apart = built.sensor("M-P", "main").sensor("S-P", "ship").build();
  const moves = [closed, { time: at(2.1), hatch: "l", state: "closed" as const }];
  const fed: Input = { type: "supply", time: at(2.2), supply: "tank", rate: kilogramPerSecond(1e-4) };
  const events = run(createEngine(apart), cabinAir(apart, { hours: 4, moves, also: [check(2.02, "start"), fed] }));
  assert.deepEqual(told(events), ["tight", "tight"]);
});

test("a check that ends too early says how long it would still have needed, and one with no reading that it read nothing", () => {
  const [early] = checks(
    run(createEngine(station), air({ hours: 3, also: [check(2.02, "start"), check(2.1, "end")] })),
  );
  assert.equal(early.verdict, "undecided");
  assert.ok(early.needed! > 300 && early.needed! < hour, `${early.needed}`);
  const inputs = cabinAir(blind, { hours: 4, moves: [closed], also: [check(2.02, "start"), check(3, "end")] });
  const [nothing] = checks(run(createEngine(blind), inputs));
  assert.deepEqual([nothing.verdict, nothing.rate, nothing.upper95, nothing.needed], ["undecided", null, null, null]);
  const wire = toWire(nothing);
  assert.deepEqual([wire.rate, wire.upper_95, wire.needed_min], [null, null, null]);
});

test("a volume without a sensor is judged by what people read", () => {
  const read = Array.from({ length: 9 }, (_, i) => gauge(at(2.1 + i), "ship", (740 - 6 * i) * mmHg));
  const also = [check(2.02, "start"), ...read, check(11, "end")];
  const last = checks(run(createEngine(blind), cabinAir(blind, { hours: 12, moves: [closed], also }))).at(-1)!;
  assert.equal(last.verdict, "leaking");
  const tau = (8 * hour) / Math.log(740 / 692);
  assert.ok(Math.abs(last.timeConstant!.value / tau - 1) < 0.05, `${last.timeConstant!.value / tau}`);
});

test("what tight means can be told", () => {
  const tightBelow = toSI("massFlow", 2, "kg/day");
  const events = run(createEngine(station, { tightBelow }), air({ holes: [leak], also: [check(2.02, "start")] }));
  assert.deepEqual(told(events), ["tight", "tight"]);
});

test("rows that come late, within the lateness, lead to the same checks and holes", () => {
  const also = [patch(1, "tape"), check(2.02, "start"), check(5, "end")];
  const inputs = air({ holes: [leak], also });
  const mendingAfter = (some: readonly Input[]) => {
    const engine = createEngine(station);
    feed(engine, some);
    feed(
      engine,
      inputs.filter((i) => i.time >= at(5.5)),
    );
    return JSON.parse(engine.snapshot()).state.live.mending;
  };
  const first = inputs.filter((i) => i.time < at(5.5));
  const inOrder = mendingAfter(first);
  assert.equal(inOrder.reports.length, 3);
  assert.deepEqual(mendingAfter(shuffled(first, 100, 4)), inOrder);
});

test("a leak that begins where a hole was told tight is told of the hole too", () => {
  const also = [patch(1, "tape"), check(2.02, "start"), check(3, "end")];
  const opened = { module: "ship", area_mm2: 1, from: at(4) };
  const acts = repairs(run(createEngine(station), air({ hours: 7, holes: [opened], also }))).map((r) => r.act);
  assert.deepEqual(acts, ["found", "tape", "tight", "leaking"]);
});

test("real air, whose thermometer stands in the case of a computer and follows that: none of eight checks of 6 h is told to leak", () => {
  const { station: cabin, inputs } = realAir();
  const tightBelow = toSI("massFlow", 30, "kg/day");
  const verdicts = [3, 4.5, 6, 7.5, 9, 10.5, 12, 13].map((hours) => {
    const row = (after: number, state: "start" | "end"): Input => ({
      type: "check",
      time: second(inputs[0].time + after * hour),
      module: "cabin",
      state,
    });
    const rows = [...inputs, row(hours, "start"), row(hours + 6, "end")].sort((a, b) => a.time - b.time);
    return told(run(createEngine(cabin, { tightBelow }), rows)).join();
  });
  assert.ok(verdicts.filter((v) => v === "tight,tight").length >= 6, verdicts.join(" "));
  assert.ok(verdicts.every((v) => !v.includes("leaking")));
});

test("a leak that has stopped by itself while the check runs is taken back by the same check", () => {
  const stopped = { ...leak, to: at(3) };
  const events = run(
    createEngine(station),
    air({ hours: 14, holes: [stopped], also: [check(2.02, "start"), check(13, "end")] }),
  );
  assert.deepEqual(told(events), ["leaking", "tight", "tight"]);
});

test("the same air with a hole of 2 mm2 in it leaks, 43 kg a day", () => {
  const { station: cabin, inputs } = realAirLeaking(2, 6);
  const row = (after: number, state: "start" | "end"): Input => ({
    type: "check",
    time: second(inputs[0].time + after * hour),
    module: "cabin",
    state,
  });
  const rows = [...inputs, row(6.2, "start"), row(18, "end")].sort((a, b) => a.time - b.time);
  const tightBelow = toSI("massFlow", 10, "kg/day");
  const last = checks(run(createEngine(cabin, { tightBelow }), rows)).at(-1)!;
  assert.equal(last.verdict, "leaking");
  const truth = toSI("massFlow", 43, "kg/day");
  assert.ok(Math.abs(last.rate!.value / truth - 1) < 0.25, `${last.rate!.value / truth}`);
});
