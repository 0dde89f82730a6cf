import assert from "node:assert/strict";
import { test } from "node:test";
import { toSI } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import {
  findingOf,
  flowSeen,
  type Locator,
  missRate,
  patchModule,
  priorOf,
  searched,
  startLocator,
  torqueSeen,
} from "./index.ts";
import { mmHgPerHour, play } from "./testing.ts";

const builder = stationBuilder().module("a", 100).module("b", 100).module("c", 100).module("far", 50);
builder.hatch("ab", "a", "b").hatch("bc", "b", "c").hatch("far", "c", "far", { state: "closed" });
const station = builder.sensor("A-P", "a").build();
const isOpen = (hatch: string) => hatch !== "far";
const flow = { mean: 300 * mmHgPerHour, sd: 30 * mmHgPerHour };
const now = { isOpen, since: 0, until: 0, flow, unrest: () => 0.1 * mmHgPerHour };
const start = (prior = priorOf(station)) => startLocator(station, prior, ["a", "b", "c"], now);
const chances = (locator: Locator) => findingOf(locator).probability;
const odds = (locator: Locator, m: string, n: string) => chances(locator)[m] / chances(locator)[n];

test("at first it is the prior, among the modules that the leaking volume holds; the others only if a hatch seeps", () => {
  const { probability, verdict, sets } = findingOf(start());
  assert.ok(Math.abs(probability.a - probability.b) < 1e-12 && probability.a > 0.32);
  assert.ok(probability.far < 0.02 && probability.far > 0, `${probability.far}`);
  assert.deepEqual([verdict, sets], ["open", [["a", "b", "c"]]]);
  const heavy = new Map([...priorOf(station), ["b", 10 * 100 ** (2 / 3)]]);
  assert.ok(Math.abs(odds(start(heavy), "b", "a") - 10) < 1e-9);
  const sum = Object.values(probability).reduce((s, p) => s + p, 0);
  assert.ok(Math.abs(sum - 1) < 1e-12);
});

test("the prior is the two-thirds power of the volume, or what the station file says", () => {
  assert.ok(Math.abs(priorOf(station).get("far")! - 50 ** (2 / 3)) < 1e-12);
  const weighed = { ...station, modules: station.modules.map((m) => ({ ...m, leakPrior: m.id === "a" ? 4 : 1 })) };
  assert.deepEqual([...priorOf(weighed).values()], [4, 1, 1, 1]);
});

test("seals of ten years weigh twice as much as new ones, and leak_prior goes before", () => {
  const decade = toSI("time", 3652.5, "day");
  const modules = station.modules.map((m) => (m.id === "b" ? m : { ...m, sealAge: decade }));
  const weight = priorOf({ ...station, modules });
  assert.ok(Math.abs(weight.get("a")! / weight.get("b")! - 2) < 1e-12);
  const said = modules.map((m) => ({ ...m, leakPrior: 1 }));
  assert.deepEqual(new Set(priorOf({ ...station, modules: said }).values()), new Set([1]));
});

test("a search that finds nothing lowers a module by its miss rate, and never clears it", () => {
  const locator = start();
  searched(locator, "a", { found: false });
  assert.ok(Math.abs(odds(locator, "a", "b") - missRate.racksRunning / 0.98) < 1e-9);
  for (let i = 0; i < 50; i++) searched(locator, "a", { found: false, miss: missRate.quiet });
  assert.ok(Math.abs(odds(locator, "a", "b") - 0.02) < 1e-9);
  assert.deepEqual(findingOf(locator).sets, [["b", "c"]]);
});

test("a search that finds the hole names the module, if it is not the first false one", () => {
  const locator = start();
  searched(locator, "b", { found: true });
  assert.ok(Math.abs(odds(locator, "b", "a") - 0.7 / 0.02) < 1e-6);
  assert.equal(findingOf(locator).verdict, "open");
  searched(locator, "b", { found: true });
  const { verdict, modules } = findingOf(locator);
  assert.deepEqual([verdict, modules], ["module", ["b"]]);
});

test("air that flows towards a side speaks for it as far as the sensor can be trusted, and once", () => {
  const locator = start();
  for (let i = 0; i < 9; i++) flowSeen(station, locator, isOpen, "ab", "b");
  assert.ok(Math.abs(odds(locator, "b", "a") - 4) < 1e-9 && Math.abs(odds(locator, "c", "b") - 1) < 1e-9);
  flowSeen(station, locator, isOpen, "ab", "a");
  assert.ok(Math.abs(odds(locator, "a", "b") - 4) < 1e-9);
  const before = chances(locator);
  flowSeen(station, locator, isOpen, "far", "far");
  flowSeen(station, locator, isOpen, "ab", "c");
  assert.deepEqual(chances(locator), before);
});

test("the attitude is weak evidence, however sure it says that it is", () => {
  const locator = start();
  const at = { a: [20, 0, 0], b: [0, 3, 0], c: [0, 0, 15] } as const;
  const placed = {
    ...station,
    modules: station.modules.map((m) => ({ ...m, ...(m.id in at && { at: at[m.id as "a"] }) })),
  };
  // 2 N at 20 m along x: 40 N m about y or z. At c it would have to be 2.7 N, at b the arm is too short.
  for (let i = 0; i < 2; i++) torqueSeen(placed, locator, [0, 40, 0], 2.2);
  assert.ok(Math.abs(odds(locator, "a", "c") - 3) < 1e-9 && Math.abs(odds(locator, "a", "b") - 3) < 1e-9);
  assert.ok(Math.abs(odds(locator, "far", "a") / odds(start(), "far", "a") - 1) < 0.02, "nothing is said of far");
  torqueSeen(placed, locator, [0.1, 0.2, -0.1], 0.02);
  assert.ok(Math.abs(odds(locator, "a", "c") - 1) < 0.02, "a leak of 0.08 mmHg/h is not felt");
  assert.deepEqual(findingOf(locator).sets, [["a", "b", "c"]]);
});

test("a patch after which the fall stops speaks for its module; one after which it goes on speaks against it", () => {
  const b = stationBuilder().module("a", 100).module("b", 100).hatch("ab", "a", "b");
  for (const m of ["a", "b"]) b.sensor(`${m}-P`, m);
  const two = b.build();
  const patched = (module: string, stops: boolean) =>
    play({
      station: two,
      seed: 12,
      holes: [{ module: "a", fall: 4, lasts: (minute) => !stops || minute < 0 }],
      steps: [],
      minutes: 30,
      look: (_, minute, locator) => {
        const open = { isOpen: () => true, flow: null, unrest: now.unrest, since: -60, until: -60 };
        if (minute === -1) patchModule(two, locator, module, true, open);
        return false;
      },
    }).probability[module];
  assert.ok(patched("b", true) > 0.95, `${patched("b", true)}`);
  assert.ok(patched("b", false) < 0.25, `${patched("b", false)}`);
});
