/**
 * Known leaks in real cabin air: how soon the engine tells them, and how right it is, beside an alarm on the slope over a
 * window of fixed length that had every advantage: its threshold is the lowest that gives no alarm in the very records
 * that the leaks are put into, and its window is the best of 16 for each size, chosen when the delays are known. Beside it the
 * same with a threshold that it would pass as seldom as the engine is set to.
 *
 *   npm run bench -- real-air                  (also draws docs/real-air.svg)
 *   node bench/real-air.ts --onsets 8          (quicker, no picture)
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fromSI, type Second, second, toSI } from "../packages/core/src/quantity/index.ts";
import { printFigure } from "./figure.ts";
import { root } from "./iss.ts";
import { drawDelays } from "./real-air/draw.ts";
import { type Told, tellsOfLeak } from "./real-air/engine.ts";
import { leastDelays } from "./real-air/floor.ts";
import { realAir } from "./real-air/record.ts";
import { mostReadily, quantile, runTrial, type Size } from "./real-air/trial.ts";

const usual = 50;
const { values } = parseArgs({ options: { onsets: { type: "string", default: String(usual) } } });
const count = Number(values.onsets);
if (!(Number.isInteger(count) && count > 0)) {
  console.error(`--onsets: found ${values.onsets}, expected a whole number of leaks of each size in each record`);
  process.exit(2);
}

const records = realAir();
const quietSpan = second(records.reduce((sum, { start, end }) => sum + end - start, 0));
/** As shipped, and as the peer: as readily as it can be without an alarm in these very records. */
const settings = [toSI("time", 90, "day"), mostReadily(records, quietSpan)];
const readily = Number(fromSI("time", settings[1], "day").toPrecision(2));
const { onsets, sizes, raised } = runTrial(records, count, settings);

const minutes = (t: Second) => (Number.isFinite(t) ? (t / 60).toPrecision(3) : "-").replace(/^(\d{3,})\.?.*$/, "$1");
const spread = (delays: readonly Second[]) =>
  `${minutes(quantile(delays, 0.5))} (${minutes(quantile(delays, 0.1))}-${minutes(quantile(delays, 0.9))})`;
const toldOf = (delays: readonly Second[]) => `${delays.filter(Number.isFinite).length}`;
const delaysOf = (told: readonly Told[]) => told.map(({ delay }) => delay);
const ratio = ({ told, peer }: Size, setting: number, by = peer) =>
  quantile(delaysOf(told[setting]), 0.5) / quantile(by.delays, 0.5);

/** Median of the area told, as a part of the truth, and of how many the interval holds the truth. */
function areas({ area, told }: Size, which: "atAlarm" | "atEnd"): string {
  const found = told[0].flatMap((t) => t[which] ?? []);
  if (found.length === 0) return "-";
  const median = found.map(({ value }) => value / area).toSorted((a, b) => a - b)[found.length >> 1];
  const held = found.filter(({ low, high }) => low <= area && area <= high).length;
  return `${median.toFixed(2)}, ${Math.round((100 * held) / found.length)} %`;
}

const head = ["mm2", "told", "min (10-90 %)", "told*", "min* (10-90 %)", "window", "told", "min (10-90 %)"];
const least = leastDelays(records[0]);
const rare = ["window°", "told°", "min° (10-90 %)", "least", "least*"];
const columns = [...head, ...rare, "ratio", "ratio*", "ratio°", "area at alarm", "area at end"];
const rows = sizes.map((size) => [
  String(Number(fromSI("area", size.area, "mm2").toPrecision(3))),
  ...size.told.flatMap((told) => [toldOf(delaysOf(told)), spread(delaysOf(told))]),
  minutes(size.peer.window),
  toldOf(size.peer.delays),
  spread(size.peer.delays),
  minutes(size.equal.window),
  toldOf(size.equal.delays),
  spread(size.equal.delays),
  ...settings.map((interval) => minutes(least(size.area, interval))),
  ...[ratio(size, 0), ratio(size, 1), ratio(size, 0, size.equal)].map((x) => (Number.isFinite(x) ? x.toFixed(2) : "-")),
  areas(size, "atAlarm"),
  areas(size, "atEnd"),
]);
const widths = columns.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
const line = (cells: readonly string[]) => `  ${cells.map((cell, i) => cell.padStart(widths[i])).join("  ")}`;

console.log(`  ${records.length} record, ${(quietSpan / 3600).toFixed(1)} h; ${onsets} onsets a size`);
console.log(
  `  engine at 1 false alarm in 90 days | * at one in ${readily} days: more, and the record has one | best fixed window of the size`,
);
console.log("  ° the best window at a threshold that it passes once in 90 days, if its slope is Gaussian");
console.log("  least: no alarm as rare can have a shorter median delay in this weather, onset and size known");
console.log(line(columns));
for (const row of rows) console.log(line(row));
console.log(
  "  ratio: median delay of the engine / of the best window; area: told / true, how often its interval holds it",
);

const leaks = (setting: number) => raised[setting].filter(tellsOfLeak).length;
const all = sizes.flatMap(({ told }) => told[0]);
const share = (test: (told: Told) => boolean) => (100 * all.filter(test).length) / all.length;
printFigure({ what: "leak alarms without a leak", measured: leaks(0), unit: "", goal: ["at most", 0] });
printFigure({ what: "leak alarms without a leak, *", measured: leaks(1), unit: "" });
const blamed = share(({ others }) => others.some(({ kind }) => kind === "sensor" || kind === "stale"));
printFigure({ what: "leaks in which the barometer was blamed", measured: blamed, unit: "%", goal: ["at most", 0] });
printFigure({ what: "alarms taken back while it leaked", measured: share((t) => t.cleared), unit: "% of leaks" });
const worst = Math.max(...sizes.map((size) => ratio(size, 0)));
printFigure({ what: "median delay / best window's, worst size", measured: worst, unit: "", goal: ["at most", 1.3] });
const equal = Math.max(...sizes.map((size) => ratio(size, 1)));
printFigure({ what: "the same, *", measured: equal, unit: "" });
const alike = sizes.map((size) => ratio(size, 0, size.equal)).filter(Number.isFinite);
printFigure({ what: "the same, against windows of as few false alarms", measured: Math.max(...alike), unit: "" });

if (count === usual) {
  const file = join(root, "docs", "real-air.svg");
  writeFileSync(file, drawDelays(sizes, quietSpan, settings[1]));
  console.log(`  wrote ${file}`);
}
