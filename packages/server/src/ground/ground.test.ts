import assert from "node:assert/strict";
import { test } from "node:test";
import { demandReal, groundOf, isTraining, trainingId } from "./index.ts";

test("a training is known by its id, and knows its station", () => {
  const id = trainingId(12, "iss-2018-08-30");
  assert.equal(id, "training-12-iss-2018-08-30");
  assert.ok(isTraining(id));
  assert.equal(groundOf(id), "iss-2018-08-30");
  assert.throws(() => demandReal(id, "releases"), { code: "HW_TRAINING", statusCode: 409 });
});

test("a real station is its own, also one with such a word in its name", () => {
  for (const id of ["iss", "training", "training-x", "training-0-iss"]) {
    assert.ok(!isTraining(id), id);
    assert.equal(groundOf(id), id);
    demandReal(id, "releases");
  }
});
