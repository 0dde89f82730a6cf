/** Simulated days per second: 26 modules, every sensor at 10 s. */
import { type Row, rowWriter } from "../packages/core/src/world/index.ts";
import { median, printFigure } from "./figure.ts";
import { rowsOf, voyage } from "./iss.ts";

const month = voyage(30, 10);
const line = rowWriter();
const rates = [0, 1, 2].map(() => daysPerSecond(() => {}));
const written = daysPerSecond(line);

printFigure({ what: "simulated, median of 3 months", measured: median(rates), unit: "days/s", goal: ["at least", 10] });
printFigure({ what: "with every row made into text", measured: written, unit: "days/s" });

function daysPerSecond(use: (row: Row) => void): number {
  const start = performance.now();
  for (const row of rowsOf(month)) use(row);
  return month.days / ((performance.now() - start) / 1000);
}
