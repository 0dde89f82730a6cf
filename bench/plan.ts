/**
 * Plans for six stations at three leaks: `node bench/plan.ts [--exact]`. Prints the expected minutes of the plan, how far from
 * the best it may be, what other orders take, and the processor time of making it; then the same from states in which some
 * hatches are shut. `--exact` makes each plan once more without any limit, and prints by which share the one above is longer.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { priorOf } from "../packages/core/src/locate/index.ts";
import {
  defaultSettings,
  planOneAtATime,
  planRuleBook,
  planSearch,
  type Situation,
} from "../packages/core/src/plan/index.ts";
import { checkPlan } from "../packages/core/src/plan/referee/check-plan.ts";
import { toSI } from "../packages/core/src/quantity/index.ts";
import {
  filedHatchStates,
  filedPositions,
  joinedVolumes,
  parseStation,
  volumeOf,
} from "../packages/core/src/station/index.ts";
import { root } from "./iss.ts";

const exact = process.argv.includes("--exact");
const stations = ["iss-2018-08-30", "mir-1997", "sixteen-modules", "ring-habitat", "spine-outpost", "lunar-base"];
const rates = [0.08, 0.6, 0.8, 8];
/** The ISS with some hatches shut: on the way through a search, and all round the Russian segment. */
const midway = [
  ["destiny-harmony", "pkho-zarya"],
  ["unity-destiny"],
  ["zarya-pma1", "pkho-poisk", "unity-tranquility"],
];

/** `shut`: hatches besides those of the file. */
function situationOf(name: string, rate: number, shut: readonly string[] = []): Situation {
  const station = parseStation(readFileSync(join(root, `stations/${name}.yaml`), "utf8"), name);
  const filed = filedHatchStates(station);
  const joined = joinedVolumes(station, filed).reduce((a, b) => (volumeOf(station, b) > volumeOf(station, a) ? b : a));
  const prior = priorOf(station);
  return {
    station,
    hatches: (id) => (shut.includes(id) ? "closed" : filed(id)),
    positions: filedPositions(station),
    probability: new Map(joined.map((id) => [id, prior.get(id) ?? 0])),
    leak: toSI("pressureRate", rate, "mmHg/h") * volumeOf(station, joined),
    pressure: toSI("pressure", 747, "mmHg"),
    settings: defaultSettings,
  };
}

/** (s, days where it ends in a set) What a search is to keep small. */
const costOf = ({ expected, set }: { expected: number; set: number }) => expected + set * defaultSettings.worth;

function show(name: string, rate: number, shut: readonly string[] = []) {
  const situation = situationOf(name, rate, shut);
  const before = process.cpuUsage();
  const plan = planSearch(situation);
  const { user, system } = process.cpuUsage(before);
  const min = ({ expected }: { expected: number }) => (expected / 60).toFixed(1).padStart(7);
  const times = (order: { expected: number }) => `${(order.expected / plan.expected).toFixed(1).padStart(5)}x`;
  const [listed, probable] = (["listed", "most-probable-first"] as const).map((o) => planOneAtATime(situation, o));
  const book = planRuleBook(situation);
  const best = exact
    ? planSearch({ ...situation, settings: { ...defaultSettings, within: 0, effort: Number.POSITIVE_INFINITY } })
    : null;
  console.log(
    [
      name.padEnd(16),
      String(rate).padStart(5),
      min(plan),
      plan.closures.toFixed(1).padStart(5),
      `${(100 * plan.set).toFixed(0).padStart(3)} %`,
      `${(100 * plan.gap).toFixed(1).padStart(5)} %`,
      ...(best === null ? [] : [`${((100 * (costOf(plan) - costOf(best))) / best.expected).toFixed(2).padStart(6)} %`]),
      ...[listed, probable, book].map((order) => min(order) + times(order)),
      `${((user + system) / 1000).toFixed(0).padStart(6)} ms`,
      checkPlan(situation, plan).length === 0 ? "safe" : "UNSAFE",
      shut.join(" "),
    ].join(" "),
  );
}

// The first plan of a process pays for the compiling.
planSearch(situationOf("mir-1997", 0.6));
console.log(
  `station           mmHg/h    min shut  set     gap ${exact ? " over the exact" : ""}  listed  most probable  rule book  processor`,
);
for (const name of stations) for (const rate of rates) show(name, rate);
for (const shut of midway) for (const rate of rates) show("iss-2018-08-30", rate, shut);
