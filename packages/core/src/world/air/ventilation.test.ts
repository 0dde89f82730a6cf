import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../../station/index.ts";
import { moles, quiet } from "../testing.ts";
import { O2 } from "./cabin.ts";
import { World } from "./world.ts";

const cfm = 0.3048 ** 3 / 60;
const station = stationBuilder()
  .module("a", 100)
  .module("b", 50)
  .module("c", 80)
  .hatch("ab", "a", "b")
  .hatch("bc", "b", "c")
  .build();
/** All at one pressure, with more oxygen in `a`. */
const air = "elsewhere: [{modules: [a], ppO2: 200mmHg}]\n";
const world = (yaml: string) => new World(quiet(station, `duration: 1day\n${air}${yaml}`), station, 1);

/** (mmHg) ppO2 of each module after `minutes`. */
function after(w: World, minutes: number): number[] {
  for (let t = 0; t < minutes * 60; t += 60) {
    w.beginTick(w.scenario.start + t);
    w.step(w.scenario.start + t, 60);
  }
  return [0, 1, 2].map((m) => w.cabin.partial(m, O2) / 133.322387415);
}

test("two modules exchanging air meet with the time constant 1 / (Q/V1 + Q/V2)", () => {
  const w = world("ventilation: {fans: [{exchange: [a, b], flow: 100cfm}]}\n");
  w.happen(
    { at: w.scenario.start, kind: "hatch", hatch: "bc", to: "closed", reported: false, leaky: 0 as never },
    () => {},
  );
  const minutes = 15;
  const [a, b] = after(w, minutes);
  const rate = 100 * cfm * (1 / 100 + 1 / 50);
  const expected = 40 * Math.exp(-rate * minutes * 60);
  // Upwind sub-steps of a fifth of a module: first order in time.
  assert.ok(Math.abs(a - b - expected) < 0.08 * expected, `${a - b} ${expected}`);
});

test("a fan without a return way piles nothing up: the hatches bring back what it carries", () => {
  const w = world("ventilation: {fans: [{path: [a, b, c], flow: 100cfm}]}\n");
  const had = moles(w.cabin);
  const partials = after(w, 600);
  for (const p of partials) assert.ok(Math.abs(p - (200 * 100 + 160 * 130) / 230) < 0.1, `${partials}`);
  for (const m of [1, 2]) assert.ok(Math.abs(w.cabin.pressure(m) / w.cabin.pressure(0) - 1) < 1e-9);
  moles(w.cabin).forEach((x, s) => {
    assert.ok(Math.abs(x / had[s] - 1) < 1e-12);
  });
});

test("a duct passes the module between by", () => {
  const w = world(
    "ventilation: {circulation: 0cfm, fans: [{duct: [a, b, c], flow: 50cfm}, {duct: [c, b, a], flow: 50cfm}]}\n",
  );
  const [a, b, c] = after(w, 600);
  assert.ok(Math.abs(a - c) < 0.1);
  assert.ok(Math.abs(b - 160) < 0.1, `${b}`);
});

test("a closed hatch or stopped fans stop the mixing", () => {
  const closed = world("");
  const shut = {
    at: closed.scenario.start,
    kind: "hatch",
    hatch: "ab",
    to: "closed",
    reported: false,
    leaky: 0 as never,
  } as const;
  closed.happen(shut, () => {});
  assert.ok(Math.abs(after(closed, 600)[0] - 200) < 1e-6);
  const stopped = world("ventilation: {residual: 0cfm}\n");
  stopped.happen({ at: stopped.scenario.start, kind: "ventilation", on: false }, () => {});
  assert.ok(Math.abs(after(stopped, 600)[0] - 200) < 1e-6);
  assert.ok(after(world(""), 600)[0] < 190);
});
