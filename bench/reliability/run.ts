/**
 * Of the times that Hullwatch told a probability, how many were leaks: records in which leaks begin at random, as often and as
 * large as it assumes itself.
 *
 *   npm run bench -- reliability                                    (400 records, seeds from 52,001; draws docs/reliability.svg)
 *   node bench/reliability/run.ts --seed 1 --records 20 --workers 2   (100)
 *
 * A probability is told while a leak alarm stands and not otherwise. So that small ones are told too, some records are
 * watched with a setting of one false alarm in 10 days beside the usual 90.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../../packages/core/src/world/random.ts";
import { workOffBy } from "../detection/pool.ts";
import { isForTuning } from "../detection/seeds.ts";
import { drawReliability } from "./draw.ts";
import type { Life, LifeJob } from "./life.ts";
import { type Bin, brierOf, reliabilityOf, summaryOf } from "./tally.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "52001" },
    records: { type: "string", default: "80" },
    draw: { type: "string" },
    workers: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});
const [seed, records, workers] = [values.seed, values.records, values.workers].map(Number);
/** (d) Between false alarms, and the air in which that is watched. */
const plans = [
  ...["full", "gauss", "full-halved", "full-doubled"].map((conditions) => ({ days: 90, conditions })),
  { days: 10, conditions: "full" },
];

const line = ({ from, to, said, told, leaks, low, high }: Bin) =>
  `    ${`${from} to ${to}`.padEnd(14)} ${String(said).padStart(7)} ${told.toFixed(3).padStart(8)} ${leaks.toFixed(3).padStart(8)}   (${low.toFixed(2)} to ${high.toFixed(2)})`;

function print(what: string, bins: readonly Bin[]): void {
  console.log(
    `  ${what}\n    ${"told".padEnd(14)} ${"times".padStart(7)} ${"mean".padStart(8)} ${"leaks".padStart(8)}`,
  );
  for (const bin of bins) console.log(line(bin));
}

const purpose = isForTuning(seed) ? "for tuning" : "for figures that are reported";
console.log(`Seeds from ${seed} (${purpose})`);
const all: Life[] = [];
for (const { days, conditions } of plans) {
  const jobs = Array.from(
    { length: records },
    (_, i): LifeJob => ({ conditions, seed: seed + i, falseAlarmInterval: days * 86400 }),
  );
  const lives = await workOffBy<LifeJob, Life>(new URL("./worker.ts", import.meta.url), jobs, workers);
  console.log(`  one false alarm in ${days} d, ${conditions}: ${summaryOf(lives)}`);
  all.push(...lives);
}
const alarms = reliabilityOf(all, new Random(seed, "alarms drawn anew"), (s) => s.first);
const estimates = reliabilityOf(all, new Random(seed, "estimates drawn anew"), () => true);
print("when an alarm was raised (90 % interval over records)", alarms);
print("every estimate, ten minutes apart", estimates);
console.log(`  Brier score of every estimate ${brierOf(all.flatMap(({ said }) => said)).toFixed(4)}`);

// The picture of the documents is of a whole run with the seeds of reported figures.
const folder = values.draw ?? (isForTuning(seed) ? undefined : join(import.meta.dirname, "..", "..", "docs"));
if (folder !== undefined) {
  writeFileSync(join(folder, "reliability.svg"), drawReliability(alarms, estimates));
  console.log(`  wrote ${join(folder, "reliability.svg")}`);
}
