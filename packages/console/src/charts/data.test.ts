import assert from "node:assert/strict";
import { test } from "node:test";
import { fallLine, follow, lineOf, panned, type ReadLine, tableOf, zoomed } from "./data.ts";

const at = (s: number) => new Date(s * 1000).toISOString();
const bucket = (from: number, mean: number, min: number, max: number) => ({ from: at(from), count: 9, mean, min, max });

test("each part stands at its middle, its least and its greatest with it, in the unit of choice", () => {
  const buckets = [bucket(0, 745.5, 745, 746), bucket(10, 746, 700, 747), bucket(30, 745, 745, 745)];
  assert.deepEqual(lineOf(buckets, "mmHg", "mmHg"), {
    x: [5, 15, 35],
    y: [745.5, 746, 745],
    low: [745, 700, 745],
    high: [746, 747, 745],
  });
  assert.ok(Math.abs(lineOf([bucket(1, 100, 100, 100)], "kPa", "mmHg").y[0] - 750.06) < 0.01);
  assert.deepEqual(lineOf([bucket(1, 22, 22, 22)], "degC", "mmHg").y, [22]);
});

test("a line that is followed goes on, takes nothing from the past, and does not grow without end", () => {
  const line: ReadLine = { x: [1], y: [5], low: [5], high: [5] };
  follow(line, 1, 6);
  follow(line, 0, 6);
  assert.deepEqual(line, { x: [1], y: [5], low: [5], high: [5] });
  for (let i = 2; i < 50_000; i++) follow(line, i, i);
  assert.ok(line.x.length < 12_000 && line.high.length === line.x.length);
  assert.equal(line.x.at(-1), 49_999);
});

test("lines become one table over all their times", () => {
  const lines = [
    { x: [1, 3], y: [10, 30] },
    { x: [2, 3], y: [200, 300] },
  ];
  assert.deepEqual(tableOf(lines), [
    [1, 2, 3],
    [10, null, 30],
    [null, 200, 300],
  ]);
});

test("zooming out of a live view keeps its end, of another its middle", () => {
  assert.deepEqual(zoomed({ from: 0, to: 1000, live: true }, 2), { from: -1000, to: 1000, live: true });
  assert.deepEqual(zoomed({ from: 0, to: 1000, live: false }, 0.5), { from: 250, to: 750, live: false });
  assert.equal(zoomed({ from: 0, to: 61, live: false }, 0.001).to - 0.5, 60);
});

test("moving back stops the view, moving on to now makes it live again", () => {
  const back = panned({ from: 0, to: 1000, live: true }, -0.5, 1000);
  assert.deepEqual(back, { from: -500, to: 500, live: false });
  assert.deepEqual(panned(back, 0.6, 1000), { from: 0, to: 1000, live: true });
});

test("the fall of 2018: 0.6 mmHg/h drawn back to its onset and on to the end", () => {
  assert.deepEqual(fallLine(745, 0.6, 0, 3600, 7200), { x: [0, 3600, 7200], y: [745.6, 745, 744.4] });
});
