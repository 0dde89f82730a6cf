import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError, WantingError } from "./errors.ts";
import { exitOf } from "./exit.ts";

test("ours are said as they are, one line a fault, with the status of their kind", () => {
  assert.deepEqual(exitOf(new UsageError("a\nb"), false), { status: 2, lines: ["hullwatch: a", "hullwatch: b"] });
  assert.deepEqual(exitOf(new WantingError("a"), false), { status: 1, lines: ["hullwatch: a"] });
});

test("the unexpected is one line with a code and the way to its trace, which then follows", () => {
  const error = new TypeError("x is not a function\nmore");
  assert.deepEqual(exitOf(error, false), {
    status: 2,
    lines: ["hullwatch: HW_UNEXPECTED TypeError: x is not a function (HULLWATCH_TRACE=1 shows where)"],
  });
  const { lines } = exitOf(error, true);
  assert.ok(lines.length > 2 && lines.some((line) => line.includes("exit.test.ts")));
  assert.equal(exitOf("odd", false).lines[0], "hullwatch: HW_UNEXPECTED odd (HULLWATCH_TRACE=1 shows where)");
});

test("a reader that has seen enough is no error", () => {
  assert.deepEqual(exitOf(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }), false), { status: 0, lines: [] });
});
