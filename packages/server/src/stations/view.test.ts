import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { startView, takeRow } from "./view.ts";

const now = 1_535_580_000;
const day = 86_400;
const row = (time: number, value: string) => ({ time: second(time), parameter: "P1", value });

test("a row of next year is shown until the next one comes, and makes nothing of the past present", () => {
  const view = startView();
  takeRow(view, row(now, "745"), now);
  takeRow(view, row(now + 400 * day, "700"), now + 1);
  assert.deepEqual([view.newest, view.latest.P1], [now + 400 * day, [now + 400 * day, "700"]]);
  takeRow(view, row(now + 2, "744"), now + 2);
  assert.deepEqual([view.newest, view.latest.P1], [now + 2, [now + 2, "744"]]);
});

test("an older row changes nothing; a clock that is hours ahead of the server's is followed", () => {
  const view = startView();
  takeRow(view, row(now + 7200, "745"), now);
  takeRow(view, row(now + 7190, "744"), now + 1);
  assert.deepEqual([view.newest, view.latest.P1], [now + 7200, [now + 7200, "745"]]);
});
