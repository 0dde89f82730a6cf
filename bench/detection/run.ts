/**
 * How soon a leak is found and sized in the simulated nuisance of a station, how often there is an alarm without one, how
 * near that comes to the floor below which no detector can go, and how far the usual alarms stay above it.
 *
 *   npm run bench -- detection          (all of it; draws docs/detection.svg and docs/detection-quiet-air.svg)
 *   node bench/detection/run.ts --part slow --runs 100 --seed 1 --conditions gauss,full
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Tier, tiers } from "./conditions.ts";
import { drawDetection } from "./draw.ts";
import type { Findings } from "./findings.ts";
import { printGoals } from "./goals.ts";
import { floorInterval, measureLeaks, measureLeast, measurePeers, measureQuiet } from "./measure.ts";
import { isForTuning, seeds } from "./seeds.ts";

const parts = ["slow", "fast", "coarse", "least-coarse", "quiet", "quiet-fast", "peers", "peers-fast"] as const;
type Part = (typeof parts)[number];

const { values } = parseArgs({
  options: {
    part: { type: "string" },
    conditions: { type: "string" },
    seed: { type: "string", default: String(seeds.reported) },
    runs: { type: "string" },
    forks: { type: "string", default: "10" },
    days: { type: "string" },
    "false-alarms": { type: "string", default: "90" },
    draw: { type: "string" },
    workers: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});
const chosen = values.part?.split(",") ?? parts;
const wrong = chosen.filter((part) => !parts.includes(part as Part));
if (wrong.length > 0) {
  console.error(`--part: found ${wrong.join(", ")}, expected any of ${parts.join(",")}`);
  process.exit(2);
}

const day = 86400;
const seed = Number(values.seed);
const workers = Number(values.workers);
const forks = Number(values.forks);
const findings: Findings = { ours: [], peers: [], quiet: [] };

/** Measures under each of the conditions chosen, or of the usual ones, and keeps what was found. */
async function under<T>(
  tier: Tier,
  usual: readonly string[],
  list: { tier: Tier["name"]; conditions: string; found: T }[],
  measure: (plan: { tier: Tier; conditions: string; seed: number; workers: number }) => Promise<T>,
): Promise<void> {
  for (const conditions of values.conditions?.split(",") ?? usual) {
    list.push({ tier: tier.name, conditions, found: await measure({ tier, conditions, seed, workers }) });
  }
}

const both = ["gauss", "full"];
const runs = (usual: number) => Number(values.runs ?? usual);
const days = (usual: number) => Number(values.days ?? usual);

function run(part: Part, interval: number): Promise<void> {
  const { slow, fast } = tiers;
  const { ours, quiet, peers } = findings;
  switch (part) {
    case "slow":
      return under(slow, both, ours, (plan) => measureLeaks(plan, interval, runs(400), forks));
    case "fast":
      return under(fast, both, ours, (plan) => measureLeaks(plan, interval, runs(400), forks));
    case "coarse":
      return under(slow, ["gauss-coarse"], ours, (plan) => measureLeaks(plan, interval, runs(200), forks));
    case "least-coarse":
      return measureLeast({ tier: slow, conditions: "gauss-coarse", seed, workers }, runs(120), forks, 1000);
    case "quiet":
      return under(slow, [...both, "full-halved", "full-doubled"], quiet, (plan) =>
        measureQuiet(plan, interval, days(3000), 50),
      );
    case "quiet-fast":
      return under(fast, ["full"], quiet, (plan) => measureQuiet(plan, interval, days(600), 10));
    case "peers":
      return under(slow, both, peers, (plan) => measurePeers(plan, days(7200), runs(400), forks));
    case "peers-fast":
      return under(fast, both, peers, (plan) => measurePeers(plan, days(1200), runs(400), forks));
  }
}

const purpose = isForTuning(seed) ? "for tuning" : "for figures that are reported";
for (const interval of values["false-alarms"].split(",").map((each) => Number(each) * day)) {
  for (const list of Object.values(findings)) list.length = 0;
  console.log(
    `Seeds from ${seed} (${purpose}); Hullwatch set to one false alarm in ${interval / day} d, ` +
      `floors and peers for one in ${floorInterval / day} d`,
  );
  for (const part of chosen) await run(part as Part, interval);
  printGoals(findings);
}

const complete = values.part === undefined && values.conditions === undefined;
// The pictures of the documents are of a whole run with the seeds of reported figures.
const folder =
  values.draw ?? (complete && !isForTuning(seed) ? join(import.meta.dirname, "..", "..", "docs") : undefined);
if (folder !== undefined) {
  for (const [file, conditions] of [
    ["detection.svg", "full"],
    ["detection-quiet-air.svg", "gauss"],
  ]) {
    writeFileSync(join(folder, file), drawDetection(findings, conditions));
    console.log(`  wrote ${join(folder, file)}`);
  }
}
