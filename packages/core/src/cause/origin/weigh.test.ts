/** Laws of the weighing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { englishOf } from "../../phrase/index.ts";
import { second } from "../../quantity/index.ts";
import { causes, ofCauses } from "./causes.ts";
import { tables } from "./likelihoods.ts";
import { evidenceOf, station } from "./testing.ts";
import { weighCauses } from "./weigh.ts";

const weigh = (yaml: string) => weighCauses(evidenceOf(yaml), station);
const near = (a: number, b: number, by = 1e-9) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);
const sum = (of: Readonly<Record<string, number>>) => causes.reduce((s, cause) => s + of[cause], 0);

test("the findings of a kind sum to 1 under every cause", () => {
  for (const table of Object.values(tables)) {
    for (const cause of causes)
      near(
        Object.values(table).reduce((s, of) => s + of[cause], 0),
        1,
        1e-12,
      );
  }
});

test("no evidence: the priors; each shown with its band and what it rests on", () => {
  const { priors, before, posterior, low, high, steps } = weigh("");
  assert.deepEqual(steps, []);
  assert.deepEqual(before, posterior);
  near(before.drilled / before.seal, priors.drilled.value / priors.seal.value, 1e-9);
  for (const cause of causes) {
    assert.ok(priors[cause].low < priors[cause].value && priors[cause].value < priors[cause].high);
    assert.ok(priors[cause].source.length > 5);
    assert.ok(low[cause] < posterior[cause] && posterior[cause] < high[cause]);
  }
});

test("priors: 1.7e-3 a vehicle drilled; cracks of an old hull a thousand times those of a new one; impacts and seals grow with time", () => {
  const fresh = weigh("").priors;
  near(fresh.drilled.value, 1 / 600, 1e-12);
  near(fresh.crack.value, 1e-5, 1e-9);
  near(fresh.seal.value, 1e-4, 1e-8);
  const old = weigh("age_years: 25\n").priors;
  near(old.crack.value, 1 - Math.exp((-0.01 * 85) / 365.25), 1e-9);
  const year = weighCauses({ ...evidenceOf(""), exposure: second(850 * 86400) }, station).priors;
  near(year.debris.value / fresh.debris.value, 10, 0.1);
  assert.equal(year.drilled.value, fresh.drilled.value);
});

test("neither a station nor a prior of impacts: refused, not a guess", () => {
  assert.throws(
    () => weighCauses(evidenceOf("")),
    /^MissingPriorError: debris: found neither a prior nor a shield of om/,
  );
});

test("priors that are given are taken, and said to be", () => {
  const { priors } = weigh("priors: {debris: 0.01, drilled: 1e-6}\n");
  assert.deepEqual([priors.debris.value, priors.drilled.value], [0.01, 1e-6]);
  assert.match(priors.debris.source, /^as given/);
  assert.match(priors.meteoroid.source, /^flux through the shield of om/);
});

const kinds = Object.entries(tables).flatMap(([kind, found]) => Object.keys(found).map((f) => ({ kind, found: f })));
const some = fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 6, selector: (i) => i.kind });
const asYaml = (items: readonly { kind: string; found: string }[]) =>
  items.length === 0 ? "" : `evidence:\n${items.map((i) => `  - {kind: ${i.kind}, found: ${i.found}}`).join("\n")}\n`;

test("probabilities sum to 1, in any order the same; decibans and beliefs agree", () => {
  fc.assert(
    fc.property(some, (items) => {
      const found = weigh(asYaml(items));
      near(sum(found.posterior), 1);
      const turned = weigh(asYaml(items.toReversed()));
      for (const cause of causes) near(found.posterior[cause], turned.posterior[cause], 1e-12);
      let believed = found.before;
      for (const step of found.steps) {
        near(sum(step.after), 1);
        for (const cause of causes) {
          const odds = (p: number) => p / (1 - p);
          if (step.after[cause] > 1e-9 && step.after[cause] < 0.999) {
            near(10 * Math.log10(odds(step.after[cause]) / odds(believed[cause])), step.decibans[cause], 1e-5);
          }
        }
        believed = step.after;
      }
      for (const cause of causes) {
        assert.ok(
          found.low[cause] <= found.posterior[cause] + 1e-12 && found.posterior[cause] <= found.high[cause] + 1e-12,
        );
      }
    }),
    { numRuns: 30 },
  );
});

test("pieces from one source, and a flux that was held, are said", () => {
  const one = "{kind: rim, found: machined, source: photo 7}";
  assert.deepEqual(weigh(`evidence:\n  - ${one}\n`).notes, []);
  const two = weigh(`evidence:\n  - ${one}\n  - {kind: photograph, found: scratches, source: photo 7}\n`);
  assert.deepEqual(two.notes.map(englishOf), [
    "rim and photograph come from one source (photo 7): together they say less than is counted here",
  ]);
  const late = weighCauses({ ...evidenceOf(""), knownAt: second(Date.UTC(2026, 0) / 1000) }, station);
  assert.match(late.notes.map(englishOf).join(), /^debris: the table of ORDEM2000 runs from 2002 to 2023/);
});

test("without a piece means without it", () => {
  const all = weigh("evidence:\n  - {kind: rim, found: torn}\n  - {kind: shape, found: slit}\n");
  const one = weigh("evidence:\n  - {kind: shape, found: slit}\n");
  for (const cause of causes) near(all.steps[0].without[cause], one.posterior[cause], 1e-12);
});

test("a likelihood of one's own is taken and marked; the others stay", () => {
  const { steps } = weigh(
    "evidence:\n  - {kind: rim, found: machined, likelihood: {drilled: 0.5}, source: photo 7, by: A. Engineer}\n",
  );
  assert.deepEqual(steps[0].edited, ["drilled"]);
  assert.deepEqual(steps[0].likelihood, { ...tables.rim.machined, drilled: 0.5 });
  assert.deepEqual([steps[0].source, steps[0].by], ["photo 7", "A. Engineer"]);
});

test("a conjunction that was predicted says nothing", () => {
  const { before, steps } = weigh("evidence:\n  - {kind: conjunction, found: predicted}\n");
  for (const cause of causes) near(steps[0].decibans[cause], 0, 1e-12);
  for (const cause of causes) near(steps[0].after[cause], before[cause], 1e-12);
});

test("a detector: silence speaks against an impact as far as it would have heard one, an impact heard for it", () => {
  const silent = weigh("evidence:\n  - {kind: detector, found: silence, would_hear: 0.9}\n").steps[0];
  near(silent.likelihood.debris, 0.1);
  near(silent.likelihood.drilled, 0.99);
  const heard = weigh("evidence:\n  - {kind: detector, found: impact, would_hear: 0.9, false_alarm: 0.001}\n").steps[0];
  assert.ok(heard.decibans.debris > 0 && heard.after.drilled < 0.01);
  const deaf = weigh("evidence:\n  - {kind: detector, found: silence, would_hear: 0.01}\n").steps[0];
  for (const cause of causes) near(deaf.decibans[cause], 0, 1e-9);
});

test("a hole in the front speaks for debris, in the top for a meteoroid, at the rear against debris", () => {
  const faceOf = (face: string) => weigh(`evidence:\n  - {kind: face, found: ${face}}\n`).steps[0];
  assert.ok(faceOf("ram").decibans.debris > 2);
  assert.ok(faceOf("zenith").decibans.meteoroid > 1);
  assert.ok(faceOf("aft").decibans.debris < -15);
  const all = ["ram", "aft", "port", "starboard", "zenith", "nadir"].map(faceOf);
  near(
    all.reduce((s, f) => s + f.likelihood.meteoroid, 0),
    1,
    1e-9,
  );
});

test("a slit at a weld in an old hull, growing: a crack, as in Zvezda's tunnel", () => {
  const { posterior } = weigh(
    "age_years: 20\nevidence:\n  - {kind: shape, found: slit}\n  - {kind: wall-position, found: weld}\n  - {kind: onset, found: grows}\n",
  );
  assert.ok(posterior.crack > 0.99, JSON.stringify(posterior));
});

test("a raised lip, a hole in the blanket before it, splashes beside it: an impact", () => {
  const { posterior } = weigh(
    "evidence:\n  - {kind: rim, found: raised-lip}\n  - {kind: outer-layer, found: hole}\n  - {kind: photograph, found: spatter}\n",
  );
  assert.ok(posterior.debris + posterior.meteoroid > 0.99, JSON.stringify(posterior));
  assert.deepEqual(Object.keys(ofCauses(() => 0)), [...causes]);
});
