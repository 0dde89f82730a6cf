/**
 * A fleet under load on one machine: `hullwatch ingest`, two workers and `serve`, three NATS servers, PostgreSQL. Its processes and
 * the leader of NATS are killed with SIGKILL at random, 200 times; then clocks are stepped, a worker is held still, PostgreSQL is
 * stopped, the feed floods. `--kills`, `--seed`.
 */
import { parseArgs } from "node:util";
import { runFaults } from "../e2e/faults/run.ts";
import { median, printFigure } from "./figure.ts";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: "8" } },
});
const kills = Number(values.kills);
const found = await runFaults({ kills, seed: Number(values.seed), nodes: 3, more: true, say: console.log });
const none = ["at most", 0] as const;
printFigure({ what: `killed ${kills} times: samples acknowledged`, measured: found.samples, unit: "" });
printFigure({ what: "of these lost", measured: found.samplesLost, unit: "", goal: none });
printFigure({ what: "in the archive twice", measured: found.samplesDoubled, unit: "", goal: none });
printFigure({ what: "events", measured: found.events, unit: "" });
printFigure({ what: "lost, doubled or not as one machine says", measured: found.eventsWrong, unit: "", goal: none });
printFigure({ what: "of these not listed once by the server", measured: found.servedWrong, unit: "", goal: none });
for (const [what, seconds] of found.recoveries) {
  printFigure({ what: `${what}, ${seconds.length} times: as before, median`, measured: median(seconds), unit: "s" });
  printFigure({ what: "the slowest", measured: Math.max(...seconds), unit: "s" });
}
for (const [name, measured] of found.memory) printFigure({ what: `most memory of ${name}`, measured, unit: "MB" });
process.exit(0);
