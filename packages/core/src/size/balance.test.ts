import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Balance, blocksOf, followBalance, passOn, startBalance } from "./balance.ts";

const minute = 1 / 1440;

/** The minutes from `from` to `until` (days), with a level (Pa) by time. */
function follow(b: Balance, from: number, until: number, level: (t: number) => number, supplied = 0): void {
  for (let k = Math.round(from / minute); k < Math.round(until / minute); k++)
    followBalance(b, { level: level(k * minute), supplied, stirred: false }, k * minute);
}

describe("the nitrogen of a volume over years", () => {
  it("is kept as means of days, each with its time", () => {
    const b = startBalance(100);
    follow(b, 0, 3.5, (t) => 78000 - 10 * t);
    const blocks = blocksOf(b);
    assert.equal(blocks.length, 3);
    for (const [day, block] of blocks.entries()) {
      assert.ok(Math.abs(block.time - (day + 0.5 - minute / 2)) < 1e-9 && block.minutes === 1440);
      assert.ok(Math.abs(block.level - (78000 - 10 * block.time)) < 1e-6);
    }
  });

  it("counts what was let in, in the volume in which it was", () => {
    const b = startBalance(100);
    follow(b, 0, 2.1, () => 78000, 0.5);
    const [first, second] = blocksOf(b);
    assert.ok(Math.abs(second.fed - first.fed - 1440 * 0.5 * 100) < 1e-6);
  });

  it("leaves out minutes without nitrogen, and stretches with hardly any", () => {
    const b = startBalance(100);
    follow(b, 0, 1, (t) => (t < 0.5 ? 78000 : Number.NaN));
    follow(b, 1, 2, (t) => (t < 1.03 ? 70000 : Number.NaN));
    follow(b, 2, 3.1, () => 77000);
    assert.deepEqual(
      blocksOf(b).map(({ minutes, level }) => [minutes, level]),
      [
        [720, 78000],
        [1440, 77000],
      ],
    );
  });

  it("never takes more than 76 blocks: the last sixty are days, the older ones of like length, and none is lost", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), (days) => {
        const b = startBalance(100);
        for (let h = 0; h < days * 4; h++)
          for (let k = 0; k < 20; k++) followBalance(b, { level: h, supplied: 0, stirred: false }, h / 4 + k * minute);
        followBalance(b, { level: 0, supplied: 0, stirred: false }, days);
        const blocks = blocksOf(b);
        assert.ok(blocks.length <= 76);
        assert.equal(
          blocks.reduce((s, k) => s + k.minutes, 0),
          80 * days,
        );
        assert.ok(blocks.slice(-60).every((k) => k.minutes === 80));
        const older = blocks.slice(0, -60).map((k) => k.minutes);
        const mean = older.reduce((s, n) => s + n, 0) / older.length;
        assert.ok(
          older.every((n) => n <= 3 * mean),
          `${older}`,
        );
        for (let i = 1; i < blocks.length; i++) assert.ok(blocks[i].time > blocks[i - 1].time);
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  it("goes on through a short parting as if nothing had been read, and through a lasting one with all that was", () => {
    for (const [back, days] of [
      [6, 9],
      [12, 15],
    ]) {
      const b = startBalance(100);
      follow(b, 0, 5, () => 78000);
      passOn(b, "a,b", "a", 93, 0, 5);
      follow(b, 5, back, () => 77000);
      passOn(b, "a", "a,b", 100, 0.07, back);
      follow(b, back, back + 4.1, () => 76000);
      const blocks = blocksOf(b);
      assert.equal(blocks.length, days + (back === 6 ? 0 : 1));
      assert.equal(blocks.filter((k) => k.level === 77000).length, back === 6 ? 0 : 7);
      const after = blocks.find((k) => k.level === 76000)!;
      assert.ok(Math.abs(Math.sqrt(after.step) - 0.07 * 2670) < 1e-9 && after.size === 100);
    }
  });

  it("may step where an operation was noted", () => {
    const b = startBalance(100);
    follow(b, 0, 1, () => 78000);
    followBalance(b, { level: 78000, supplied: 0, stirred: true }, 1);
    follow(b, 1 + minute, 2.1, () => 78000);
    assert.deepEqual(
      blocksOf(b).map((k) => k.step),
      [0, 27 ** 2],
    );
  });
});
