import assert from "node:assert/strict";
import { test } from "node:test";
import { choices, nearest } from "./suggest.ts";

const keys = ["id", "name", "segment", "volume_m3"];

test("a slip of the finger finds its word", () => {
  for (const slip of ["volum_m3", "volume_m", "voulme_m3", "Volume_M3", "volume"]) {
    assert.equal(nearest(slip, keys), "volume_m3", slip);
  }
  assert.equal(nearest("di", keys), "id");
});

test("another word finds nothing", () => {
  assert.equal(nearest("colour", keys), undefined);
  assert.equal(nearest("x", ["y"]), undefined);
  assert.equal(nearest("a".repeat(1e6), keys), undefined);
});

test("choices are listed, the nearest named, and many are not listed", () => {
  assert.equal(choices(["open", "closed"], "close"), "open or closed; did you mean closed?");
  assert.equal(choices(["lab"], "lb", "the id of a module"), "the id of a module: lab");
  assert.equal(choices([], "x", "the id of a vehicle"), "the id of a vehicle: none, as there are none");
  const many = Array.from({ length: 26 }, (_, i) => `module-${i}`);
  assert.equal(choices(many, "modul-7", "the id of a module"), "the id of a module; did you mean module-7?");
  assert.equal(choices(many, "zzz", "the id of a module"), "the id of a module");
});
