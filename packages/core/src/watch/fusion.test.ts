import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { acquit, dismiss, type Fusion, fuse, type Reading, startFusion } from "./fusion.ts";
import { normal, type Random, seeded } from "./testing.ts";

const sd = 1;
/** One bin of gauges that stand at `levels` above 1e5. */
const bin = (r: Random, levels: readonly (number | null)[]): Reading[] =>
  levels.flatMap((level, i) =>
    level === null ? [] : [{ sensor: `s${i}`, mean: 1e5 + level + sd * normal(r), variance: sd ** 2, bias: 0 }],
  );

/** Fuses `bins` bins of levels that depend on the bin; gives every fused value less 1e5. */
function run(fusion: Fusion, r: Random, bins: number, levels: (k: number) => readonly (number | null)[]): number[] {
  return Array.from({ length: bins }, (_, k) => {
    const fused = fuse(fusion, bin(r, levels(k)), 1e5);
    return fused === null ? Number.NaN : fused.value - 1e5;
  });
}
const health = (f: Fusion) => Object.values(f.members).map((m) => m.health);
const apart = (a: readonly number[], from: number) => Math.max(...a.slice(from).map((v) => Math.abs(v - a[from])));

describe("sensors of one volume (seed 61)", () => {
  it("follow a fall that all of them see, and nobody is accused", () => {
    const fusion = startFusion(1);
    const values = run(fusion, seeded(61), 2000, (k) => [-40 - k, -k, 30 - k]);
    assert.deepEqual(health(fusion), ["good", "good", "good"]);
    assert.ok(Math.abs(values[1999] - values[1] + 1998) < 6);
  });

  it("of three the one that drifts away is named, and the value stays", () => {
    const fusion = startFusion(1);
    const values = run(fusion, seeded(61), 1500, (k) => [0, k < 300 ? 5 : 5 - 0.2 * (k - 300), -7]);
    assert.deepEqual(health(fusion), ["good", "odd", "good"]);
    assert.ok(apart(values, 100) < 8, `${apart(values, 100)}`);
  });

  it("of two the one that reads nothing sensible counts for nothing at once, is named, and is the same when it comes back", () => {
    const fusion = startFusion(1);
    const values = run(fusion, seeded(61), 1000, (k) => [k >= 300 && k < 420 ? -99_000 : 5, -7]);
    assert.ok(apart(values, 100) < 8, `${apart(values, 100)}`);
    assert.deepEqual(health(fusion), ["good", "good"]);
    const named = startFusion(1);
    run(named, seeded(61), 400, (k) => [k >= 300 ? -99_000 : 5, -7]);
    assert.deepEqual(health(named), ["odd", "good"]);
  });

  it("of two that are wildly apart neither counts alone where the other one has stood still", () => {
    const fusion = startFusion(1);
    const at = (level: number) => ({ sensor: "stuck", mean: level, variance: sd ** 2, bias: 0 });
    let last = 0;
    for (let k = 0; k < 200; k++) {
      const fall = k < 150 ? 0 : 300 * (k - 149);
      const fused = fuse(fusion, [...bin(seeded(k), [-fall]), at(1e5)], 1e5);
      last = (fused?.value ?? 1e5) - 1e5;
    }
    assert.ok(last < -5000, `${last}`);
  });

  it("it is good again when it has come back for an hour", () => {
    const fusion = startFusion(1);
    run(fusion, seeded(62), 500, (k) => [0, k > 200 && k < 260 ? -50 : 5, -7]);
    assert.deepEqual(health(fusion), ["good", "good", "good"]);
  });

  it("two that disagree are both called torn, and the lower one does not make a leak", () => {
    const fusion = startFusion(1);
    const values = run(fusion, seeded(63), 1500, (k) => [0, k < 300 ? 5 : 5 - 0.2 * (k - 300)]);
    assert.deepEqual(health(fusion), ["torn", "torn"]);
    // Until it is told, the value goes half the way of the one that drifts.
    assert.ok(Math.abs(values[1499] - values[100]) < 10, `${values[1499] - values[100]}`);
  });

  it("one that falls silent and comes back with another offset makes no jump", () => {
    const fusion = startFusion(1);
    const values = run(fusion, seeded(64), 900, (k) => [0, k > 300 && k < 600 ? null : k < 600 ? 20 : -20, 4]);
    assert.ok(apart(values, 100) < 8, `${apart(values, 100)}`);
  });

  it("the first of all anchors to its own reading, a newcomer to the others, and says nothing by itself", () => {
    const fusion = startFusion(1);
    assert.equal(fuse(fusion, [{ sensor: "a", mean: 1e5, variance: 1, bias: 0 }], 1e5), null);
    assert.equal(fuse(fusion, [{ sensor: "a", mean: 1e5 - 5, variance: 1, bias: 0 }], 1e5)?.value, 1e5 - 5);
    const both = fuse(
      fusion,
      [
        { sensor: "a", mean: 1e5 - 6, variance: 1, bias: 0 },
        { sensor: "b", mean: 0.9e5, variance: 1, bias: 0 },
      ],
      1e5,
    );
    assert.deepEqual(both?.sensors, ["a"]);
    assert.equal(fusion.members.b.offset, 0.9e5 - (1e5 - 6));
  });

  it("one reading far from the rest is passed over", () => {
    const fusion = startFusion(1);
    const r = seeded(65);
    run(fusion, r, 100, () => [0, 5, -7]);
    const wild = bin(r, [0, -500, -7]);
    const fused = fuse(fusion, wild, 1e5);
    assert.deepEqual(fused?.sensors, ["s0", "s2"]);
  });

  it("the value lies between the levels of those that it rests on, and is no less sure than the best of them", () => {
    const reading = fc.record({
      mean: fc.double({ min: 9e4, max: 1.1e5, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 6 }), (list) => {
        const fusion = startFusion(1);
        const readings = list.map((x, i) => ({ ...x, sensor: `s${i}`, bias: 0 }));
        fuse(
          fusion,
          readings.map((x) => ({ ...x, mean: 1e5 })),
          1e5,
        );
        const fused = fuse(fusion, readings, 1e5);
        assert.ok(fused !== null);
        const means = readings.map((x) => x.mean);
        assert.ok(fused.value >= Math.min(...means) - 1e-6 && fused.value <= Math.max(...means) + 1e-6);
        const used = readings.filter((x) => fused.sensors.includes(x.sensor));
        assert.ok(fused.variance <= Math.min(...used.map((x) => x.variance)) * (1 + 1e-12));
      }),
    );
  });
});

describe("two that disagree", () => {
  const torn = () => {
    const fusion = startFusion(1);
    run(fusion, seeded(63), 1500, (k) => [0, k < 300 ? 5 : 5 - 0.2 * (k - 300)]);
    assert.deepEqual(health(fusion), ["torn", "torn"]);
    return fusion;
  };

  it("are so no more once one is known to be at fault", () => {
    const fusion = torn();
    acquit(fusion, "s0");
    assert.deepEqual(health(fusion), ["odd", "good"]);
    acquit(fusion, "s1");
    assert.deepEqual(health(fusion), ["odd", "good"]);
  });

  it("are so no more once one has left, and that one is forgotten", () => {
    const fusion = torn();
    dismiss(fusion, () => true);
    assert.deepEqual(health(fusion), ["torn", "torn"]);
    dismiss(fusion, (sensor) => sensor === "s1");
    assert.deepEqual(Object.keys(fusion.members), ["s1"]);
    assert.deepEqual(health(fusion), ["good"]);
  });
});
