import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareEntries, type Entry } from "../entry/index.ts";
import { author, IDS, Pen, START } from "../testing.ts";
import { Fold, stateOf } from "./index.ts";

const { ALARM, POLL, RUN, INCIDENT } = IDS;
const alarm = fc.constantFrom("leak-1", "stale-1");
const text = fc.constantFrom("a", "b");
const severity = fc.constantFrom("WATCH", "CRITICAL");
const id = fc.tuple(fc.constantFrom("houston", "moscow"), fc.integer({ min: 1, max: 12 })).map(([c, n]) => `${c}:${n}`);
const hatch = fc.record({ hatch: fc.constantFrom("h1", "h2"), state: fc.constantFrom("open", "closed") });
const said = fc.oneof(
  fc.record({ kind: fc.constant("incident-opened"), body: fc.record({ title: text }) }),
  fc.record({ kind: fc.constant("incident-closed"), body: fc.record({ summary: text }) }),
  fc.record({
    kind: fc.constant("alarm-raised"),
    body: fc.record({ alarm, type: text, severity, text, latching: fc.boolean() }),
  }),
  fc.record({ kind: fc.constant("alarm-updated"), body: fc.record({ alarm, severity, text }) }),
  fc.record({ kind: fc.constant("alarm-cleared"), body: fc.record({ alarm, text }) }),
  fc.record({
    kind: fc.constant("alarm-acknowledged"),
    body: fc.record({ alarm, severity }, { requiredKeys: ["alarm"] }),
  }),
  fc.record({ kind: fc.constant("alarm-reset"), body: fc.record({ alarm }) }),
  fc.record({ kind: fc.constant("hatch-moved"), body: hatch }),
  fc.record({
    kind: fc.constant("poll-opened"),
    body: fc.constant({ poll: POLL, question: "?", asked: [{ role: "x" }] }),
  }),
  fc.record({
    kind: fc.constant("poll-voted"),
    body: fc.record({ poll: fc.constant(POLL), vote: fc.constantFrom("GO", "NO-GO") }),
  }),
  fc.record({
    kind: fc.constant("step-done"),
    body: fc.record({ run: fc.constant(RUN), step: text }),
  }),
  fc.record({
    kind: fc.constant("procedure-started"),
    body: fc.constant({ run: RUN, procedure: "p", hash: "0".repeat(64), title: "t" }),
  }),
  fc.record({ kind: fc.constant("handover-accepted"), body: fc.record({ handover: id }) }),
  fc.record({ kind: fc.constant("handover"), body: fc.constant({ to: { id: "b", name: "B" }, summary: "s" }) }),
  fc.record({ kind: fc.constant("release"), body: fc.record({ title: text, text }) }),
  fc.record({ kind: fc.constant("thruster-test"), body: fc.record({ text }) }),
  fc.record({
    kind: fc.constant("correction"),
    body: fc.record(
      { of: id, reason: text, body: hatch, time: fc.constant("2018-08-30T00:00:00Z"), withdrawn: fc.boolean() },
      { requiredKeys: ["of", "reason"] },
    ),
  }),
);
const act = fc.record({ said, pen: fc.nat(2), who: fc.nat(2), role: fc.constantFrom("x", "y"), sees: fc.boolean() });

/** What three centres write, who sometimes have seen everything. */
const logs = fc.array(act, { minLength: 1, maxLength: 30 }).map((acts) => {
  const pens = [new Pen("houston"), new Pen("moscow", START + 700), new Pen("tsukuba", START - 5000)];
  const all: Entry[] = [];
  for (const { said, pen, who, role, sees } of acts) {
    const by = author(["Ada", "Boris", "Chie"][who], role, pens[pen].centre);
    const more = { author: by, incident: INCIDENT, after: sees ? all : [] };
    all.push(pens[pen].writeAny(said.kind, said.body as Entry["body"], more));
  }
  return all;
});

/** A list, in an order of its own. */
const shuffled = logs.chain((entries) =>
  fc.record({
    entries: fc.constant(entries),
    arrived: fc.shuffledSubarray(entries, { minLength: entries.length }),
    again: fc.subarray(entries),
  }),
);

test("whatever arrives first, and however often, the state is the same", () => {
  fc.assert(
    fc.property(shuffled, ({ entries, arrived, again }) => {
      const expected = stateOf(entries.toSorted(compareEntries));
      const fold = new Fold();
      for (const entry of [...arrived, ...again]) {
        fold.add([entry]);
        // Asked in between, so that views are kept and must be let go of.
        fold.state;
      }
      assert.deepEqual(fold.state, expected);
    }),
    { numRuns: 400, seed: 6 },
  );
});

test("a state that was given out never changes, and what nothing was said of is the same object", () => {
  const pen = new Pen("houston");
  const raised = { alarm: ALARM, type: "leak", severity: "CRITICAL", text: "0.6 mmHg/h" } as const;
  const fold = new Fold().add([
    pen.write("alarm-raised", raised),
    pen.write("hatch-moved", { hatch: "h1", state: "open" }),
  ]);
  const before = fold.state;
  const copy = structuredClone(before);
  fold.add([pen.write("alarm-cleared", { alarm: ALARM, text: "over" })]);
  assert.deepEqual(before, copy);
  assert.equal(fold.state.hatches, before.hatches);
  assert.notEqual(fold.state.alarms, before.alarms);
});

test("entries of a kind from the future, and bodies that fit no kind, are kept and told of", () => {
  const pen = new Pen("houston");
  const state = stateOf([
    pen.writeAny("thruster-test", { jets: 4 }),
    pen.writeAny("hatch-moved", { hatch: "h1", state: "ajar" }),
    pen.writeAny("hatch-moved", { hatch: "h1", state: "open", degrees: 80 }),
  ]);
  assert.deepEqual(
    state.unread.map(({ entry, kind }) => [entry, kind]),
    [
      ["houston:1", "thruster-test"],
      ["houston:2", "hatch-moved"],
    ],
  );
  assert.equal(state.hatches[0].state, "open");
});

test("two entries with one number both count, lowest hash first", () => {
  const [a, b] = [new Pen("houston"), new Pen("houston")].map((pen, i) => pen.write("decision", { text: `${i}` }));
  const [low, high] = [a, b].toSorted(compareEntries);
  assert.ok(low.hash < high.hash);
  for (const entries of [
    [a, b],
    [b, a],
  ]) {
    assert.deepEqual(
      stateOf(entries).decisions.map(({ text }) => text),
      [low.body.text, high.body.text],
    );
  }
});

test("100,000 entries are folded at once", () => {
  const pen = new Pen("houston");
  const entry = pen.write("hatch-moved", { hatch: "h1", state: "open" });
  const many = Array.from({ length: 100_000 }, (_, i) => ({
    ...entry,
    seq: i + 1,
    stamp: { ms: START + i, count: 0 },
  }));
  assert.equal(stateOf(many).hatches[0].entry, "houston:100000");
});
