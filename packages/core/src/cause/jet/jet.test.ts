import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pascal, squareMetre } from "../../quantity/index.ts";
import { stationBuilder } from "../../station/index.ts";
import { jetCandidates } from "./candidates.ts";

const station = stationBuilder()
  .module("near", 10, { at_m: [2, 0, 0] })
  .module("far", 10, { at_m: [-20, 0, 0] })
  .module("beside", 10, { at_m: [0, 20, 0] })
  .module("somewhere", 10)
  .build();
/** 2 mm at Cd 0.85 and 101.325 kPa: 0.343 N, 6.9 N m at 20 m. */
const jet = { area: squareMetre(0.85 * Math.PI * 1e-6), pressure: pascal(101_325) };

test("thrust and torque of a 2 mm hole: 0.343 N, 6.9 N m at 20 m", () => {
  const { thrust, candidates } = jetCandidates(station, jet);
  assert.ok(Math.abs(thrust - 0.34305384503028896) < 1e-9);
  const far = candidates.find((c) => c.module === "far")!;
  assert.equal(far.arm, 20);
  assert.ok(Math.abs(far.greatestTorque! - 6.861) < 1e-3);
  assert.deepEqual(candidates[3], { module: "somewhere", arm: null, greatestTorque: null, unmade: null, factor: null });
  assert.ok(candidates.every((c) => c.factor === null));
});

test("a torque that only a long arm across it makes: near and along are a third as likely, unknown places as likely as any", () => {
  const { candidates } = jetCandidates(station, { ...jet, torque: [0, 6.8, 0] });
  const [near, far, beside, somewhere] = candidates;
  assert.equal(far.factor, 1);
  assert.equal(far.unmade, 0);
  assert.equal(near.factor, 1 / 3);
  // A jet at (0, 20, 0) makes no torque about y.
  assert.ok(Math.abs(beside.unmade! - 6.8) < 1e-9 && beside.factor === 1 / 3);
  assert.deepEqual([somewhere.unmade, somewhere.factor], [null, 1]);
});

test("a torque within the noise tells nearly nothing; whatever is told, factors lie between a third and one", () => {
  const quiet = jetCandidates(station, { ...jet, torque: [0.3, 0.2, -0.3] }).candidates;
  assert.ok(quiet.every((c) => c.factor! > 0.9));
  const axis = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(axis, axis, axis), (torque) => {
      const factors = jetCandidates(station, { ...jet, torque }).candidates.map((c) => c.factor!);
      assert.ok(Math.max(...factors) === 1 && Math.min(...factors) >= 1 / 3);
    }),
  );
});
