import assert from "node:assert/strict";
import { test } from "node:test";
import { stationBuilder } from "../../station/index.ts";
import { outcome, quiet, start } from "../testing.ts";
import { rowWriter } from "./row.ts";

const station = stationBuilder()
  .module("lab", 100)
  .sensor("P", "lab", { period_s: 10 })
  .sensor("Q", "lab", { period_s: 10 })
  .build();
const rows = (delivery: string, more = "") =>
  outcome(quiet(station, `duration: 6h\n${more}delivery: {${delivery}}\n`), station).rows;

test("without trouble every row arrives once and in order", () => {
  assert.equal(rows("").length, 2 * 2160);
});

test("rows of a loss of signal arrive together after it, whole and in order", () => {
  const all = rows("gaps: [{from: +1h, until: +2h, sensors: [P]}]");
  assert.equal(all.length, 2 * 2160);
  const arrival = all.findIndex((r) => r.parameter === "P" && r.time >= start + 3600);
  const before = all[arrival - 1];
  assert.equal(before.time, start + 7200 - 10);
  assert.equal(before.parameter, "Q");
  const burst = all.slice(arrival, arrival + 360);
  assert.deepEqual(
    burst.map((r) => r.time),
    Array.from({ length: 360 }, (_, i) => start + 3600 + 10 * i),
  );
});

test("rows of a loss of signal that is never delivered are missing", () => {
  const all = rows("gaps: [{from: +1h, until: +2h, deliver: never}]");
  assert.equal(all.length, 2 * 1800);
});

test("what people do is in the recording at once, loss of signal or not", () => {
  const note = "happenings: [{at: +90min, kind: note, who: crew, text: hello}]\n";
  const all = rows("gaps: [{from: +1h, until: +2h}]", note);
  assert.equal(all[all.findIndex((r) => r.parameter === "note:crew") - 1].time, start + 3600 - 10);
});

test("late rows keep their time, arrive within the delay, and none is lost", () => {
  const all = rows("late: {chance: 0.05, up_to: 100s}");
  assert.equal(all.length, 2 * 2160);
  let newest = 0;
  let late = 0;
  for (const { time } of all) {
    if (time < newest) late++;
    assert.ok(time > newest - 110);
    newest = Math.max(newest, time);
  }
  assert.ok(late > 130 && late < 260, `${late}`);
});

test("doubled rows are the same row again", () => {
  const lines = rows("doubled: 0.02").map(rowWriter());
  const twice = lines.length - new Set(lines).size;
  assert.equal(lines.length, 2 * 2160 + twice);
  assert.ok(twice > 50 && twice < 130, `${twice}`);
});

test("a clock step moves the time stamps from then on", () => {
  const all = rows("clock: [{at: +1h, by: -2s}, {at: +2h, by: 1.5s}]").filter((r) => r.parameter === "P");
  const stamps = all.map((r) => r.time - start);
  assert.deepEqual(stamps.slice(358, 362), [3580, 3590, 3598, 3608]);
  assert.deepEqual(stamps.slice(719, 722), [7188, 7201.5, 7211.5]);
});
