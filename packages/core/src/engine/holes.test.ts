import assert from "node:assert/strict";
import { test } from "node:test";
import { toSI } from "../quantity/index.ts";
import { createEngine, type Input, toWire } from "./index.ts";
import { type Air, run } from "./testing.ts";
import { air, at, check, closed, leak, patch, repairs, station } from "./testing-mending.ts";

test("several holes in one module have lives of their own; a leak there is not laid to the one that is proven tight", () => {
  const work = (hours: number, hole: string, state: "tape" | "sealant"): Input => {
    return { type: "patch", time: at(hours), module: "ship", hole, state };
  };
  const also = [
    work(1, "1", "tape"),
    check(2.02, "start"),
    check(3, "end"),
    work(3.1, "2", "tape"),
    check(3.2, "start"),
  ];
  const events = run(createEngine(station), air({ hours: 5, holes: [{ ...leak, from: at(3.05) }], also }));
  const lives = (hole: string) =>
    repairs(events)
      .filter((r) => r.hole === hole)
      .map((r) => r.act);
  assert.deepEqual(lives("ship#1"), ["found", "tape", "tight"]);
  assert.deepEqual(lives("ship#2"), ["found", "tape", "leaking"]);
});

test("a leak that begins in the volume of a mended hole makes it suspect, and leaking only once it is placed there", () => {
  const also = [patch(1, "tape"), check(2.02, "start"), check(3, "end")];
  const open = { time: at(3.4), hatch: "h", state: "open" } as const;
  const far = { module: "main", area_mm2: 4, from: at(5) };
  const acts = (hole: typeof far, moves: NonNullable<Air["moves"]>) =>
    repairs(run(createEngine(station), air({ hours: 9, moves, holes: [hole], also }))).map((r) => r.act);
  assert.deepEqual(acts(far, [closed, open]), ["found", "tape", "tight", "suspect"]);
  const shut = { time: at(7), hatch: "h", state: "closed" } as const;
  assert.deepEqual(acts({ ...far, module: "ship" }, [closed, open, shut]), [
    "found",
    "tape",
    "tight",
    "suspect",
    "leaking",
  ]);
});

test("photographs and measurements are told with the hole; material that has had its time is told of once", () => {
  const photo = { kind: "photo", name: "hole.jpg", sha256: "ab".repeat(32), note: "layer 1" } as const;
  const also: Input[] = [
    patch(1, "sealant"),
    { type: "attach", time: at(1.1), module: "ship", ...photo },
    patch(1.2, "curing", toSI("time", 30, "min")),
  ];
  const told = repairs(run(createEngine(station), air({ hours: 3, also })));
  assert.deepEqual(
    told.map((r) => `${r.act} ${r.state}`),
    ["found open", "sealant sealant", "attached sealant", "curing curing", "due curing"],
  );
  assert.deepEqual(toWire(told[2]).attachment, { time: "2018-08-30T01:06:00.000Z", ...photo });
  assert.ok(Math.abs(told[4].time - at(1.7)) <= 120);
});

test("of the named holes 64 are followed; a row of one more is refused in so many words, and the others go on", () => {
  const name = (i: number): Input => ({
    type: "patch",
    time: at(1 + i / 60),
    module: "ship",
    hole: `${i}`,
    state: "tape",
  });
  const also = [
    ...Array.from({ length: 66 }, (_, i) => name(i)),
    { ...name(3), time: at(2.5), state: "sealant" } as Input,
    patch(2.6, "tape"),
  ];
  const events = run(createEngine(station), air({ hours: 3, also }));
  const refused = repairs(events).filter((r) => !r.fits);
  assert.deepEqual(
    refused.map((r) => [r.hole, r.state]),
    [
      ["ship#64", "open"],
      ["ship#65", "open"],
    ],
  );
  assert.match(refused[0].text, /^not followed: 64 holes with a name are, and no more; all rows stay in the record$/);
  const followed = new Set(
    repairs(events)
      .filter((r) => r.fits)
      .map((r) => r.hole),
  );
  assert.equal(followed.size, 65);
  assert.equal(repairs(events).findLast((r) => r.hole === "ship#3")?.state, "sealant");
  assert.equal(repairs(events).at(-1)?.hole, "ship");
});

test("what was told of a hole once is not told again, however much is told of another one", () => {
  const first: Input = { type: "patch", time: at(0.5), module: "ship", hole: "1", state: "tape" };
  const busy = Array.from({ length: 400 }, (_, i) => patch(1 + i / 400, i % 2 === 0 ? "tape" : "sealant"));
  const events = repairs(run(createEngine(station), air({ hours: 2.2, also: [first, ...busy] })));
  assert.equal(events.filter((r) => r.hole === "ship#1").length, 2);
  assert.equal(events.filter((r) => r.hole === "ship").length, 401);
});
