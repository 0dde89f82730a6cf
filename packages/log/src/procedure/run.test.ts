import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Body } from "../entry/index.ts";
import { stateOf } from "../state/index.ts";
import { author, IDS, Pen } from "../testing.ts";
import { type Objection, objectionsTo, parseProcedure, viewRun } from "./index.ts";

const { RUN: run } = IDS;
const procedure = parseProcedure(
  `hullwatch: procedure/1
id: p
title: {en: P}
steps:
  - {id: measure, text: {en: Measure}, who: [crew, controller], confirm: 2}
  - id: choose
    text: {en: Is there time}
    who: [flight-director]
    branches: [{to: leave, when: reserve < 30min}, {to: search}]
  - {id: search, text: {en: Close a hatch}, who: [crew], shows: advised = done}
  - id: read
    text: {en: Read}
    who: [crew]
    branches: [{to: search}, {to: repair}]
  - {id: repair, text: {en: Repair}, who: [crew]}
  - {id: photo, text: {en: Photograph}, who: [crew], after: [measure]}
  - {id: leave, text: {en: Leave}, who: [crew], after: []}
`,
  "p.yaml",
);
const gerst = author("Gerst", "crew", "crew");
const arnold = author("Arnold", "crew", "crew");
const flight = author("Flight", "flight-director");

/** What a run has come to, after one did this and another that. */
function after(...acts: (readonly [step: string, by: typeof gerst, more?: Partial<Body<"step-done">>])[]) {
  const pen = new Pen("houston");
  pen.write("procedure-started", { run, procedure: "p", hash: "0".repeat(64), title: "P" });
  for (const [step, by, more] of acts) pen.write("step-done", { run, step, ...more }, { author: by });
  return { pen, run: () => stateOf(pen.written).runs[0], view: () => viewRun(procedure, stateOf(pen.written).runs[0]) };
}
const states = ({ view }: ReturnType<typeof after>) =>
  Object.fromEntries(view().steps.map(({ step, state }) => [step.id, state]));
const measured = [
  ["measure", gerst],
  ["measure", arnold],
] as const;

test("two people confirm a step that wants two, and what comes after it is ready", () => {
  assert.equal(states(after(["measure", gerst])).measure, "confirming");
  assert.equal(after(["measure", gerst]).view().steps[0].missing, 1);
  const twice = after(["measure", gerst], ["measure", gerst]);
  assert.equal(states(twice).measure, "confirming");
  assert.deepEqual(
    twice.view().deviations.map(({ text }) => text),
    ["confirmed twice by the same person"],
  );
  assert.deepEqual(states(after(...measured)), {
    measure: "done",
    choose: "ready",
    search: "waiting",
    read: "waiting",
    repair: "waiting",
    photo: "ready",
    leave: "waiting",
  });
});

test("the way that is not taken is not needed, and nor is what only it leads to", () => {
  const left = states(after(...measured, ["choose", flight, { branch: "leave" }]));
  assert.deepEqual(
    [left.search, left.read, left.repair, left.leave],
    ["not-needed", "not-needed", "not-needed", "ready"],
  );
  const stayed = after(...measured, ["choose", flight, { branch: "search" }], ["photo", gerst]);
  assert.deepEqual([states(stayed).leave, states(stayed).search], ["not-needed", "ready"]);
  assert.equal(stayed.view().finished, false);
  const over = after(...measured, ["choose", flight, { branch: "leave" }], ["photo", gerst], ["leave", gerst]);
  assert.equal(over.view().finished, true);
});

test("a branch back begins a round: what it leads to is ready again, and what was done before stays in the log", () => {
  const round = after(
    ...measured,
    ["choose", flight, { branch: "search" }],
    ["search", gerst],
    ["read", gerst, { branch: "search" }],
  );
  assert.equal(round.view().round, 2);
  assert.deepEqual([states(round).search, states(round).read, states(round).choose], ["ready", "waiting", "done"]);
  assert.equal(round.run().marks.length, 5);
  assert.deepEqual(round.view().deviations, []);
});

test("a way back leads also to a step that was passed by", () => {
  const passing = parseProcedure(
    `hullwatch: procedure/1
id: p
title: {en: P}
steps:
  - {id: a, text: {en: A}, who: [crew], branches: [{to: b}, {to: c}]}
  - {id: b, text: {en: B}, who: [crew]}
  - {id: c, text: {en: C}, who: [crew], branches: [{to: b}, {to: d}]}
  - {id: d, text: {en: D}, who: [crew]}
`,
    "p.yaml",
  );
  const gone = after(["a", gerst, { branch: "c" }]);
  const now = () => viewRun(passing, gone.run()).steps.map(({ state }) => state);
  assert.deepEqual(now(), ["done", "not-needed", "ready", "waiting"]);
  gone.pen.write("step-done", { run, step: "c", branch: "b" }, { author: gerst });
  assert.deepEqual(now(), ["done", "ready", "waiting", "waiting"]);
  gone.pen.write("step-done", { run, step: "b" }, { author: gerst });
  gone.pen.write("step-done", { run, step: "c", branch: "d" }, { author: gerst });
  assert.deepEqual(now(), ["done", "done", "done", "ready"]);
});

test("what is done otherwise is logged: out of turn, by another role, against telemetry, where there is no such way or step", () => {
  const odd = after(
    ["search", gerst, { shown: "no" }],
    ["measure", flight],
    ["choose", flight, { branch: "moon" }],
    ["dance", gerst],
    ["search", arnold],
  );
  assert.deepEqual(
    odd.view().deviations.map(({ step, text, declared }) => [step, text, declared]),
    [
      ["search", "done before its turn: choose not finished", false],
      ["search", "telemetry did not show advised = done", false],
      ["measure", "confirmed by flight-director, asked for crew or controller", false],
      ["choose", "done before its turn: measure not finished", false],
      ["choose", "it goes on to moon, asked for leave or search", false],
      ["dance", "the procedure has no step dance", false],
      ["search", "it was finished already", false],
    ],
  );
  assert.deepEqual([states(odd).search, states(odd).measure, states(odd).choose], ["done", "ready", "waiting"]);
});

test("a deviation that somebody declares is in the run; one that skips a step finishes it", () => {
  const skipped = after(["measure", gerst]);
  skipped.pen.write("deviation", { run, step: "measure", skip: true, text: "gauge broken" });
  assert.deepEqual([states(skipped).measure, states(skipped).choose], ["skipped", "ready"]);
  assert.deepEqual(
    skipped.view().deviations.map(({ text, declared }) => [text, declared]),
    [["gauge broken", true]],
  );
  skipped.pen.write("deviation", { run, step: "choose", skip: true, text: "no time" });
  assert.deepEqual([states(skipped).search, states(skipped).leave], ["ready", "ready"]);
});

test("two who do not agree on the way are both seen, and it is not taken", () => {
  const both = parseProcedure(
    `hullwatch: procedure/1
id: p
title: {en: P}
steps:
  - {id: a, text: {en: A}, who: [crew], confirm: 2, branches: [{to: b}, {to: c}]}
  - {id: b, text: {en: B}, who: [crew]}
  - {id: c, text: {en: C}, who: [crew], after: []}
`,
    "p.yaml",
  );
  const disagree = after(["a", gerst, { branch: "b" }], ["a", arnold, { branch: "c" }]);
  const [a] = viewRun(both, disagree.run()).steps;
  assert.deepEqual([a.state, a.missing, a.confirmations.map(({ branch }) => branch)], ["confirming", 1, ["b", "c"]]);
  disagree.pen.write("step-done", { run, step: "a", branch: "c" }, { author: gerst });
  assert.deepEqual(
    viewRun(both, disagree.run()).steps.map(({ state }) => state),
    ["done", "not-needed", "ready"],
  );
});

const texts = (objections: readonly Objection[]) => objections.map(({ text }) => text);

test("who is about to deviate is told why, before", () => {
  const { run: of } = after(...measured);
  const attempt = (step: string, by = flight, branch = "search") => ({ step, by, branch });
  assert.deepEqual(objectionsTo(procedure, of(), attempt("choose"), new Map()), []);
  assert.deepEqual(texts(objectionsTo(procedure, of(), attempt("choose", gerst), new Map())), [
    "confirmed by crew, asked for flight-director",
  ]);
  assert.deepEqual(texts(objectionsTo(procedure, of(), attempt("search", gerst), new Map())), [
    "done before its turn: choose not finished",
    "telemetry does not say whether advised = done: advised is not known, asked for advised = done",
  ]);
  assert.deepEqual(texts(objectionsTo(procedure, of(), attempt("dance"), new Map())), [
    "the procedure has no step dance",
  ]);
});

test("the branch that telemetry speaks for is suggested, and none while it says nothing", () => {
  const suggested = (facts: ReadonlyMap<string, { value: number; low: number; high: number }>) =>
    viewRun(procedure, after().run(), facts).steps[1].suggested?.to;
  const reserve = (value: number) => new Map([["reserve", { value, low: value, high: value }]]);
  assert.equal(suggested(reserve(1000)), "leave");
  assert.equal(suggested(reserve(10_000)), "search");
  assert.equal(suggested(new Map()), undefined);
});

test("the night of MS-09 by the shipped procedure: no deviation, two rounds of hatches, to the end", () => {
  const path = join(import.meta.dirname, "../../../../procedures/loss-of-pressure.yaml");
  const shipped = parseProcedure(readFileSync(path, "utf8"), path);
  const pen = new Pen("houston");
  pen.write("procedure-started", { run, procedure: shipped.id, hash: "0".repeat(64), title: shipped.title.en });
  const ways: Record<string, string[]> = {
    reserve: ["own-ship"],
    "read-ship": ["hatches"],
    read: ["hatches", "isolate"],
    isolate: ["repair"],
    check: ["repair", "repress"],
  };
  const view = () => viewRun(shipped, stateOf(pen.written).runs[0]);
  const order: string[] = [];
  for (let next = view(); !next.finished; next = view()) {
    const { step } = next.steps.find(({ state }) => state === "ready") ?? assert.fail("nothing is ready");
    const branch = ways[step.id]?.shift();
    order.push(step.id);
    for (const name of ["Prokopyev", "Gerst"].slice(0, step.confirm)) {
      const by = author(name, step.who[0], "crew");
      pen.write("step-done", { run, step: step.id, ...(branch === undefined ? {} : { branch }) }, { author: by });
    }
  }
  assert.deepEqual(view().deviations, []);
  assert.equal(view().round, 3);
  assert.equal(
    order.join(" "),
    "respond measure reserve own-ship read-ship hatches read hatches read isolate repair check repair check repress baseline",
  );
});

test("whatever is said in a run, every step is in some state, and a step that is done stays until a way back", () => {
  const act = fc.record({
    step: fc.constantFrom("measure", "choose", "search", "read", "repair", "photo", "leave", "dance"),
    by: fc.constantFrom(gerst, arnold, flight),
    branch: fc.constantFrom("search", "repair", "leave", undefined),
    skip: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const all = after();
      let before = all.view();
      for (const { step, by, branch, skip } of acts) {
        if (skip) all.pen.write("deviation", { run, step, skip, text: "x" }, { author: by });
        else all.pen.write("step-done", { run, step, ...(branch === undefined ? {} : { branch }) }, { author: by });
        const now = all.view();
        if (now.round === before.round) {
          before.steps.forEach(({ state }, i) => {
            if (state === "done" || state === "skipped") assert.equal(now.steps[i].state, state);
          });
        }
        assert.ok(now.deviations.length >= before.deviations.length);
        before = now;
      }
      const { steps, finished } = before;
      // Never stuck: something can be begun, or is waiting for another person, until all is finished.
      assert.ok(finished || steps.some(({ state }) => state === "ready" || state === "confirming"));
    }),
    { numRuns: 300, seed: 6 },
  );
});
