/**
 * How right leak checks are, and how long they take: volumes of 5 to 400 m3 behind a hatch, one to three gauges, people inside or
 * not, with the simulator's weather; four in nine are tight, four lose just the limit, one three times that.
 *
 *   npm run bench -- mend                                  (2,000 checks, seeds from 80,001)
 *   node bench/mend/run.ts --seed 1 --checks 200           (for tuning)
 */
import { parseArgs } from "node:util";
import { workOffBy } from "../detection/pool.ts";
import { isForTuning } from "../detection/seeds.ts";
import type { Trial } from "./trial.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "80001" },
    checks: { type: "string", default: "2000" },
    workers: { type: "string", default: "2" },
  },
});
const [seed, checks, workers] = [values.seed, values.checks, values.workers].map(Number);
const batch = 20;
const jobs = Array.from({ length: Math.ceil(checks / batch) }, (_, b) =>
  Array.from({ length: Math.min(batch, checks - b * batch) }, (_, i) => seed + b * batch + i),
);
console.log(`Seeds from ${seed} (${isForTuning(seed) ? "for tuning" : "for figures that are reported"})`);
const trials = (await workOffBy<number[], Trial[]>(new URL("./worker.ts", import.meta.url), jobs, workers)).flat();

const quantile = (xs: readonly number[], p: number) => {
  const sorted = [...xs].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
};
const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const percent = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} % (${n} of ${of})`;

function print(name: string, of: readonly Trial[]): void {
  const tight = of.filter((t) => t.leaks === 0);
  const leaking = of.filter((t) => t.leaks > 0);
  const decided = of.filter((t) => t.verdict !== "undecided");
  const took = decided.map((t) => t.took / t.expected);
  const undecided = of.filter((t) => Number.isFinite(t.needed) && Number.isFinite(t.took));
  // Where the truth is one of the two that the test is between, its expected time is defined.
  const asPlanned = decided.filter((t) => t.leaks <= 1);
  const stated = mean(asPlanned.map((t) => t.took)) / mean(asPlanned.map((t) => t.expected));
  const halfway = undecided.filter((t) => t.leaks <= 1);
  const rest = mean(halfway.map((t) => t.took)) / mean(halfway.map((t) => t.half + t.needed));
  console.log(`\n${name}: ${of.length} checks`);
  console.log(`  wrongly tight      ${percent(leaking.filter((t) => t.verdict === "tight").length, leaking.length)}`);
  console.log(`  wrongly leaking    ${percent(tight.filter((t) => t.verdict === "leaking").length, tight.length)}`);
  console.log(`  undecided after 8 expected times ${percent(of.length - decided.length, of.length)}`);
  console.log(`  bound held         ${percent(decided.filter((t) => t.bounded).length, decided.length)}`);
  console.log(`  90 % interval held ${percent(decided.filter((t) => t.covered).length, decided.length)}`);
  console.log(`  time / expected    median ${quantile(took, 0.5).toFixed(2)}, 90 % ${quantile(took, 0.9).toFixed(2)}`);
  const overFixed = (ts: readonly Trial[]) =>
    quantile(
      ts.map((t) => t.took / t.fixed),
      0.5,
    ).toFixed(2);
  console.log(
    `  time / fixed test  median ${overFixed(decided)}; of those tight or at the limit ${overFixed(asPlanned)}`,
  );
  console.log(
    `  mean time / stated before it starts ${stated.toFixed(2)}; halfway, with what it said was still needed ${rest.toFixed(2)}`,
  );
  const by = tight.filter((t) => t.verdict === "tight" && t.took <= t.proven).length;
  console.log(`  tight ones proven by the stated time for 9 in 10: ${percent(by, tight.length)}`);
}

print("all", trials);
for (const [group, of] of Map.groupBy(trials, (t) => t.group)) print(group, of);
