/**
 * How right the estimates of a leak are, over sizes, volumes, nuisance and sampling: of each quantity the share of 90 %
 * intervals that hold the truth, the bias, and how near the fall comes to the Cramer-Rao bound.
 *
 *   npm run bench -- sizing                                   (3,600 leaks, seeds from 51,001)
 *   node bench/sizing/run.ts --seed 1 --spines 1 --workers 2   (360; `--tier fast` those at 1 Hz alone)
 *
 * Every spine is air of its own in which ten leaks begin, each for itself. The floor, and with it the bound, is that of the
 * spine's nuisance without events.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Random } from "../../packages/core/src/world/random.ts";
import { conditionsOf, type Tier, tiers, volume } from "../detection/conditions.ts";
import { type Floor, floorOf } from "../detection/floor.ts";
import { workOffBy } from "../detection/pool.ts";
import { isForTuning } from "../detection/seeds.ts";
import { printSizing, type Sized } from "./report.ts";
import type { Planned, Trial, TrialJob } from "./trial.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "51001" },
    spines: { type: "string", default: "10" },
    tier: { type: "string", default: "slow,fast" },
    workers: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});
const [seed, spines, workers] = [values.seed, values.spines, values.workers].map(Number);
const leaksEach = 10;

/** (mmHg/h) Sizes that are watched in means of a minute, and by the second. */
const sizes: { readonly [name in Tier["name"]]: readonly [number, number] } = { slow: [0.1, 5], fast: [5, 200] };
/** (m3) */
const volumes = [volume, 100, 10];
const conditions = ["gauss", "full"].flatMap((c) => [c, `${c}-halved`, `${c}-doubled`]);
const floorInterval = 90 * 86400;
/** (s) For which information is summed up: the longest that a leak is followed. */
const longest = { slow: 10 * 86400, fast: 2 * 3600 };

const floors = new Map<string, Floor>();
function floorIn(tier: Tier, name: string): Floor {
  const quiet = conditionsOf(name.replace("full", "gauss"));
  const key = `${tier.name} ${quiet.name}`;
  const floor = floors.get(key) ?? floorOf(quiet, tier, longest[tier.name] / tier.dt);
  floors.set(key, floor);
  return floor;
}

const chosen = (["slow", "fast"] as const).filter((tier) => values.tier.split(",").includes(tier));
const jobs = chosen.flatMap((tier) =>
  conditions.flatMap((name, c) =>
    volumes.flatMap((size, v) =>
      Array.from({ length: spines }, (_, i): TrialJob => {
        const own = seed + (c * volumes.length + v) * spines + i;
        const random = new Random(own, `${tier} sizes`);
        const [from, to] = sizes[tier];
        const leaks = Array.from({ length: leaksEach }, (): Planned => {
          const slope = from * (to / from) ** random.uniform();
          return { slope, floor: floorIn(tiers[tier], name).delay(slope, floorInterval) };
        });
        return { tier, conditions: name, size, seed: own, leaks };
      }),
    ),
  ),
);

const purpose = isForTuning(seed) ? "for tuning" : "for figures that are reported";
console.log(`Seeds from ${seed} (${purpose})`);
const found = await workOffBy<TrialJob, Trial[]>(new URL("./worker.ts", import.meta.url), jobs, workers);
printSizing(
  found.flatMap((trials, i): Sized[] => {
    const { tier, conditions: name, size } = jobs[i];
    const floor = floorIn(tiers[tier], name);
    return trials.map((t) => ({ ...t, tier, conditions: name, size, floor, dt: tiers[tier].dt }));
  }),
);
