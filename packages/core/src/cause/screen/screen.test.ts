import assert from "node:assert/strict";
import { test } from "node:test";
import type { Vec3 } from "../conjunction/vector.ts";
import type { ElementSet } from "../orbit/elements.ts";
import { orbitOf, propagate } from "../orbit/propagate.ts";
import { issBox } from "./approach.ts";
import { screen } from "./screen.ts";
import { lookUp, tableOf } from "./table.ts";
import { bruteForce, planted, randomObject, stationAt, uniform } from "./testing.ts";

const start = Date.UTC(2024, 2, 1) / 1000;
const day = 86400;
const station = stationAt(start);

/** Within the box, near its faces as often as not. */
const place = (random: () => number): Vec3 =>
  issBox.map((half) => half * (2 * random() - 1) * 0.999) as unknown as Vec3;

function objects(count: number, plants: number, days: number, seed: number) {
  const random = uniform(seed);
  const background = Array.from({ length: count }, (_, i) => randomObject(1000 + i, start, random));
  const plantedOnes: { readonly elements: ElementSet; readonly time: number }[] = [];
  while (plantedOnes.length < plants) {
    const time = start + 60 + random() * (days * day - 120);
    const elements = planted(station, 500_000 + plantedOnes.length, time, place(random), random);
    if (elements !== null) plantedOnes.push({ elements, time });
  }
  return { background, plantedOnes };
}

test("against brute force: the same approaches, each within 3 m and 1 ms, and every planted one among them", () => {
  const { background, plantedOnes } = objects(300, 150, 1, 1);
  const all = [...background, ...plantedOnes.map(({ elements }) => elements)];
  const span = { from: start, to: start + day };
  const { approaches } = screen(station, all, span)!;
  const expected = all
    .flatMap((object) => bruteForce(station, object, span.from, span.to, issBox, 60))
    .sort((a, b) => a.tca - b.tca);
  assert.ok(expected.length >= 150, String(expected.length));
  assert.deepEqual(
    approaches.map(({ elements }) => elements.id),
    expected.map(({ id }) => id),
  );
  for (const [i, { tca, missDistance }] of approaches.entries()) {
    assert.ok(Math.abs(tca - expected[i].tca) < 1e-3, `${expected[i].id}: ${tca - expected[i].tca} s`);
    assert.ok(
      Math.abs(missDistance - expected[i].missDistance) < 3,
      `${expected[i].id}: ${missDistance - expected[i].missDistance} m`,
    );
  }
  for (const { elements, time } of plantedOnes) {
    assert.ok(
      approaches.some((found) => found.elements.id === elements.id && Math.abs(found.tca - time) < 600),
      elements.id,
    );
  }
});

test("an approach tells where the object is then, how fast, and how old its elements are", () => {
  const elements = planted(station, 7, start + 3000, [500, 0, 0], uniform(3))!;
  const {
    approaches,
    objects: count,
    atHeight,
  } = screen(station, [elements, station], { from: start, to: start + 6000 })!;
  const [one] = approaches;
  assert.deepEqual([approaches.length, count, atHeight], [1, 2, 1]);
  assert.ok(Math.abs(one.tca - start - 3000) < 0.2 && one.missDistance <= 500.1);
  assert.ok(Math.abs(Math.hypot(...one.seen) - one.missDistance) < 1e-6);
  assert.ok(Math.abs(one.seen[0] - 500) < 5, "500 m above");
  assert.ok(one.relativeSpeed > 100 && one.age < 3001 && one.age > 2999);
});

test("a pass that is in the box twice and outside between, as the way is bent: found", () => {
  const own = { ...station, meanMotion: 15.06, inclination: 97.6 };
  const bent: ElementSet = {
    ...station,
    id: "1136",
    epoch: 1709195684.7239301,
    meanMotion: 15.030048315490285,
    eccentricity: 0.00023372232399794963,
    inclination: 53.151449198555206,
    node: 81.00819887593389,
    perigee: 243.0558540020138,
    meanAnomaly: 147.7590951975435,
    bstar: 0.00005293863948715793,
  };
  const span = { from: start + 60_000, to: start + 66_000 };
  const { approaches } = screen(own, [bent], span)!;
  const [plain] = bruteForce(own, bent, span.from, span.to, issBox);
  assert.equal(approaches.length, 1);
  assert.ok(Math.abs(approaches[0].seen[0]) > issBox[0], "closest approach itself is outside");
  assert.ok(Math.abs(approaches[0].tca - plain.tca) < 1e-3);
});

test("boxes of every size, stations of every inclination: nothing planted is missed", () => {
  const random = uniform(11);
  for (const box of [
    [50, 50, 50],
    [500, 1000, 1000],
    [1e3, 10e3, 10e3],
    [10e3, 40e3, 40e3],
  ] as const) {
    const own = { ...station, inclination: 120 * random(), meanMotion: 14.8 + random(), eccentricity: 0.01 * random() };
    for (let i = 0; i < 60; i++) {
      const time = start + 60 + random() * (day - 120);
      const seen = box.map((half) => half * (2 * random() - 1) * 0.99) as unknown as Vec3;
      const object = planted(own, 9, time, seen, random);
      if (object === null) continue;
      const { approaches, companions } = screen(own, [object], { from: start, to: start + day, box })!;
      const met = [...approaches.map(({ tca }) => Math.abs(tca - time)), ...companions.map(() => 0)];
      assert.ok(Math.min(...met) < 600, `box ${box}, ${JSON.stringify(object)}`);
    }
  }
});

test("what flies along is company and no approach; the station itself is neither", () => {
  const progress = { ...station, id: "58264", meanAnomaly: station.meanAnomaly + 0.02 };
  const { approaches, companions } = screen(station, [progress, station], { from: start, to: start + day })!;
  assert.deepEqual(approaches, []);
  assert.deepEqual(
    companions.map(({ elements: { id } }) => id),
    ["58264"],
  );
  assert.ok(companions[0].nearest > 1000 && companions[0].nearest < 3000, String(companions[0].nearest));
});

test("an object that decays on the way is screened until then, and named", () => {
  const falling = { ...randomObject(9, start, uniform(4)), meanMotion: 16.4, eccentricity: 0.0005, bstar: 0.01 };
  const { lost } = screen(station, [falling], { from: start, to: start + 7 * day })!;
  assert.deepEqual(
    lost.map(({ id }) => id),
    ["9"],
  );
  const never = screen({ ...station, meanMotion: 16.4, bstar: 0.1 }, [], { from: start, to: start + 60 * day });
  assert.equal(never, null);
});

test("the table of the station, by which passes are found, is right to a metre", () => {
  const orbit = orbitOf(station);
  const table = tableOf(orbit, start, start + day)!;
  const [found, expected] = [new Float64Array(6), new Float64Array(6)];
  for (let t = start; t < start + day; t += 97.3) {
    lookUp(table, t, found);
    propagate(orbit, t, expected);
    for (let k = 0; k < 6; k++) assert.ok(Math.abs(found[k] - expected[k]) < 1);
  }
});

test("after January 2038, when a double holds UNIX time to 0.5 us only, a search ends as well", () => {
  const late = Date.UTC(2040, 0, 1) / 1000;
  const own = stationAt(late);
  const elements = planted(own, 7, late + 3000, [500, 0, 0], uniform(3))!;
  const { approaches } = screen(own, [elements], { from: late, to: late + day / 4 })!;
  assert.ok(approaches.some(({ tca }) => Math.abs(tca - late - 3000) < 1));
});
