import assert from "node:assert/strict";
import { test } from "node:test";
import type { HullwatchEvent } from "@hullwatch/core/engine";
import { stateOf } from "../state/index.ts";
import { Pen } from "../testing.ts";
import { factsOf } from "./index.ts";

const same = (value: number) => ({ value, low: value, high: value });
const event = (type: string, more: object) => ({ type, time: 0, ...more }) as unknown as HullwatchEvent;
const raised = event("alarm", { kind: "leak", state: "raised", id: "leak-1" });
const events = [
  event("check", { verdict: "tight" }),
  raised,
  event("estimate", {
    probability: 0.9,
    rate: same(1),
    dpdt: same(2),
    area: same(3),
    onset: same(4),
    reserve: null,
    outlook: null,
  }),
  event("location", { verdict: "set" }),
  event("advice", { action: "close", hatches: ["h1", "h2"] }),
  event("repair", { module: "om", state: "taped" }),
];
const pen = new Pen("houston");
pen.write("hatch-moved", { hatch: "h1", state: "closed" });
pen.write("crew-moved", { who: "gerst", module: "lab" });

test("what the engine says and what people report, by name", () => {
  const facts = factsOf(events, stateOf(pen.written), "iss", new Map([["pressure(LAB-P)", same(99_000)]]));
  assert.deepEqual(
    [...facts].filter(([name, fact]) => !name.startsWith("alarm(") || fact === "raised"),
    [
      ["pressure(LAB-P)", same(99_000)],
      ["alarm(leak)", "raised"],
      ["hole(om)", "taped"],
      ["hatch(h1)", "closed"],
      ["crew(gerst)", "lab"],
      ["check", "tight"],
      ["probability", same(0.9)],
      ["rate", same(1)],
      ["dpdt", same(2)],
      ["area", same(3)],
      ["onset", same(4)],
      ["verdict", "set"],
      ["advice", "close"],
      ["advised", "waiting"],
    ],
  );
});

test("advice is done when all its hatches are reported as it wants them, on that station", () => {
  pen.write("hatch-moved", { hatch: "h2", state: "closed" });
  const { hatches, crew } = stateOf(pen.written);
  assert.equal(factsOf(events, { hatches, crew }, "iss").get("advised"), "done");
  assert.equal(factsOf(events, { hatches, crew }, "mir").get("advised"), "waiting");
});

test("of a leak that is over nothing is known any more, and of an engine that was not heard nothing at all", () => {
  const over = [...events, event("alarm", { kind: "leak", state: "cleared", id: "leak-1" })];
  const facts = factsOf(over, stateOf([]), "iss");
  assert.equal(facts.get("alarm(leak)"), "cleared");
  assert.deepEqual(
    ["reserve", "verdict", "advice", "dpdt"].map((name) => facts.get(name)),
    [undefined, undefined, undefined, undefined],
  );
  assert.equal(factsOf([], stateOf([]), "iss").size, 0);
});
