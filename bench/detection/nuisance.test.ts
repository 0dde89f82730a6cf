import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionsOf, firstPressure } from "./conditions.ts";
import { Nuisance } from "./nuisance.ts";

const days = 86400 / 60;
const near = (found: number, expected: number, part: number) =>
  assert.ok(Math.abs(found / expected - 1) < part, `found ${found}, expected ${expected}`);

/** Of `lag` samples apart, over many records: variance of the difference. */
function structure(name: string, lag: number): number {
  let sum = 0;
  let count = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const air = new Nuisance(conditionsOf(name), 60, seed, "test");
    const seen: number[] = [];
    for (let i = 0; i < 20 * days; i++) {
      air.advance();
      seen.push(air.y);
    }
    for (let i = lag; i < seen.length; i++) sum += (seen[i] - seen[i - lag]) ** 2;
    count += seen.length - lag;
  }
  return sum / count;
}

test("differences over a minute and an hour have the variance that the magnitudes give", () => {
  // Twice variance less covariance of each part; the level as a random walk plus two rates that hardly change in an hour.
  const parts = (t: number) => {
    const wander = (sd: number, tau: number) => 2 * sd ** 2 * (1 - Math.exp(-t / tau));
    const ring = (sd: number, period: number, coherence: number) =>
      2 * sd ** 2 * (1 - Math.exp(-t / coherence) * Math.cos((2 * Math.PI * t) / period));
    const hours = t / 3600;
    return (
      (2 * (0.02 ** 2 + 0.01 ** 2 / 12)) / 180 +
      wander(0.006, 60) +
      wander(0.03, 1200) +
      ring(0.03, 5574, 36e3) +
      ring(0.01, 2787, 36e3) +
      ring(0.015, 9300, 172800) +
      ring(0.007, 4650, 172800) +
      ring(0.06, 86400, 432e3) +
      ring(0.02, 43200, 432e3) +
      (0.01 ** 2 * hours) / 24 +
      (0.015 ** 2 + 0.005 ** 2) * hours ** 2
    );
  };
  near(structure("gauss", 1), parts(60), 0.02);
  near(structure("gauss", 60), parts(3600), 0.03);
});

test("a leak lowers what the gauges read, and a reported release raises it, but not y", () => {
  const [air, leaking] = [0, 1].map(() => new Nuisance(conditionsOf("full"), 60, 3, "test"));
  let supplied = 0;
  let rate = 0;
  for (let i = 0; i < 60 * days; i++) {
    air.advance();
    leaking.advance(0.5);
    assert.ok(Math.abs(air.y - leaking.y - 0.5) < 1e-9);
    for (const flag of air.flags) if (flag.kind === "supply") rate = flag.rate;
    supplied += rate / 60;
  }
  const mean = air.readings.reduce((s, x) => s + x, 0) / 3;
  assert.ok(supplied > 3, `${supplied} mmHg supplied`);
  assert.ok(Math.abs(mean - firstPressure - air.y - supplied) < 1e-6);
});

test("coarse gauges give multiples of their step, and y stays within one of the truth", () => {
  const air = new Nuisance(conditionsOf("gauss-coarse"), 60, 5, "test");
  assert.equal(air.perSample, 60);
  air.advance();
  const first = air.y;
  for (let i = 0; i < 60; i++) {
    air.advance(5);
    assert.ok(air.readings.every(Number.isInteger));
    assert.ok(Math.abs(first - 5 - air.y) < 1.5, `${air.y}`);
  }
});

test("a fork goes on from the same air with other chances", () => {
  const air = new Nuisance(conditionsOf("gauss"), 60, 7, "test");
  for (let i = 0; i < 30 * days; i++) air.advance();
  const forks = [1, 2].map((n) => air.fork(7, `fork ${n}`));
  const again = air.fork(7, "fork 1");
  for (const each of [...forks, again]) each.advance();
  assert.ok(Math.abs(forks[0].y - air.y) < 0.15);
  assert.notEqual(forks[0].y, forks[1].y);
  assert.equal(forks[0].y, again.y);
});
