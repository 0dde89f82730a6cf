import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseStation } from "@hullwatch/core/station";
import type { WholeStation } from "../station/index.ts";
import { stationWith } from "../station/testing.ts";
import { outcomeOf } from "./closing.ts";
import { drawn, fits, frameOf, turned } from "./drawing.ts";
import { letterOf, liftOf, lineHeight } from "./labels.ts";
import { layOut, middleOf } from "./layout.ts";

const root = join(import.meta.dirname, "../../../..");
const shipped = (id: string): WholeStation => {
  const { modules, ...rest } = parseStation(readFileSync(join(root, `stations/${id}.yaml`), "utf8"), id);
  return {
    ...rest,
    modules: modules.map((module) => ({ ...module, volume_m3: module.volume })),
  } as unknown as WholeStation;
};
const iss = shipped("iss-2018-08-30");
const file = JSON.parse(readFileSync(join(root, "stations/iss-2018-08-30.map.json"), "utf8"));

test("the ISS is drawn whole: no module over another, every hatch where its modules touch", () => {
  assert.ok(fits(file, iss));
  const { modules, hatches, tubes } = drawn(file, iss);
  const boxes = Object.entries(modules);
  for (const [i, [a, one]] of boxes.entries()) {
    for (const [b, other] of boxes.slice(i + 1)) {
      const across = (one.w + other.w) / 2 - Math.abs(one.x - other.x);
      const along = (one.h + other.h) / 2 - Math.abs(one.y - other.y);
      assert.ok(Math.min(across, along) < 0.31, `${a} over ${b}`);
    }
  }
  assert.deepEqual(Object.keys(hatches).sort(), iss.hatches.map(({ id }) => id).sort());
  assert.deepEqual(tubes, {});
  const [, , w, h] = frameOf(drawn(file, iss), 2);
  assert.ok(w > 50 && w < 60 && h > 20 && h < 35, `${w} by ${h}`);
});

test("no hatch at the side of a box stands on the name in it, upright or on its end", () => {
  for (const { modules, hatches } of [drawn(file, iss), turned(drawn(file, iss))]) {
    for (const [id, box] of Object.entries(modules).filter(([, { label = "in" }]) => label === "in")) {
      const name = box.short ?? iss.modules.find((one) => one.id === id)!.name.replace(/\s*\(.*/, "");
      const half = 0.28 * name.length * letterOf(box, name.length);
      const middle = box.y - liftOf(box, [name], 2, Object.values(hatches)) - lineHeight / 2;
      const over = Object.entries(hatches).filter(
        ([, { x, y }]) => Math.abs(x - box.x) < half + 0.4 && Math.abs(y - middle) < lineHeight / 2 + 0.4,
      );
      assert.deepEqual(over, [], id);
    }
  }
});

for (const id of ["lunar-base", "ring-habitat", "sixteen-modules", "mir-1997"]) {
  test(`${id}, which nobody has drawn, is laid out: no module over another`, async () => {
    const station = shipped(id);
    assert.equal(fits(file, station), false);
    const { modules, hatches } = await layOut(station);
    const boxes = Object.values(modules);
    assert.equal(boxes.length, station.modules.length);
    for (const [i, one] of boxes.entries()) {
      for (const other of boxes.slice(i + 1)) {
        const apart =
          Math.abs(one.x - other.x) * 2 >= one.w + other.w || Math.abs(one.y - other.y) * 2 >= one.h + other.h;
        assert.ok(apart);
      }
    }
    for (const { x, y } of Object.values(hatches)) assert.ok(Number.isFinite(x + y));
  });
}

test("half-way along a line, bends and all", () => {
  const line = [0, 4, 4].map((x, i) => ({ x, y: [0, 0, 2][i] }));
  assert.deepEqual(middleOf(line), { x: 3, y: 0 });
  assert.deepEqual(
    middleOf([
      { x: 1, y: 1 },
      { x: 1, y: 1 },
    ]),
    { x: 1, y: 1 },
  );
});

const ids = { LAB: "lab", NODE: "node", SHIP: "ship", DOOR: "door", LOCK: "lock" };
const small: WholeStation = {
  ...stationWith({
    modules: { [ids.LAB]: 100, [ids.NODE]: 60, [ids.SHIP]: 10 },
    hatches: { [ids.DOOR]: [ids.LAB, ids.NODE], [ids.LOCK]: [ids.NODE, ids.SHIP] },
  }),
  vehicles: [{ id: "soyuz", modules: [ids.SHIP], seat: ids.SHIP, seats: 3 }],
  crew: [{ id: "gerst", vehicle: "soyuz", at: ids.LAB }],
};

test("closing a hatch parts the air and says who could not reach their ship", () => {
  const { sides, cutOff } = outcomeOf(small, {}, { gerst: ids.LAB }, null, ids.DOOR);
  assert.deepEqual(
    sides.map(({ modules, volume_m3, people }) => [modules, volume_m3, people]),
    [
      [[ids.LAB], 100, ["gerst"]],
      [[ids.NODE, ids.SHIP], 70, []],
    ],
  );
  assert.deepEqual(cutOff, ["gerst"]);
  assert.deepEqual(outcomeOf(small, {}, { gerst: ids.SHIP }, null, ids.LOCK).cutOff, []);
});

test("opening one joins it again", () => {
  const { sides, cutOff } = outcomeOf(small, { [ids.DOOR]: "closed" }, { gerst: ids.LAB }, null, ids.DOOR);
  assert.deepEqual([sides.length, sides[0].volume_m3, cutOff], [1, 170, []]);
});
