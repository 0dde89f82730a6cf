/**
 * What the watch makes of the shipped scenarios, over seeds that nothing was tuned on: how soon the leak of MS-09 is told,
 * how right rate and reserve are at that moment, and how often a month or a cold snap without a leak raises an alarm.
 *
 *   npm run bench -- nights            (seeds 1401 to 1440; 1501 to 1512; 1601 to 1640)
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine, type EstimateEvent, type Input } from "../packages/core/src/engine/index.ts";
import { parseStation, type Station } from "../packages/core/src/station/index.ts";
import {
  parseScenario,
  rowWriter,
  type Scenario,
  type StateTruth,
  simulate,
} from "../packages/core/src/world/index.ts";
import { createReader } from "../packages/feeds/src/csv/index.ts";
import { median, printFigure } from "./figure.ts";
import { root, stationFile } from "./iss.ts";

const station = parseStation(readFileSync(stationFile, "utf8"), stationFile);

function load(name: string): Scenario {
  const file = join(root, "scenarios", `${name}.yaml`);
  return parseScenario(readFileSync(file, "utf8"), file, station);
}

/** The inputs of a simulated record, as its text would be read. */
function* inputsOf(scenario: Scenario, of: Station, seed: number, truth: StateTruth[]): Generator<Input> {
  const write = rowWriter();
  const reader = createReader(of, { file: scenario.id });
  reader.push("time,parameter,value\n");
  for (const row of simulate(scenario, of, seed, (entry) => entry.type === "state" && truth.push(entry))) {
    yield* reader.push(`${write(row)}\n`);
  }
}

/** The first leak alarm's estimate, or null; how many leak alarms there were. */
function watch(scenario: Scenario, seed: number, until: number) {
  const engine = createEngine(station);
  const truth: StateTruth[] = [];
  let first: EstimateEvent | null = null;
  let alarms = 0;
  for (const input of inputsOf(scenario, station, seed, truth)) {
    if (input.time > until) break;
    for (const event of engine.push(input)) {
      if (event.type === "alarm" && event.kind === "leak" && event.state === "raised") alarms++;
      if (event.type === "estimate") first ??= event;
    }
    if (first !== null && Number.isFinite(until)) break;
  }
  return { first, alarms, truth };
}

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
const hour = 3600;
const mmHgPerHour = 133.322387415 / hour;

function ms09() {
  const scenario = load("soyuz-ms-09");
  const opens = Date.parse("2018-08-29T22:15:00Z") / 1000;
  const runs = seeds(1401, 40).flatMap((seed) => {
    const { first, truth } = watch(scenario, seed, opens + 9 * hour);
    const now = truth.findLast((s) => s.rate_kg_per_day > 0);
    if (first === null || now === undefined || first.time < opens) return [];
    const reserve = (first.reserve?.value ?? Number.NaN) / hour / (now.reserve_h ?? Number.NaN);
    const fall = now.dpdt_mmHg_per_h * mmHgPerHour;
    const held = first.dpdt.low <= fall && fall <= first.dpdt.high;
    return [{ minutes: (first.time - opens) / 60, reserve, held }];
  });
  const share = (of: readonly boolean[]) => (100 * of.filter(Boolean).length) / of.length;
  console.log("MS-09, 40 nights: 0.6 mmHg/h opens at 22:15");
  const minutes = runs.map((r) => r.minutes);
  printFigure({
    what: "nights in which the leak was told",
    measured: runs.length,
    unit: "of 40",
    goal: ["at least", 40],
  });
  printFigure({ what: "told after, median", measured: median(minutes), unit: "min" });
  printFigure({ what: "told after, latest", measured: Math.max(...minutes), unit: "min", goal: ["at most", 90] });
  const near = share(runs.map((r) => Math.abs(r.reserve - 1) < 0.25));
  printFigure({ what: "reserve then within 25 % of the truth", measured: near, unit: "% of nights" });
  printFigure({
    what: "rate's 90 % interval holds the truth",
    measured: share(runs.map((r) => r.held)),
    unit: "% of nights",
  });
}

function none(name: string, from: number, count: number, unit: string) {
  const scenario = load(name);
  const alarms = seeds(from, count).reduce(
    (sum, seed) => sum + watch(scenario, seed, Number.POSITIVE_INFINITY).alarms,
    0,
  );
  printFigure({ what: `${name}: leak alarms`, measured: alarms, unit, goal: ["at most", 0] });
}

ms09();
console.log("Without a leak");
none("quiet-month", 1501, 12, "in 360 days");
none("cold-snap", 1601, 40, "in 40 records");
