/**
 * Plans for random stations, each played by the referee: `node bench/plan-safety.ts [stations] [first seed]`. Prints how many
 * plans there were, how many searched, and every violation; none may be found. Seeds from 1,000,000 up: the tests use others.
 */
import fc from "fast-check";
import { planSearch } from "../packages/core/src/plan/index.ts";
import { checkPlan } from "../packages/core/src/plan/referee/check-plan.ts";
import { anySituation } from "../packages/core/src/plan/testing.ts";

const [stations = 100_000, first = 1_000_000] = process.argv.slice(2).map(Number);
const batch = 1000;
const tally = { stations: 0, searched: 0, unsafe: 0, violations: 0, slowest_ms: 0 };
for (let seed = first; tally.stations < stations; seed++) {
  for (const situation of fc.sample(anySituation(9), { seed, numRuns: batch })) {
    const began = performance.now();
    const plan = planSearch(situation);
    tally.slowest_ms = Math.max(tally.slowest_ms, Math.round(performance.now() - began));
    tally.stations++;
    tally.searched += plan.tree.outcomes.length > 0 ? 1 : 0;
    tally.unsafe += plan.safe ? 0 : 1;
    const wrong = checkPlan(situation, plan);
    tally.violations += wrong.length;
    for (const what of wrong) console.log(`seed ${seed}: ${what}`);
  }
}
console.log(JSON.stringify(tally));
process.exitCode = tally.violations === 0 ? 0 : 1;
