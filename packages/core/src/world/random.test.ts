import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "./random.ts";

test("normal deviates have mean 0, variance 1 and the kurtosis of the normal law", () => {
  const random = new Random(42, "test");
  const n = 200_000;
  const sums = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = random.normal();
    sums[0] += x;
    sums[1] += x ** 2;
    sums[2] += x ** 4;
  }
  // Four standard errors: 4/sqrt(n) times 1, sqrt(2) and sqrt(96).
  assert.ok(Math.abs(sums[0] / n) < 0.009);
  assert.ok(Math.abs(sums[1] / n - 1) < 0.013);
  assert.ok(Math.abs(sums[2] / n - 3) < 0.09);
});

test("uniform deviates never reach 0 or 1 and fill every tenth alike", () => {
  const random = new Random(1, "test");
  const tenths = new Array(10).fill(0);
  for (let i = 0; i < 100_000; i++) {
    const x = random.uniform();
    assert.ok(x > 0 && x < 1);
    tenths[Math.floor(10 * x)]++;
  }
  // Four standard errors of a count: 4 sqrt(1e5 x 0.1 x 0.9) = 380.
  for (const count of tenths) assert.ok(Math.abs(count - 10_000) < 380, String(tenths));
});

test("a seed gives the same numbers again, another seed or another name gives others", () => {
  const draw = (seed: number, name: string) => {
    const random = new Random(seed, name);
    return Array.from({ length: 5 }, () => random.bits());
  };
  assert.deepEqual(draw(7, "weather"), draw(7, "weather"));
  const all = [
    draw(7, "weather"),
    draw(8, "weather"),
    draw(7, "leak"),
    draw(7 + 2 ** 32, "weather"),
    draw(-7, "weather"),
  ];
  assert.equal(new Set(all.flat()).size, 25);
});

test("neighbouring seeds and streams are not correlated", () => {
  const n = 50_000;
  for (const [a, b] of [
    [new Random(1, "x"), new Random(2, "x")],
    [new Random(1, "noise/LAB-P"), new Random(1, "noise/COL-P")],
  ]) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += a.normal() * b.normal();
    assert.ok(Math.abs(sum / n) < 4 / Math.sqrt(n));
  }
});
