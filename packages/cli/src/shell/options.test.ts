import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { UsageError } from "./errors.ts";
import { frequencyOption, momentOption, secondsOption } from "./options.ts";

test("seconds with or without their unit", () => {
  const read = secondsOption("--every", 1);
  assert.deepEqual([read("600"), read("10min"), read("0.5h")], [600, 600, 1800]);
  for (const text of ["0", "-1", "ten", "", "5m"]) assert.throws(() => read(text), UsageError, text);
});

test("how often a false alarm is allowed", () => {
  const read = frequencyOption("--false-alarms");
  assert.deepEqual([read("1/90d"), read("2/30day"), read("1/d")], [90 * 86400, 15 * 86400, 86400]);
  for (const text of ["1", "0/90d", "1/90", "90d", "1/0d"]) assert.throws(() => read(text), UsageError, text);
});

test("a moment is fixed, or hangs on the first row", () => {
  const read = momentOption("--at");
  const start = second(1_000_000);
  assert.equal(read("2018-08-29T22:00:00Z")(start), 1_535_580_000);
  assert.equal(read("1535580000")(start), 1_535_580_000);
  assert.equal(read("+6h")(start), 1_021_600);
  for (const text of ["6h", "+", "+6", "2018-08-29T22:00:00", "soon"])
    assert.throws(() => read(text), UsageError, text);
});
