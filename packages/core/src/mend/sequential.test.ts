import assert from "node:assert/strict";
import { test } from "node:test";
import { informationToReach, reachedBy, undecidedAt } from "./passage.ts";
import { closeUpperBound, decide, fixedInformation, type Question, standing, upperBound } from "./sequential.ts";
import { normals } from "./testing.ts";

const question: Question = { limit: 2, visible: 2, gross: 20, errors: { tight: 0.05, leaking: 0.05 } };
const dQ = 0.01;
const none = { L: 0, Q: 0, log: 0 };

/** What 4,000 tests come to where the flow is `q`: information gathered in steps. */
function tests(q: number, seed: number, count = 4000) {
  const normal = normals(seed);
  return Array.from({ length: count }, () => {
    const w = { L: 0, Q: 0, log: 0 };
    for (;;) {
      w.L += q * dQ + Math.sqrt(dQ) * normal();
      w.Q += dQ;
      const verdict = decide([w], question);
      if (verdict !== "undecided" || w.Q > 30) return { ...w, verdict };
    }
  });
}
/** Information that such a test still takes on average. */
function expectedInformation(w: typeof none): number {
  const from = standing([w], question);
  let sum = 0;
  for (let i = 0; i < 4000; i++) sum += undecidedAt((i + 0.5) * dQ * question.limit ** 2, from) * dQ;
  return sum;
}
const share = <T>(all: readonly T[], is: (x: T) => boolean) => all.filter(is).length / all.length;
const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const tight = tests(0, 1);
const atLimit = tests(question.limit, 2);

test("of 4,000 tight volumes at most 5 % are called leaking, of 4,000 at the limit at most 5 % tight; all are decided", () => {
  assert.ok(share(tight, (t) => t.verdict === "leaking") <= 0.05);
  assert.ok(share(atLimit, (t) => t.verdict === "tight") <= 0.05);
  assert.ok([...tight, ...atLimit].every((t) => t.verdict !== "undecided"));
});

test("what is expected of its length is what it takes, within 8 %", () => {
  const expected = expectedInformation(none);
  for (const ended of [tight, atLimit]) {
    const ratio = mean(ended.map((t) => t.Q)) / expected;
    assert.ok(ratio > 0.92 && ratio < 1.08, `${ratio}`);
  }
});

test("what is expected from halfway on, weighed by what is seen, is what the rest takes, within 12 %", () => {
  const normal = normals(3);
  let [stated, took] = [0, 0];
  for (let i = 0; i < 4000; i++) {
    const q = i % 2 === 0 ? 0 : question.limit;
    const w = { L: 0.6 * q + Math.sqrt(0.6) * normal(), Q: 0.6, log: 0 };
    if (decide([w], question) !== "undecided") continue;
    stated += expectedInformation(w);
    while (decide([w], question) === "undecided") {
      w.L += q * dQ + Math.sqrt(dQ) * normal();
      w.Q += dQ;
      took += dQ;
    }
  }
  assert.ok(took / stated > 0.88 && took / stated < 1.12, `${took / stated}`);
});

test("a test of fixed length with the same errors takes twice the information", () => {
  // (1.645 + 1.645)^2 / 2^2.
  assert.ok(Math.abs(fixedInformation(question) - 2.7055) < 0.002);
  const ratio = fixedInformation(question) / expectedInformation(none);
  assert.ok(ratio > 1.9 && ratio < 2.1, `${ratio}`);
});

test("the bound holds at the moment of the verdict, in 95 % of the tests, whatever the flow; once leaking is seen it is close", () => {
  for (const [q, ended] of [
    [0, tight],
    [1, tests(1, 4)],
    [2, atLimit],
    [6, tests(6, 5)],
  ] as const) {
    assert.ok(share(ended, (t) => upperBound([t], 0.05) >= q) >= 0.95, `${q}`);
    assert.ok(share(ended, (t) => closeUpperBound([t], 0.05, question.limit) >= q) >= 0.95, `${q}`);
  }
  const seen = [{ L: 100 * 6, Q: 100, log: 0 }];
  assert.ok(upperBound(seen, 0.05) > 11.9);
  assert.ok(closeUpperBound(seen, 0.05, 2) < 6.5);
});

test("nothing read is nothing known", () => {
  assert.equal(decide([none], question), "undecided");
  assert.equal(upperBound([none], 0.05), Number.POSITIVE_INFINITY);
});

test("the chance to have reached a bound is that of simulated walks, and its inverse goes back", () => {
  const normal = normals(6);
  const bound = Math.log(20);
  const d = 0.01;
  let reached = 0;
  for (let i = 0; i < 3000; i++) {
    let ratio = 0;
    for (let s = 0; s < 6 && ratio < bound; s += d) ratio += d / 2 + Math.sqrt(d) * normal();
    if (ratio >= bound) reached++;
  }
  assert.ok(Math.abs(reached / 3000 - reachedBy(6, bound)) < 0.035, `${reached / 3000} ${reachedBy(6, bound)}`);
  for (const p of [0.1, 0.5, 0.9]) assert.ok(Math.abs(reachedBy(informationToReach(bound, p), bound) - p) < 1e-6);
});
