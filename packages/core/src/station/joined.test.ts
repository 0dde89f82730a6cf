import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  filedHatchStates,
  joinedVolumeOf,
  joinedVolumes,
  stationBuilder,
  UnknownIdError,
  volumeOf,
  withHatch,
} from "./index.ts";
import { anyStation, countParts } from "./testing.ts";

const three = stationBuilder()
  .module("lab", 97.7)
  .module("node2", 62)
  .module("ship", 4.5)
  .hatch("h1", "lab", "node2")
  .hatch("h2", "node2", "ship", { state: "closed" })
  .build();
const filed = filedHatchStates(three);

test("open hatches join, closed ones do not", () => {
  assert.deepEqual(joinedVolumes(three, filed), [["lab", "node2"], ["ship"]]);
  assert.deepEqual(
    joinedVolumes(three, () => "open"),
    [["lab", "node2", "ship"]],
  );
  assert.deepEqual(
    joinedVolumes(three, () => "closed"),
    [["lab"], ["node2"], ["ship"]],
  );
});

test("the order is that of the file, not that of the walk", () => {
  const opened = withHatch(filed, "h2", "open");
  assert.deepEqual(joinedVolumeOf(three, opened, "ship"), ["lab", "node2", "ship"]);
});

test("volumes add up", () => {
  assert.equal(volumeOf(three, ["node2", "ship"]), 66.5);
  assert.equal(volumeOf(three, []), 0);
});

test("an unknown module or hatch is refused by name", () => {
  assert.throws(
    () => volumeOf(three, ["lob"]),
    (error) => {
      assert.ok(error instanceof UnknownIdError);
      assert.equal(error.code, "HW_UNKNOWN_ID");
      assert.equal(error.message, 'found "lob", expected the id of a module: lab, node2 or ship; did you mean lab?');
      return true;
    },
  );
  assert.throws(() => joinedVolumeOf(three, filed, "moon"), UnknownIdError);
  assert.throws(() => filed("h3"), UnknownIdError);
});

test("every module is in exactly one joined volume, and each volume is that of all its modules", () => {
  fc.assert(
    fc.property(anyStation, (station) => {
      const states = filedHatchStates(station);
      const volumes = joinedVolumes(station, states);
      assert.deepEqual(volumes.flat().toSorted(), station.modules.map(({ id }) => id).toSorted());
      assert.equal(
        volumes.length,
        countParts(station, (id) => states(id) === "open"),
      );
      for (const volume of volumes)
        for (const module of volume) {
          assert.deepEqual(joinedVolumeOf(station, states, module), volume);
        }
    }),
  );
});

test("closing a hatch never joins", () => {
  fc.assert(
    fc.property(anyStation, fc.nat(), (station, n) => {
      if (station.hatches.length === 0) return;
      const before = filedHatchStates(station);
      const after = withHatch(before, station.hatches[n % station.hatches.length].id, "closed");
      for (const { id } of station.modules) {
        const had = joinedVolumeOf(station, before, id);
        assert.ok(joinedVolumeOf(station, after, id).every((module) => had.includes(module)));
      }
    }),
  );
});
