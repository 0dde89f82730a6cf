import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderFor, hullwatch, objects } from "../testing.ts";

const ended = (args: readonly string[]) => {
  const { stdout, status } = hullwatch(["drill", ...args, "--json"]);
  assert.equal(status, 0);
  const said = objects(stdout);
  return { said, end: said.at(-1) as Record<string, unknown> };
};

test("MS-09: a crew that follows the advice tells the orbital from the descent module, in hours less than the 15 of the day", () => {
  const { said, end } = ended(["soyuz-ms-09", "--seed", "21"]);
  // Shut off it would keep three people in their descent module: the hole is looked for and patched.
  assert.deepEqual([end.type, end.action, end.modules], ["drill", "search-module", ["ms09-om"]]);
  assert.ok(Number(end.named_min) < 150, `named ${end.named_min} min after the alarm`);
  assert.equal(end.on_the_day_min, 15.75 * 60);
  assert.ok(said.filter((e) => e.type === "advice").length >= 5);
});

test("Mir 1997: Spektr is shut off within the 24 minutes of air that were left", () => {
  for (const seed of ["21", "22"]) {
    const { end } = ended(["mir-1997", "--seed", seed]);
    assert.deepEqual([end.action, end.modules], ["isolate", ["spektr"]]);
    assert.ok(Number(end.alarm_min) + Number(end.search_min) < 24, `${end.search_min} min`);
  }
});

test("with weights of one's own the search begins elsewhere", (t) => {
  const file = join(folderFor(t), "prior.yaml");
  writeFileSync(file, "kristall: 3\nspektr: 1\n");
  const { said } = ended(["mir-1997", "--seed", "21", "--prior", file]);
  const [first] = said.filter((e) => e.type === "location").map((e) => e.probability as Record<string, number>);
  assert.ok(Math.abs(first.kristall / first.spektr - 3) < 0.3, JSON.stringify(first));
  assert.ok(first.kvant < 0.01, JSON.stringify(first));
});

test("in words: what is advised, what the crew does, and the minutes beside those of the day", () => {
  const { stdout } = hullwatch(["drill", "mir-1997", "--seed", "23"]);
  assert.match(stdout, /advice {2}Close node-spektr/);
  assert.match(stdout, /crew {2}hatch node-spektr: closed/);
  assert.match(stdout, /spektr: named \d+ min after the alarm, shut off after \d+ min/);
  assert.match(stdout, /on the day it took 6\.6/);
});

test("without a leak nothing is searched", () => {
  const { stdout } = hullwatch(["drill", "cold-snap"]);
  assert.match(stdout, /No leak was told of/);
});
