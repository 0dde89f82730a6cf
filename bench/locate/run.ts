/**
 * Leaks at random places of several stations, from the alarm to the end of the search by a crew that follows the advice: is the
 * right module or set named, in how many minutes, and is anybody ever cut off. Beside it what one module at a time takes: as
 * planned, and for one leak in `--peer` played by the same crew in the same air.
 *
 *   npm run bench -- locate                                                  (1,000 leaks, seeds from 50,001)
 *   node bench/locate/run.ts --leaks 30 --seed 1 --workers 2 --stations mir-1997 --rates 0.8 --peer 3
 */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { priorOf } from "../../packages/core/src/locate/index.ts";
import { defaultSettings, planOneAtATime, planSearch, type Situation } from "../../packages/core/src/plan/index.ts";
import { toSI } from "../../packages/core/src/quantity/index.ts";
import { filedHatchStates, filedPositions, parseStation, volumeOf } from "../../packages/core/src/station/index.ts";
import { workOffBy } from "../detection/pool.ts";
import { printFigure } from "../figure.ts";
import { root } from "../iss.ts";
import { largest, type SearchJob } from "./leak.ts";
import type { SearchResult } from "./search.ts";
import type { Played, Task } from "./worker.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "50001" },
    leaks: { type: "string", default: "1000" },
    stations: { type: "string", default: "iss-2018-08-30,mir-1997,ring-habitat,spine-outpost,lunar-base" },
    rates: { type: "string", default: "0.08,0.8,8" },
    peer: { type: "string", default: "10" },
    workers: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});
const [seed, leaks, workers, peer] = [values.seed, values.leaks, values.workers, values.peer].map(Number);
const stations = values.stations.split(",");
const rates = values.rates.split(",").map(Number);

const each = Math.ceil(leaks / stations.length / rates.length);
const groups = stations.flatMap((station) => rates.map((rate) => ({ station, rate })));
const jobs = groups.flatMap(({ station, rate }, g) =>
  Array.from({ length: each }, (_, i): SearchJob => ({ station, rate, seed: seed + g * each + i })),
);
console.log(`${jobs.length} leaks, seeds from ${seed}`);
const tasks = jobs.map((job, i): Task => ({ job, peer: (i % each) % peer === 0 }));
const done = await workOffBy<Task, Played>(new URL("./worker.ts", import.meta.url), tasks, workers);
const results = done.map(({ ours }) => ours);

const expected = groups.map(({ station, rate }) => expectedOf(station, rate));
const oneByOneOf = ({ station, rate }: SearchJob) =>
  expected[groups.findIndex((g) => g.station === station && g.rate === rate)].oneByOne;
const mean = (xs: readonly number[]) => xs.reduce((s, x) => s + x, 0) / xs.length;
/** A set of more than half of what could leak says nothing: it counts as not ended. */
const hasEnded = ({ told, action, modules, joined }: SearchResult) =>
  told && action !== null && (modules.length === 1 || modules.length <= joined / 2);
const isRight = ({ modules, module }: SearchResult) => modules.includes(module);
console.log(
  "  station            mmHg/h  told  ended  right  module  named  min/search  planned  one by one  times  closures",
);
groups.forEach(({ station, rate }, g) => {
  const mine = results.slice(g * each, (g + 1) * each);
  const told = mine.filter((r) => r.told);
  const ended = told.filter(hasEnded);
  const { planned, oneByOne } = expected[g];
  const minutes = mean(ended.map((r) => r.minutes));
  const row = [
    String(rate).padStart(6),
    String(told.length).padStart(5),
    String(ended.length).padStart(6),
    String(ended.filter(isRight).length).padStart(6),
    String(ended.filter((r) => isRight(r) && r.modules.length === 1).length).padStart(7),
    mean(ended.map((r) => r.modules.length))
      .toFixed(1)
      .padStart(6),
    minutes.toFixed(0).padStart(11),
    planned.toFixed(0).padStart(8),
    oneByOne.toFixed(0).padStart(11),
    (oneByOne / minutes).toFixed(1).padStart(6),
    mean(ended.map((r) => r.closures))
      .toFixed(1)
      .padStart(9),
  ];
  console.log(`  ${station.padEnd(18)} ${row.join(" ")}`);
});
const ended = results.filter(hasEnded);
const right = (100 * ended.filter(isRight).length) / ended.length;
printFigure({
  what: "searches that ended in the right module or set",
  measured: right,
  unit: "%",
  goal: ["at least", 99],
});
for (const rate of rates) {
  const ended = results.flatMap((r, i) => (jobs[i].rate === rate && hasEnded(r) ? [i] : []));
  const over = (what: string, peers: readonly number[], ours: readonly number[]) =>
    printFigure({
      what: `one module at a time ${what} over the search, ${rate} mmHg/h (${ours.length} leaks)`,
      measured: mean(peers) / mean(ours),
      unit: "times",
      goal: ["at least", rate < 0.5 ? 3 : 5],
    });
  const plans = expected.filter((_, g) => groups[g].rate === rate);
  printFigure({
    what: `one module at a time over the plan, both as expected, ${rate} mmHg/h, all stations`,
    measured: mean(plans.map((one) => one.oneByOne)) / mean(plans.map((one) => one.planned)),
    unit: "times",
    goal: ["at least", rate < 0.5 ? 3 : 5],
  });
  const minutes = (places: readonly number[]) => places.map((i) => results[i].minutes);
  over(
    "as planned",
    ended.map((i) => oneByOneOf(jobs[i])),
    minutes(ended),
  );
  const both = ended.filter((i) => done[i].peer?.right);
  over(
    "as played",
    both.map((i) => done[i].peer?.minutes ?? Number.NaN),
    minutes(both),
  );
  const played = done.filter((d, i) => jobs[i].rate === rate && d.peer?.told);
  console.log(
    `  of ${played.length} played one module at a time ${played.filter((d) => d.peer?.right).length} were named`,
  );
}
const cutOff = results.reduce((s, r) => s + r.violations, 0);
printFigure({ what: "people cut off from their seat", measured: cutOff, unit: "times", goal: ["at most", 0] });
results.forEach((r, i) => {
  const { station, rate, seed } = jobs[i];
  const where = `${station} at ${rate}, seed ${seed}: leak in ${r.module}`;
  if (r.told && !hasEnded(r)) console.log(`  not ended: ${where}, ${r.closures} closures`);
  else if (r.told && !isRight(r))
    console.log(`  wrong: ${where}, ${r.action} ${r.modules.join(" ")} after ${r.minutes.toFixed(0)} min`);
});

/** (min) What the plan of the first moment expects, and what one module at a time would take in the order of the file. */
function expectedOf(id: string, rate: number): { planned: number; oneByOne: number } {
  const file = `stations/${id}.yaml`;
  const station = parseStation(readFileSync(join(root, file), "utf8"), file);
  const joined = largest(station);
  const prior = priorOf(station);
  const situation: Situation = {
    station,
    hatches: filedHatchStates(station),
    positions: filedPositions(station),
    probability: new Map(joined.map((m) => [m, prior.get(m) ?? 0])),
    leak: toSI("pressureRate", rate, "mmHg/h") * volumeOf(station, joined),
    pressure: toSI("pressure", 745, "mmHg"),
    settings: defaultSettings,
  };
  const { expected } = planOneAtATime(situation, "listed");
  return { planned: planSearch(situation).expected / 60, oneByOne: expected / 60 };
}
