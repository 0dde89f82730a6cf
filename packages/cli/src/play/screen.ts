import { formatInterval, fromSI, type Interval, significant } from "@hullwatch/core/quantity";
import { excerpt } from "@hullwatch/feeds/csv";
import { spanInterval, utc, wrap } from "../report/index.ts";
import type { Shell } from "../shell/index.ts";
import { plot } from "./plot.ts";
import { cabinPressure, type LogLine, type Scene } from "./scene.ts";

/** Lines of the plot and of the log. */
const plotHeight = 8;
const logHeight = 7;
const labelWidth = 7;
/** (mmHg) The plot never zooms in further than this, so that noise does not look like news. */
const leastRange = 3;

/** The whole night in `columns` means, so that the curve grows from left to right; NaN where there is nothing yet. */
function overNight({ history, start, end }: Scene, columns: number): number[] {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (const { time, mmHg } of history) {
    if (Number.isNaN(mmHg)) continue;
    const i = Math.min(columns - 1, Math.floor((columns * (time - start)) / (end - start)));
    sums[i] += mmHg;
    counts[i]++;
  }
  return Array.from(sums, (sum, i) => sum / counts[i]);
}

function plotLines(scene: Scene, width: number): string[] {
  const columns = width - labelWidth - 1;
  const values = overNight(scene, 2 * columns);
  const known = values.filter((x) => !Number.isNaN(x));
  if (known.length === 0) return new Array<string>(plotHeight + 1).fill("");
  const middle = (Math.max(...known) + Math.min(...known)) / 2;
  const half = Math.max(leastRange, Math.max(...known) - Math.min(...known)) / 2;
  const [low, high] = [middle - half, middle + half];
  const body = plot(values, columns, plotHeight, low, high).map((line, i) => {
    const label = i === 0 ? high.toFixed(1) : i === plotHeight - 1 ? low.toFixed(1) : "";
    return `${label.padStart(labelWidth)} ${line}`;
  });
  const [from, to] = [scene.start, scene.end].map((time) => `${utc(time).slice(8, 16)}Z`);
  const between = " ".repeat(Math.max(1, columns - from.length - to.length));
  return [...body, `${" ".repeat(labelWidth + 1)}${from}${between}${to}`];
}

const none = "–";

function answers(scene: Scene): [string, string][] {
  const { estimate: e, alarm } = scene;
  const known = alarm === null ? null : e;
  return [
    ["Rate", known === null ? none : `${formatInterval("pressureRate", known.dpdt, "mmHg/h")}`],
    [
      "Hole",
      known === null ? none : `${formatInterval("length", known.diameter, "mm")} at Cd ${known.dischargeCoefficient}`,
    ],
    ["Reserve", known === null ? none : reserve(known.reserve, known.reservePressure)],
  ];
}

const reserve = (time: Interval<Scene["time"]> | null, to: Parameters<typeof fromSI<"pressure">>[1]) =>
  time === null ? "not touched" : `${spanInterval(time)} to ${significant(fromSI("pressure", to, "mmHg"))} mmHg`;

const logText = ({ time, text }: LogLine) => `${utc(time).slice(11, 16)}  ${excerptLong(text)}`;
/** Notes come from a file: nothing in them may move the cursor. */
const excerptLong = (text: string) => text.split(" ").map(excerpt).join(" ");

/** The newest lines of the log that fit, the newest last. */
function logLines(shell: Shell, scene: Scene, width: number): string[] {
  const lines = scene.log.slice(-logHeight).flatMap((line) => {
    const wrapped = wrap(logText(line), width, 7);
    return line.alarm ? wrapped.map((text) => shell.paint(["red", "bold"], text)) : wrapped;
  });
  const shown = lines.slice(-logHeight);
  return [...shown, ...new Array<string>(logHeight - shown.length).fill("")];
}

/** One frame, at most `width` columns wide: always the same number of lines, so that it can be drawn over the last. */
export function frame(shell: Shell, scene: Scene, width: number): string[] {
  const pressure = cabinPressure(scene);
  const now = Number.isNaN(pressure) ? none : `${pressure.toFixed(1)} mmHg`;
  const clock = utc(scene.time).slice(0, 16);
  const state = scene.alarm === null ? shell.paint("green", "no leak seen") : shell.paint(["red", "bold"], "LEAK");
  return [
    shell.paint("bold", scene.station.name.slice(0, width)),
    `${clock}Z   ${shell.paint("bold", now)}   ${state}`,
    "",
    ...plotLines(scene, width),
    "",
    ...answers(scene).map(([name, text]) => `${name.padEnd(9)}${shell.paint("bold", text.slice(0, width - 9))}`),
    "",
    ...logLines(shell, scene, width),
  ];
}
