import assert from "node:assert/strict";
import { it } from "node:test";
import { Random } from "../../packages/core/src/world/random.ts";
import type { Life, Said } from "./life.ts";
import { brierOf, reliabilityOf } from "./tally.ts";

/** Records of three estimates each, of which a share `leaks(p)` are leaks. */
function lives(leaks: (p: number) => number): Life[] {
  const random = new Random(1, "told");
  return Array.from({ length: 3000 }, () => {
    const p = random.uniform();
    const leaking = random.uniform() < leaks(p);
    return { said: [0, 1, 2].map((i): Said => ({ p, leaking, first: i === 0 })), quietDays: 1, leaked: leaking };
  });
}

it("finds probabilities that are right in every bin, and boasting ones above what was", () => {
  const right = reliabilityOf(
    lives((p) => p),
    new Random(2, "again"),
    () => true,
  );
  assert.equal(
    right.reduce((n, { said }) => n + said, 0),
    9000,
  );
  for (const { told, leaks, from, to } of right) {
    assert.ok(Math.abs(told - leaks) < 0.08, `${from} to ${to}: ${told} ${leaks}`);
  }
  const boasting = reliabilityOf(
    lives((p) => p / 2),
    new Random(2, "again"),
    (s) => s.first,
  );
  for (const { told, high, from } of boasting) if (from >= 0.3) assert.ok(high < told);
});

it("an interval counts records, however often each speaks", () => {
  const all = lives(() => 0.5);
  const [once, thrice] = [(s: Said) => s.first, () => true].map((counts) =>
    reliabilityOf(all, new Random(3, "again"), counts),
  );
  for (const [i, { low, high }] of once.entries()) {
    assert.ok(Math.abs(high - low - (thrice[i].high - thrice[i].low)) < 1e-9);
  }
});

it("the Brier score of what is always even is a quarter", () => {
  const even = [true, false].map((leaking) => ({ p: 0.5, leaking, first: true }));
  assert.equal(brierOf(even), 0.25);
});
