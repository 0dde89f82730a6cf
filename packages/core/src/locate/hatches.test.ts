/** Hatches that are not as told. Seeds from 7,000 on: nothing was chosen by them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "./index.ts";
import { even, parted, play } from "./testing.ts";

const leaky = [0, 60, 300, 900].flatMap((tau) =>
  [17, 100, 400].flatMap((small) => ["small", "main"].map((module) => ({ tau, small, module }))),
);
const each = 84;

test("a hatch that is not tight is named, whatever seeps through it; no side is guessed", (t) => {
  const count = { cases: 0, named: 0, guessed: 0, sure: 0, likely: 0 };
  for (const { tau, small, module } of leaky) {
    const other = module === "small" ? "main" : "small";
    for (let i = 0; i < each; i++) {
      const said: Finding[] = [];
      const look = (finding: Finding) => said.push(finding) < 0;
      const steps = [{ minute: 0, closed: ["h"], loose: { h: tau } }];
      const seed = 7000 + count.cases++;
      const last = play({
        station: parted(small),
        seed,
        holes: [{ module, fall: 2 }],
        steps,
        minutes: 45,
        prior: even,
        look,
      });
      const inDoubt = last.verdict === "indeterminate" && last.hatches.join() === "h";
      if (inDoubt) assert.ok(Math.abs(last.probability.small - 0.5) < 0.05);
      count.named += Number(inDoubt);
      count.guessed += Number(said.some((f) => f.verdict === "module" && f.modules[0] === other));
      count.sure += Number(said.some((f) => f.probability[other] > 0.99));
      count.likely += Number(last.probability[other] > 0.9);
    }
  }
  t.diagnostic(JSON.stringify(count));
  const { cases, named, guessed, sure, likely } = count;
  assert.ok(named >= 0.98 * cases, `${named} of ${cases} named`);
  assert.ok(guessed <= 0.001 * cases && likely === 0, `${guessed} guessed, ${likely} wrong at the end`);
  // Before the pressures could have parted the other side is told with what is assumed of hatches, 0.98, and hardly more.
  assert.ok(sure <= 0.01 * cases, `${sure} above 0.99 for a wrong side in between`);
});

test("a tight hatch is hardly ever doubted", (t) => {
  let doubted = 0;
  for (let seed = 7500; seed < 8000; seed++) {
    const holes = [{ module: seed % 2 ? "small" : "main", fall: 1 }];
    const steps = [{ minute: 0, closed: ["h"] }];
    if (play({ station: parted(60), seed, holes, steps, minutes: 30, prior: even }).verdict === "indeterminate")
      doubted++;
  }
  t.diagnostic(`${doubted} of 500`);
  assert.ok(doubted <= 2, `${doubted}`);
});

test("a hatch that is told open and is shut is named", () => {
  for (let seed = 8000; seed < 8020; seed++) {
    for (const module of ["small", "main"]) {
      const holes = [{ module, fall: 4 }];
      const { verdict, hatches } = play({
        station: parted(200),
        seed,
        holes,
        steps: [],
        untold: ["h"],
        minutes: 60,
        prior: even,
      });
      assert.deepEqual([verdict, hatches], ["indeterminate", ["h"]], `${seed} ${module}`);
    }
  }
});

test("of two hatches side by side neither is named alone, whichever is not tight", () => {
  const station = parted(100, { hatches: ["h", "k"] });
  for (const loose of ["h", "k"]) {
    for (let seed = 8100; seed < 8110; seed++) {
      const steps = [{ minute: 0, closed: ["h", "k"], loose: { [loose]: 60 } }];
      const holes = [{ module: seed % 2 ? "small" : "main", fall: 2 }];
      const { verdict, hatches } = play({ station, seed, holes, steps, minutes: 45, prior: even });
      assert.deepEqual([verdict, hatches], ["indeterminate", ["h", "k"]], `${seed} ${loose}`);
    }
  }
});
