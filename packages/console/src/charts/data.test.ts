import assert from "node:assert/strict";
import { test } from "node:test";
import { fallLine, follow, type Line, lineOf, panned, tableOf, zoomed } from "./data.ts";

const at = (s: number) => new Date(s * 1000).toISOString();
const bucket = (min: number, minAt: number, max: number, maxAt: number) => ({
  count: 9,
  min,
  min_time: at(minAt),
  max,
  max_time: at(maxAt),
});

test("the least and the greatest of each part stand where they were, in the unit of choice", () => {
  const buckets = [bucket(745, 20, 746, 10), bucket(700, 30, 747, 40), bucket(745, 50, 745, 50)];
  assert.deepEqual(lineOf(buckets, "mmHg", "mmHg"), { x: [10, 20, 30, 40, 50], y: [746, 745, 700, 747, 745] });
  assert.ok(Math.abs(lineOf([bucket(100, 1, 100, 1)], "kPa", "mmHg").y[0] - 750.06) < 0.01);
  assert.deepEqual(lineOf([bucket(22, 1, 22, 1)], "degC", "mmHg").y, [22]);
});

test("a line that is followed goes on, takes nothing from the past, and does not grow without end", () => {
  const line: Line = { x: [1], y: [5] };
  follow(line, 1, 6);
  follow(line, 0, 6);
  assert.deepEqual(line, { x: [1], y: [5] });
  for (let i = 2; i < 50_000; i++) follow(line, i, i);
  assert.ok(line.x.length < 12_000);
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
