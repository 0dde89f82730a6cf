import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { erfDifference } from "./erf.ts";
import { along, fromAxes, inertialVelocity, rtnAxes, toAxes } from "./frame.ts";
import { encounterOf, type UncertainState } from "./plane.ts";
import { circleProbability, tiltedSquareProbability } from "./probability.ts";
import { doubtsAbout } from "./validity.ts";
import { type Matrix6, norm, plus, type Vec3 } from "./vector.ts";

const diagonal = (...d: number[]): Matrix6 => d.map((x, i) => d.map((_, j) => (i === j ? x : 0)));
const station: UncertainState = {
  position: [6.8e6, 0, 0],
  velocity: [0, 7656, 0],
  covariance: diagonal(100, 400, 25, 0, 0, 0),
};
const across = (miss: Vec3, velocity: Vec3, covariance = diagonal(900, 1e4, 400, 0, 0, 0)): UncertainState => ({
  position: plus(station.position, miss),
  velocity,
  covariance,
});

test("radial, transverse, normal of a circular orbit are the axes; a covariance comes back turned", () => {
  const axes = rtnAxes([0, 4, 0], [-2, 0, 0]);
  assert.deepEqual(
    axes.map((a) => a.map((x) => x + 0)),
    [
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0, 1],
    ],
  );
  const turned = fromAxes(axes, diagonal(1, 2, 3, 4, 5, 6));
  assert.deepEqual(
    turned.map((row, i) => row[i]),
    [2, 1, 3, 5, 4, 6],
  );
  assert.deepEqual(along(axes, [0, 5, 0]), [5, 0, 0]);
});

test("a covariance turned there and back is itself, and keeps what no turn changes", () => {
  const number = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 36, maxLength: 36 }),
      fc.tuple(number, number, number),
      (m, [x, y, z]) => {
        fc.pre(Math.hypot(x, y, z) > 0.1 && Math.hypot(y, z) > 0.1);
        const c = [0, 1, 2, 3, 4, 5].map((i) =>
          [0, 1, 2, 3, 4, 5].map((j) => [0, 1, 2, 3, 4, 5].reduce((sum, k) => sum + m[6 * i + k] * m[6 * j + k], 0)),
        );
        const axes = rtnAxes([x, y, z], [1, 0, 0]);
        const turned = fromAxes(axes, c);
        for (const [i, row] of toAxes(axes, turned).entries()) {
          for (const [j, value] of row.entries()) assert.ok(Math.abs(value - c[i][j]) < 1e-12);
        }
        for (const block of [0, 3]) {
          const trace = (of: Matrix6) => of[block][block] + of[block + 1][block + 1] + of[block + 2][block + 2];
          assert.ok(Math.abs(trace(turned) - trace(c)) < 1e-12);
        }
        for (const i of [0, 1, 2, 3, 4, 5])
          for (const j of [0, 1, 2, 3, 4, 5]) assert.ok(Math.abs(turned[i][j] - turned[j][i]) < 1e-12);
      },
    ),
    { numRuns: 200, seed: 7 },
  );
});

test("a state in ITRF: the Earth turns under it, 0.49 km/s at 400 km", () => {
  const v = inertialVelocity([6.778e6, 0, 0], [0, 7170, 0]);
  assert.ok(Math.abs(v[1] - 7664.26) < 0.01);
});

test("head-on, 715 m above: the plane has radial and normal, nothing of the errors along the track", () => {
  const encounter = encounterOf(station, across([715, 0, 0], [0, -7656, 0]), 20)!;
  assert.deepEqual(
    encounter.passage.sigma.map((s) => s.toFixed(6)),
    [Math.sqrt(1000).toFixed(6), Math.sqrt(425).toFixed(6)],
  );
  assert.ok(Math.abs(encounter.missDistance - 715) < 1e-9);
  assert.ok(Math.abs(encounter.sigmaAlong - Math.sqrt(10400)) < 1e-9);
  assert.equal(encounter.relativeSpeed, 15312);
});

test("a time that is rounded to 1 ms is corrected for", () => {
  const apart: Vec3 = [12, 0, 5];
  const late = across(plus(apart, [0, -15312, 0], 5e-4), [0, -7656, 0]);
  const [exact, rounded] = [across(apart, [0, -7656, 0]), late].map((b) => encounterOf(station, b, 20)!);
  assert.ok(Math.abs(rounded.offset + 5e-4) < 1e-9);
  assert.ok(Math.abs(rounded.missDistance / exact.missDistance - 1) < 1e-9);
});

test("the probability is the same whichever object comes first, and in axes that are turned", () => {
  fc.assert(
    fc.property(
      fc.tuple(...Array.from({ length: 6 }, () => fc.double({ min: -1, max: 1, noNaN: true }))),
      fc.double({ min: 0.05, max: 3, noNaN: true }),
      ([x, y, z, u, v, w], angle) => {
        fc.pre(Math.hypot(u, v, w) > 0.1);
        const c = diagonal(900 + 500 * x, 1e4, 400, 0, 0, 0).map((row, i) =>
          row.map((value, j) => (i + j === 1 ? 300 * y : value)),
        );
        const b = across([300 * x, 300 * y, 300 * z], [5000 * u, 5000 * v, 5000 * w], c);
        const of = (one: UncertainState, two: UncertainState) =>
          circleProbability(encounterOf(one, two, 30)!.passage, 30);
        const p = of(station, b);
        const same = (q: number) => assert.ok(Math.abs(q - p) <= 1e-6 * p + 1e-280, `${q} for ${p}`);
        same(of(b, station));
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const axes: readonly [Vec3, Vec3, Vec3] = [
          [cos, sin, 0],
          [-sin, cos, 0],
          [0, 0, 1],
        ];
        const turned = (s: UncertainState): UncertainState => ({
          position: along(axes, s.position),
          velocity: along(axes, s.velocity),
          covariance: fromAxes(
            [
              [cos, -sin, 0],
              [sin, cos, 0],
              [0, 0, 1],
            ],
            s.covariance,
          ),
        });
        same(of(turned(station), turned(b)));
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});

test("a singular covariance, and one with no size at all, still give a probability", () => {
  const none = { ...station, covariance: diagonal(0, 0, 0, 0, 0, 0) };
  for (const [miss, covariance, expected] of [
    [[10, 0, 0], diagonal(0, 0, 0, 0, 0, 0), 1],
    [[30, 0, 0], diagonal(0, 0, 0, 0, 0, 0), 0],
    [[0, 0, 10], diagonal(400, 0, 0, 0, 0, 0), 0.6135],
  ] as [Vec3, Matrix6, number][]) {
    const b = across(miss, [0, -7656, 0], covariance);
    const encounter = encounterOf(none, b, 20)!;
    assert.ok(encounter.clipped);
    // The last one is a needle along the radius, 10 m beside the middle: erf of half the chord over sqrt 2 sigma.
    assert.ok(Math.abs(circleProbability(encounter.passage, 20) - expected) < 1e-3);
    assert.ok(doubtsAbout(none, b, 20, true).some(({ code }) => code === "covariance"));
  }
});

test("a diagonal needle of a covariance: the square along the miss takes its tilt into account", () => {
  const c = diagonal(2500, 1, 2500, 0, 0, 0).map((row, i) => row.map((x, j) => (i + j === 2 && i !== j ? 2499.9 : x)));
  const sharp = { ...station, covariance: diagonal(0, 0, 0, 0, 0, 0) };
  const encounter = encounterOf(sharp, across([20, 0, 0], [0, -7656, 0], c), 15)!;
  // The needle x = 20 + 50 t, z = 50 t is within the square for t of -0.3 to -0.1, within the circle 0.0705 about -0.2.
  const between = (a: number, b: number) => erfDifference(a / Math.SQRT2, b / Math.SQRT2) / 2;
  const near = (found: number, expected: number) =>
    assert.ok(Math.abs(found / expected - 1) < 0.03, `${found} ${expected}`);
  near(tiltedSquareProbability(encounter.tilted, 15), between(-0.3, -0.1));
  near(circleProbability(encounter.passage, 15), between(-0.2 - 0.0707, -0.2 + 0.0707));
});

test("kilometres of error along the track bend off the straight line, however fast the encounter", () => {
  const b = across([500, 0, 0], [0, -7656, 0], diagonal(900, 2e4 ** 2, 400, 0, 0, 0));
  assert.ok(norm(b.velocity) > 7000);
  assert.deepEqual(
    doubtsAbout(station, b, 20, true).map(({ code }) => code),
    ["curved"],
  );
  assert.deepEqual(doubtsAbout(station, across([500, 0, 0], [0, -7656, 0]), 20, true), []);
});

test("doubts where states are not of the stated time, errors grow while they pass, or the velocity has none", () => {
  const late = across([500, 16000, 0], [0, -7656, 0]);
  assert.deepEqual(
    doubtsAbout(station, late, 20, true).map(({ code }) => code),
    ["far-from-tca"],
  );
  const growing = across([60, 0, 0], [0, 7656 - 60, 0], diagonal(100, 1e4, 100, 25, 25, 25));
  assert.deepEqual(
    doubtsAbout(station, growing, 20, true).map(({ code }) => code),
    ["not-constant"],
  );
  assert.deepEqual(
    doubtsAbout(station, growing, 20, false).map(({ code }) => code),
    ["covariance"],
  );
});
