import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Quantity {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** An `estimate` event of `hullwatch replay --json`; the bounds are those of a 90 % credible interval. */
interface Estimate {
  readonly time: string;
  readonly type: string;
  readonly dpdt: Quantity;
  readonly diameter: Quantity & { readonly discharge_coefficient: number };
  readonly reserve: (Quantity & { readonly to_mmHg: number }) | null;
}

interface TruthEntry {
  readonly time: string;
  readonly type: string;
  readonly dpdt_mmHg_per_h: number;
}

/** What the picture shows; every time in ms since 1970. */
export interface Night {
  readonly from: number;
  readonly until: number;
  /** The leak opens, the alarm is raised, the first hatch of the search closes. */
  readonly hole: number;
  readonly alarm: number;
  readonly hatch: number;
  /** (mmHg) Five-minute means of the gauges of the US segment. */
  readonly pressure: readonly { readonly time: number; readonly mmHg: number }[];
  readonly estimates: readonly (Estimate & { readonly at: number })[];
  /** (mmHg/h) What the hole really took, from the simulator's record of the truth. */
  readonly truth: readonly { readonly time: number; readonly rate: number }[];
}

const COMMAND = join(import.meta.dirname, "..", "..", "packages", "cli", "src", "main.js");
/** The US gauges alike in step (0.1 mmHg) and noise: Unity, Destiny, Tranquility, Harmony, Quest. */
const GAUGES = new Set(["N1-P", "LAB-P", "N3-P", "N2-P", "AL-P"]);
const MEAN_OVER_MS = 300_000;

/** The first day of the scenario soyuz-ms-09 (seed 1): simulated, replayed through the engine, and cut to what is drawn. */
export function runNight(): Night {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-picture-"));
  try {
    hullwatch(folder, "simulate soyuz-ms-09 --seed 1 -o night.csv --truth truth.ndjson");
    const events = ndjson<Estimate & { kind?: string }>(
      hullwatch(folder, "replay night.csv --station iss-2018-08-30 --json"),
    );
    const truth = ndjson<TruthEntry>(readFileSync(join(folder, "truth.ndjson"), "utf8"));
    const rows = readFileSync(join(folder, "night.csv"), "utf8")
      .split("\n")
      .map((line) => line.split(","));

    const alarm = events.find(({ type, kind }) => type === "alarm" && kind === "leak");
    const hole = truth.find(({ type }) => type === "leak");
    const closure = rows.find(([, parameter, value]) => parameter?.startsWith("hatch:") && value === "closed");
    if (!alarm || !hole || !closure)
      throw new Error("the night holds no alarm, no leak or no closed hatch: nothing to draw");

    return {
      from: Date.parse("2018-08-29T12:00:00Z"),
      until: Date.parse("2018-08-30T14:00:00Z"),
      hole: Date.parse(hole.time),
      alarm: Date.parse(alarm.time),
      hatch: Date.parse(closure[0]),
      pressure: fiveMinuteMeans(rows),
      estimates: events
        .filter(({ type }) => type === "estimate")
        .map((event) => ({ ...event, at: Date.parse(event.time) })),
      truth: truth
        .filter(({ type }) => type === "state")
        .map(({ time, dpdt_mmHg_per_h: rate }) => ({ time: Date.parse(time), rate })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hullwatch(cwd: string, line: string): string {
  return execFileSync(process.execPath, [COMMAND, ...line.split(" ")], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function ndjson<T>(text: string): T[] {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

function fiveMinuteMeans(rows: readonly string[][]): Night["pressure"] {
  const bins = new Map<number, { sum: number; count: number }>();
  for (const [time, parameter, value] of rows) {
    if (!GAUGES.has(parameter)) continue;
    const start = Math.floor(Date.parse(time) / MEAN_OVER_MS) * MEAN_OVER_MS;
    const bin = bins.get(start) ?? { sum: 0, count: 0 };
    bins.set(start, { sum: bin.sum + Number(value), count: bin.count + 1 });
  }
  return [...bins].map(([start, { sum, count }]) => ({ time: start + MEAN_OVER_MS / 2, mmHg: sum / count }));
}
