import assert from "node:assert/strict";
import { test } from "node:test";
import { pascal, toSI } from "../quantity/index.ts";
import { filedHatchStates, filedPositions, type Station, stationBuilder } from "../station/index.ts";
import { defaultSettings, planSearch, type Situation } from "./index.ts";
import { checkPlan } from "./referee/check-plan.ts";

/** A ship of two modules at one end, a core, a lab and a store. */
const line = (crew = "core") =>
  stationBuilder()
    .module("dm", 4)
    .module("om", 6)
    .module("core", 80)
    .module("lab", 60)
    .module("store", 40)
    .hatch("om-dm", "om", "dm", { close_min: 3 })
    .hatch("dock", "om", "core", { close_min: 5 })
    .hatch("core-lab", "core", "lab", { close_min: 5 })
    .hatch("lab-store", "lab", "store", { close_min: 5 })
    .vehicle("soyuz", ["om", "dm"])
    .sensor("core-P", "core", { sigma: 0.1 })
    .crew("ada", "soyuz", crew);

interface Over {
  readonly shut?: readonly string[];
  readonly settings?: Partial<Situation["settings"]>;
}

function at(station: Station, weights: Record<string, number>, rate: number, mmHg = 747, over: Over = {}) {
  const { shut = [], settings = {} } = over;
  const filed = filedHatchStates(station);
  const situation: Situation = {
    station,
    hatches: (id) => (shut.includes(id) ? "closed" : filed(id)),
    positions: filedPositions(station),
    probability: new Map(Object.entries(weights)),
    leak: toSI("pressureRate", rate, "mmHg/h") * 190,
    pressure: toSI("pressure", mmHg, "mmHg"),
    settings: { ...defaultSettings, ...settings },
  };
  const plan = planSearch(situation);
  assert.deepEqual(checkPlan(situation, plan), []);
  return plan;
}

test("a known hole behind open hatches is shut off, people out of it first, at any rate", () => {
  for (const rate of [0.08, 8, 80]) {
    const { tree } = at(line("store").build(), { store: 1 }, rate);
    assert.deepEqual([tree.action, tree.hatches, tree.watch, tree.crew], ["close", ["lab-store"], 0, { ada: "lab" }]);
    assert.match(tree.why, /^store leaks: shut it off, which is the safe state, then look for the hole$/);
    assert.equal(tree.outcomes.length, 1);
    assert.deepEqual([tree.outcomes[0].next.action, tree.outcomes[0].next.hatches], ["isolate", ["lab-store"]]);
  }
});

test("what lies in the middle is shut off on all its sides, far ones first", () => {
  const { tree } = at(line().build(), { lab: 1 }, 8);
  assert.deepEqual([tree.action, tree.hatches], ["close", ["lab-store", "core-lab"]]);
});

test("where no test fits the reserve the likeliest part without a seat is shut off for good", () => {
  const { tree } = at(line().build(), { dm: 0.1, om: 0.1, core: 2, lab: 1, store: 3 }, 150, 600, {
    settings: { mayLose: pascal(1) },
  });
  assert.equal(tree.action, "close");
  assert.deepEqual(tree.hatches, ["core-lab"]);
  assert.match(tree.why, /lab and store can be shut off for good with nobody's seat there$/);
  const next = Object.fromEntries(tree.outcomes.map((outcome) => [outcome.modules.join(), outcome.next]));
  assert.equal(next["lab,store"].action, "isolate");
  // What then leaks is all they have besides their ship.
  assert.equal(next["dm,om,core"].action, "evacuate");
});

test("too late even for that: all leave, with their ship shut behind them", () => {
  const { tree } = at(line().build(), { core: 2, lab: 1, store: 3 }, 600, 510);
  assert.deepEqual([tree.action, tree.crew, tree.hatches], ["evacuate", { ada: "dm" }, ["dock"]]);
});

test("the orbital module leaks: with little air all are in the descent module before its hatch is shut", () => {
  const { tree } = at(line().build(), { om: 1 }, 600, 510);
  assert.deepEqual([tree.action, tree.crew, tree.hatches], ["evacuate", { ada: "dm" }, ["om-dm"]]);
  assert.match(tree.why, /orbital|om leaks/);
});

test("a leak in the very module of the seat: nobody is sent there", () => {
  const { tree } = at(line().build(), { dm: 1 }, 600, 510);
  assert.deepEqual([tree.action, tree.crew, tree.hatches], ["evacuate", {}, []]);
});

test("air at its limit is said to be there, and no time to it is negative", () => {
  const { tree } = at(line().build(), { om: 1 }, 8, 480);
  assert.equal(tree.action, "evacuate");
  assert.match(tree.why, /the air there is at or under the limit$/);
  assert.doesNotMatch(tree.why, /-\d/);
});

test("nobody is shut into their ship for good: it is joined again, and the hole looked for", () => {
  const { tree } = at(line("dm").build(), { om: 1 }, 0.6, 747, { shut: ["om-dm", "dock"] });
  assert.deepEqual([tree.action, tree.hatches], ["open", ["om-dm", "dock"]]);
  const [{ next }] = tree.outcomes;
  assert.deepEqual([next.action, next.hatches, next.crew], ["search-module", [], {}]);
  assert.match(next.why, /patch it; the air there lasts 17 d; the ship would be lost if it were shut off$/);
  assert.equal(at(line().build(), { om: 1 }, 0.6).tree.action, "search-module");
  assert.equal(at(line().build(), { om: 1 }, 20).tree.action, "evacuate");
});

test("a lost volume is not opened, and whose ship is behind it has none", () => {
  const station = line().build();
  const filed = filedHatchStates(station);
  const plan = planSearch({
    station,
    hatches: (id) => (id === "dock" ? "closed" : filed(id)),
    positions: filedPositions(station),
    probability: new Map([["om", 1]]),
    leak: 1,
    pressure: (id) => toSI("pressure", id === "om" || id === "dm" ? 3 : 740, "mmHg"),
    settings: defaultSettings,
  });
  assert.deepEqual([plan.safe, plan.tree.action, plan.tree.hatches], [false, "wait", []]);
  assert.match(
    plan.tree.why,
    /ada cannot come to their seat, soyuz is lost to them: no way to dm: om stands at 3 mmHg$/,
  );
});

test("a hatch with more than 50 mmHg across it is not opened on the way to a seat", () => {
  const station = line().build();
  const filed = filedHatchStates(station);
  const planAt = (mmHg: number, over = {}) =>
    planSearch({
      station,
      hatches: (id) => (id === "dock" ? "closed" : filed(id)),
      positions: filedPositions(station),
      probability: new Map([["lab", 1]]),
      leak: 1,
      pressure: (id) => toSI("pressure", id === "om" || id === "dm" ? mmHg : 740, "mmHg"),
      settings: { ...defaultSettings, ...over },
    }).tree;
  assert.equal(planAt(700).action, "open");
  assert.match(planAt(680).why, /stands at 680 mmHg/);
  assert.equal(planAt(680, { openInto: pascal(20_000) }).action, "open");
});

test("people who are only counted are where most of the air is: that part is left or searched, a small one is shut off", () => {
  const builder = stationBuilder().module("home", 80).module("lab", 60).module("lock", 6).crewCount(4);
  const station = builder.hatch("to-lab", "home", "lab").hatch("to-lock", "home", "lock", { state: "closed" }).build();
  const { tree } = at(station, { home: 1, lab: 1 }, 2, 412);
  assert.deepEqual([tree.action, tree.hatches], ["evacuate", []]);
  assert.equal(at(station, { home: 1, lab: 1 }, 2).tree.action, "search-module");
  const lock = at(station, { lock: 1 }, 2).tree;
  assert.deepEqual([lock.action, lock.hatches], ["isolate", ["to-lock"]]);
  assert.match(lock.why, /^lock leaks: it stays shut off, and nobody stays in it/);
});
