import assert from "node:assert/strict";
import { test } from "node:test";
import type { Alarm, Estimate } from "../station/index.ts";
import { stationWith } from "../station/testing.ts";
import { wordsFor } from "../words/index.ts";
import { glanceOf, reserveLeft, shutIn, worstApproach } from "./summary.ts";

const alarm = (type: string, more: Partial<Alarm> = {}): Alarm => ({
  id: `${type}-1`,
  type,
  severity: "CRITICAL",
  text: type,
  says: null,
  in_alarm: true,
  state: "UNACK_ALARM",
  states: {},
  since: "2018-08-29T23:24:00.000Z",
  incident: null,
  acknowledgements: [],
  shelvings: [],
  ...more,
});
const newest = Date.parse("2018-08-29T23:24:00Z");

test("a rapid fall goes before a leak, a leak before limits, limits before silence", () => {
  const all = [alarm("stale"), alarm("ppO2-low"), alarm("leak"), alarm("rapid-depress", { severity: "SEVERE" })];
  const said = [4, 3, 2, 1, 0].map((n) => glanceOf(all.slice(0, n), newest, true).condition);
  assert.deepEqual(said, ["rapid", "leak", "limits", "stale", "stale"]);
  assert.equal(glanceOf([], newest, false).condition, "quiet");
  assert.equal(glanceOf([], Number.NaN, false).condition, "unheard");
});

test("an approach says nothing of the air, and stands beside what does", () => {
  const yellow = alarm("conjunction", { id: "yellow", severity: "WARNING" });
  const all = [yellow, alarm("conjunction"), alarm("conjunction-late"), alarm("conjunction", { in_alarm: false })];
  assert.equal(glanceOf(all, newest, false).condition, "quiet");
  assert.equal(worstApproach(all), all[1]);
  assert.equal(worstApproach([all[2], all[3]]), null);
});

test("stale data do not take a leak away, and are said to be stale", () => {
  const { condition, isStale } = glanceOf([alarm("leak")], newest, true);
  assert.deepEqual([condition, isStale], ["leak", true]);
});

test("a leak that is over is no leak, though nobody has acknowledged it", () => {
  const over = alarm("leak", { in_alarm: false, state: "RTN_UNACK" });
  const { condition, others } = glanceOf([over], newest, false);
  assert.deepEqual([condition, others], ["quiet", [over]]);
});

test("the worst of the others stands first", () => {
  const { others } = glanceOf([alarm("leak"), alarm("stale", { severity: "WATCH" }), alarm("ppO2-low")], newest, false);
  assert.deepEqual(
    others.map(({ type }) => type),
    ["ppO2-low", "stale"],
  );
});

test("the reserve counts down from when it was estimated, and never below nothing", () => {
  const reserve = { value: 24, low: 20, high: null, unit: "h", to_mmHg: 490 };
  const estimate = { time: "2018-08-29T23:24:00.000Z", reserve } as unknown as Estimate;
  const hour = 3_600_000;
  assert.deepEqual(reserveLeft(estimate, newest + hour), {
    value: 23 * 3600,
    low: 19 * 3600,
    high: null,
    to_mmHg: 490,
  });
  assert.equal(reserveLeft(estimate, newest + 22 * hour)!.low, 0);
  assert.equal(reserveLeft({ ...estimate, reserve: null }, newest), null);
  assert.equal(reserveLeft(null, newest), null);
});

test("a leak that only stored data show is suspected: not told as an alarm, and not as a tight cabin", () => {
  const estimate = {} as Estimate;
  assert.equal(glanceOf([], newest, false, estimate).condition, "suspected");
  assert.equal(glanceOf([alarm("leak")], newest, false, estimate).condition, "leak");
  assert.equal(glanceOf([], newest, true, estimate).condition, "stale");
});

test("a fall behind closed hatches says where it is: it is not the cabin's", () => {
  const whole = stationWith({ modules: { a: 1, b: 1, c: 1, d: 1, e: 1 } });
  const said = (modules: readonly string[]) => shutIn({ modules } as unknown as Estimate, ["e"], whole, wordsFor("en"));
  const [a, b] = whole.modules.map(({ name }) => name);
  assert.equal(said(["a"]), `in ${a}`);
  assert.equal(said(["a", "b", "c", "d"]), `in ${a}, ${b}, 2 others`);
  assert.equal(said(["d", "e"]), null);
  assert.equal(shutIn(null, ["e"], whole, wordsFor("en")), null);
});
