/**
 * A fleet under load on one machine: `hullwatch ingest`, two workers and `serve`, three NATS servers, PostgreSQL. Its processes and
 * the leader of NATS are killed with SIGKILL at random, 200 times; then clocks are stepped, a worker is held still, PostgreSQL is
 * stopped, the feed floods. `--kills`, `--seed`; `--add FILE` adds the run to those in a file, and prints what all of them come to.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runFaults } from "../e2e/faults/run.ts";
import { median, printFigure } from "./figure.ts";

const counts = ["samples", "samplesLost", "samplesDoubled", "events", "eventsWrong", "servedWrong", "fallen"] as const;

interface Run extends Readonly<Record<(typeof counts)[number], number>> {
  readonly seed: number;
  readonly kills: number;
  readonly recoveries: readonly (readonly [string, readonly number[]])[];
  readonly memory: readonly (readonly [string, number])[];
}

/** A run that ended before it was counted: its kills count for nothing, and are told. */
interface Broken {
  readonly seed: number;
  readonly kills: number;
  readonly broken: string;
}

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: "8" },
    add: { type: "string" },
  },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
let over = 0;

async function oneRun(): Promise<Run | Broken> {
  try {
    const found = await runFaults({
      ...{ kills, seed, nodes: 3, more: true },
      say: (line) => console.log(over < kills ? `${String(over + 1).padStart(4)}  ${line}` : `      ${line}`),
      onRecovered: (what) => {
        if (what !== "begin") over++;
      },
    });
    return { seed, kills, ...found, recoveries: [...found.recoveries], memory: [...found.memory] };
  } catch (error) {
    console.error(error);
    return { seed, kills: Math.min(over, kills), broken: error instanceof Error ? error.message : String(error) };
  }
}

const run = await oneRun();
if (values.add !== undefined) appendFileSync(values.add, `${JSON.stringify(run)}\n`);
const lines =
  values.add !== undefined && existsSync(values.add) ? readFileSync(values.add, "utf8").trim().split("\n") : null;
const all = lines?.map((line): Run | Broken => JSON.parse(line)) ?? [run];
const counted = all.filter((one): one is Run => !("broken" in one));
for (const one of all) {
  if ("broken" in one)
    console.log(`  not counted: seed ${one.seed} broke off after ${one.kills} kills: ${one.broken.split("\n")[0]}`);
}
const sum = (of: (one: Run) => number) => counted.reduce((total, one) => total + of(one), 0);
const none = ["at most", 0] as const;
const seeds = counted.map((one) => one.seed).join(", ");
printFigure({ what: `killed (runs of seeds ${seeds})`, measured: sum((one) => one.kills), unit: "times" });
printFigure({ what: "samples acknowledged", measured: sum((one) => one.samples), unit: "" });
printFigure({ what: "of these lost", measured: sum((one) => one.samplesLost), unit: "", goal: none });
printFigure({ what: "in the archive twice", measured: sum((one) => one.samplesDoubled), unit: "", goal: none });
printFigure({ what: "events", measured: sum((one) => one.events), unit: "" });
printFigure({
  what: "lost, doubled or not as one machine says",
  measured: sum((one) => one.eventsWrong),
  unit: "",
  goal: none,
});
printFigure({
  what: "of these not listed once by the server",
  measured: sum((one) => one.servedWrong),
  unit: "",
  goal: none,
});
printFigure({ what: "processes that ended and were not killed", measured: sum((one) => one.fallen), unit: "" });
const recoveries = Map.groupBy(
  counted.flatMap((one) => one.recoveries),
  ([what]) => what,
);
for (const [what, several] of recoveries) {
  const seconds = several.flatMap(([, all]) => all);
  printFigure({ what: `${what}, ${seconds.length} times: as before, median`, measured: median(seconds), unit: "s" });
  printFigure({ what: "the slowest", measured: Math.max(...seconds), unit: "s" });
}
const memory = Map.groupBy(
  counted.flatMap((one) => one.memory),
  ([name]) => name,
);
for (const [name, several] of memory) {
  printFigure({ what: `most memory of ${name}`, measured: Math.max(...several.map(([, mb]) => mb)), unit: "MB" });
}
process.exit("broken" in run ? 1 : 0);
