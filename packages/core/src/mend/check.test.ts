import assert from "node:assert/strict";
import { test } from "node:test";
import { isLost, leakSeen, questionOf, silenceOf, startCheck, upperFlow } from "./check.ts";
import { flowOfMass } from "./model.ts";
import { planCheck, stillNeeded } from "./plan.ts";
import { gaugeOf, hour, perDay, play, volumeOf } from "./testing.ts";

const soyuz = volumeOf(10.3);
/** (h) Of 10.3 m3 that lose so much air at 745 mmHg and 295 K. */
const tauOf = (kgPerDay: number) => (99325 * 10.3) / flowOfMass(kgPerDay * perDay, 295) / hour;

test("a tight volume is told tight before the time by which 9 in 10 are, and stays so", () => {
  const plan = planCheck(soyuz, [gaugeOf(0.1)], questionOf(soyuz));
  for (let seed = 1; seed <= 10; seed++) {
    const check = play({ checked: soyuz, hours: 6, seed });
    assert.equal(check.verdict, "tight");
    assert.ok(check.decided <= (plan.proven ?? 0), `${check.decided}`);
    assert.ok(upperFlow(check) <= check.question.limit);
  }
});

test("a leak of 0.55 kg a day is told as one, and sized", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const check = play({ checked: soyuz, tau_h: tauOf(0.55), hours: 4, seed });
    assert.equal(check.verdict, "leaking");
    const { mean, sd } = leakSeen(check);
    const truth = flowOfMass(0.55 * perDay, 295);
    assert.ok(Math.abs(mean - truth) < 3 * sd && sd < 0.15 * truth, `${mean / truth} ${sd / truth}`);
    assert.ok(upperFlow(check) > truth * 0.99 && upperFlow(check) < 2 * truth);
  }
});

test("a hole that opens again after the verdict is told again", () => {
  const check = play({ checked: soyuz, tau_h: tauOf(1), from_h: 5, hours: 7 });
  assert.deepEqual([check.verdict, check.reopened], ["leaking", true]);
  assert.ok(check.decided > 5 * hour && check.decided < 6.5 * hour, `${check.decided / hour}`);
  const again = leakSeen(check).mean / flowOfMass(perDay, 295);
  assert.ok(again > 0.5 && again < 1.5, `${again}`);
});

test("60 tight volumes watched for a day: none is told to have opened again", () => {
  for (let seed = 1; seed <= 60; seed++) assert.equal(play({ checked: soyuz, hours: 24, seed }).reopened, false);
});

test("what is still needed shrinks as the check goes on, and is nothing once it is decided", () => {
  const needed: number[] = [];
  play({ checked: soyuz, hours: 3, sigma: 0.3 }, (check, time) => {
    if (time % 600 === 0) needed.push(stillNeeded(check, [gaugeOf(0.3)]) ?? Number.NaN);
  });
  assert.ok(needed[0] > 1800 && needed[3] < needed[0], needed.join());
  assert.equal(needed.at(-1), 0);
});

test("a check is lost when no gauge has spoken for ten minutes, or ten periods; for half a day where people read", () => {
  const check = startCheck(soyuz, 0, questionOf(soyuz));
  assert.deepEqual([isLost(check, 600), isLost(check, 601)], [false, true]);
  assert.deepEqual([silenceOf([10, 60]), silenceOf([120]), silenceOf([])], [600, 1200, 12 * hour]);
});

test("a leak of six times the limit is no gross one, one of ten times is", () => {
  for (let seed = 1; seed <= 5; seed++) {
    const gross = (kgPerDay: number) => play({ checked: soyuz, tau_h: tauOf(kgPerDay), hours: 3, seed }).gross;
    assert.deepEqual([gross(1.6), gross(3.2)], ["tight", "leaking"]);
  }
});
