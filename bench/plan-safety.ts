/**
 * Plans for random stations, each played by the referee, and for one station in ten, or as asked, a whole search by the advice of the engine, in
 * which people also do something else: `node bench/plan-safety.ts [stations] [first seed] [lived every]`. Prints how many plans there were, how
 * many searched, how many turns were lived through, and every violation; none may be found. Seeds from 1,000,000 up: the tests
 * use others.
 */
import fc from "fast-check";
import { liveThrough } from "../packages/core/src/engine/testing-live.ts";
import { planSearch } from "../packages/core/src/plan/index.ts";
import { checkPlan } from "../packages/core/src/plan/referee/check-plan.ts";
import { anySituation } from "../packages/core/src/plan/testing.ts";
import { Random } from "../packages/core/src/world/random.ts";

const [stations = 100_000, first = 1_000_000, livedEvery = 10] = process.argv.slice(2).map(Number);
const batch = 1000;
const tally = {
  stations: 0,
  searched: 0,
  unsafe: 0,
  lived: 0,
  turns: 0,
  ended: 0,
  opened: 0,
  violations: 0,
  slowest_ms: 0,
};
for (let seed = first; tally.stations < stations; seed++) {
  for (const situation of fc.sample(anySituation(9), { seed, numRuns: batch })) {
    const began = performance.now();
    const plan = planSearch(situation);
    tally.slowest_ms = Math.max(tally.slowest_ms, Math.round(performance.now() - began));
    tally.stations++;
    tally.searched += plan.tree.outcomes.length > 0 ? 1 : 0;
    tally.unsafe += plan.safe ? 0 : 1;
    const wrong = checkPlan(situation, plan);
    if (tally.stations % livedEvery === 0) {
      const random = new Random(tally.stations, `lived ${seed}`);
      const lived = liveThrough(situation, () => random.uniform());
      tally.lived++;
      tally.turns += lived.turns;
      tally.ended += Number(lived.ended);
      tally.opened += lived.opened;
      wrong.push(...lived.wrong.map((what) => `lived: ${what}`));
    }
    tally.violations += wrong.length;
    for (const what of wrong) console.log(`seed ${seed}: ${what}`);
  }
}
console.log(JSON.stringify(tally));
process.exitCode = tally.violations === 0 ? 0 : 1;
