/**
 * The hole of Soyuz MS-09 as known on 30 August 2018 ("believed to have occurred when a micrometeorite or piece of space debris hit the
 * station") and on 4 September (drilled, after photographs).
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseStation } from "../../station/index.ts";
import { parseEvidence } from "./parse.ts";
import { weighCauses } from "./weigh.ts";

const read = (path: string) => readFileSync(new URL(`../../../../../${path}`, import.meta.url), "utf8");
const station = parseStation(read("stations/iss-2018-08-30.yaml"), "iss-2018-08-30.yaml");
const weighed = (day: string) =>
  weighCauses(parseEvidence(read(`evidence/ms-09-${day}.yaml`), day, { station }), station);

test("before any evidence an impact in 85 days is as likely as the published 1 in 765, within the band", () => {
  const { debris, meteoroid } = weighed("2018-08-30").priors;
  assert.ok(debris.low + meteoroid.low < 1.31e-3 && debris.high + meteoroid.high > 1.31e-3);
  const ratio = (debris.value + meteoroid.value) / 1.31e-3;
  assert.ok(ratio > 0.8 && ratio < 1.25, `${ratio}`);
});

test("with the size known: an impact some one to five, and up to nearly even odds; not believed, not ruled out", () => {
  const { posterior, high } = weighed("2018-08-30");
  const impact = posterior.debris + posterior.meteoroid;
  assert.ok(impact > 0.1 && impact < 0.3, `${impact}`);
  assert.ok(high.debris > 0.4 && high.debris < 0.6, `${high.debris}`);
  assert.ok(posterior.crack + posterior.seal < 1e-3);
});

test("with rim and scratches: drilled, whatever the priors, and with either finding alone", () => {
  const { posterior, low, steps } = weighed("2018-09-04");
  assert.ok(posterior.drilled > 0.999 && low.drilled > 0.999);
  assert.ok(steps.every((step) => step.without.drilled > 0.99));
  assert.ok(steps[3].kind === "rim" && steps[3].decibans.drilled > 15);
});
