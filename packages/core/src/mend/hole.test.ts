import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  AttachmentError,
  actOnHole,
  attach,
  cureLeft,
  curingLayers,
  type HoleAct,
  lastWork,
  mayLeak,
  startHole,
} from "./hole.ts";

const acts: HoleAct[] = [
  "found",
  "hand",
  "tape",
  "applied",
  "sealant",
  "curing",
  "cured",
  "removed",
  "tight",
  "leaking",
  "due",
  "suspect",
];
const live = (...done: HoleAct[]) => {
  const hole = startHole("h1", "ms09-om");
  done.forEach((act, i) => {
    actOnHole(hole, act, i * 60, act === "curing" ? 3600 : undefined);
  });
  return hole;
};

test("the repair of 2018: finger, tape, three layers, a leak after the second, tight after the third", () => {
  const hole = live(
    "found",
    "hand",
    "tape",
    "sealant",
    "sealant",
    "curing",
    "leaking",
    "sealant",
    "curing",
    "cured",
    "tight",
  );
  assert.deepEqual(
    hole.log.map((e) => e.state),
    ["open", "hand", "taped", "sealant", "sealant", "curing", "leaking", "sealant", "curing", "cured", "tight"],
  );
  assert.equal(hole.layers, 3);
  assert.ok(hole.log.every((e) => !e.refused));
});

test("the material's time runs from when it was put on to cure, and ends with it", () => {
  const hole = live("found", "sealant", "curing");
  assert.equal(cureLeft(hole, 120), 3600);
  assert.equal(cureLeft(hole, 120 + 3000), 600);
  assert.equal(cureLeft(hole, 1e6), 0);
  assert.equal(curingLayers(hole, 120, 3600), 1);
  assert.ok(Math.abs(curingLayers(hole, 120 + 3600, 3600) - Math.exp(-1)) < 1e-12);
  actOnHole(hole, "cured", 4000);
  assert.equal(cureLeft(hole, 4000), 0);
  assert.equal(curingLayers(hole, 4000, 3600), 0);
  assert.ok(Number.isNaN(cureLeft(live("found", "sealant"), 120)), "nobody said how long");
});

test("what does not fit is logged as refused and changes nothing: tape does not cure, an open hole is not taken off", () => {
  for (const [before, act] of [
    [["found", "tape"], "cured"],
    [["found"], "removed"],
    [["found"], "cured"],
  ] as const) {
    const hole = live(...before);
    const { state, layers, cure } = structuredClone(hole);
    assert.equal(actOnHole(hole, act, 999).refused, true);
    assert.deepEqual({ state, layers, cure }, { state: hole.state, layers: hole.layers, cure: hole.cure });
  }
});

test("whatever is done in whatever order: the log's last word is the state, layers are never below 0, none are left when removed", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 150 }), (done) => {
      const hole = live(...done);
      const last = hole.log.at(-1);
      assert.equal(last?.state ?? "open", hole.state);
      assert.ok(hole.layers >= 0 && hole.log.length <= 100);
      if (last?.act === "removed" && !last.refused) assert.deepEqual([hole.state, hole.layers], ["open", 0]);
    }),
  );
});

test("a photograph is attached once, by its hash", () => {
  const hole = live("found");
  const photo = { time: 0, kind: "photo", name: "hole.jpg", sha256: "ab".repeat(32), note: "2 mm" } as const;
  attach(hole, photo);
  attach(hole, photo);
  assert.deepEqual(hole.attachments, [photo]);
  assert.deepEqual(
    hole.log.map((e) => `${e.act} ${e.state} ${e.attachment?.name ?? ""}`),
    ["found open ", "attached open hole.jpg"],
  );
  for (let i = 0; i < 200; i++) attach(hole, { ...photo, name: `${i}.jpg` });
  assert.equal(hole.attachments.length, 100);
  assert.throws(() => attach(hole, { ...photo, sha256: "abc" }), AttachmentError);
});

test("of several holes in one volume those that are not proven tight may leak; where all are, any", () => {
  const [tight, open] = [live("found", "tape", "tight"), live("found", "tape")];
  assert.deepEqual(mayLeak([tight, open]), [open]);
  assert.deepEqual(mayLeak([tight, tight]), [tight, tight]);
});

test("what is only told of a hole leaves it as it is, and is no work", () => {
  const hole = live("found", "sealant", "cured", "suspect", "due");
  assert.deepEqual([hole.state, lastWork(hole)?.act, lastWork(startHole("h", "m"))], ["cured", "cured", null]);
});
