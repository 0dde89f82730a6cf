/**
 * Rows a second of a whole `hullwatch replay --json`, from starting the process to its end, on one core, beside a program
 * that only reads the lines of the same file. Both run in turn, so that a busy machine slows both.
 */
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, printFigure } from "./figure.ts";
import { hullwatch, recordingOf, stationFile, voyage } from "./iss.ts";
import { resident } from "./resident.ts";

const rounds = 3;
const days = 30;
const readLines = `
  const { createInterface } = await import("node:readline");
  const { createReadStream } = await import("node:fs");
  let characters = 0;
  for await (const line of createInterface({ input: createReadStream(process.argv[1]) })) characters += line.length;
  console.log(characters);`;

const folder = mkdtempSync(join(tmpdir(), "hullwatch-bench-"));
try {
  const file = join(folder, "record.csv");
  const rows = write(file);
  console.log(
    `  ${rows.toLocaleString("en")} rows (${(statSync(file).size / 1e6).toFixed(0)} MB), ${days} days of the ISS`,
  );

  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let i = 0; i < rounds; i++) {
    ours.push(await onOneCore([hullwatch, "replay", file, "--station", stationFile, "--json"]));
    theirs.push(await onOneCore([process.execPath, "--input-type=module", "--eval", readLines, file]));
  }
  const rate = rows / median(ours.map((run) => run.seconds));
  const bare = rows / median(theirs.map((run) => run.seconds));
  const peak = Math.max(...ours.map((run) => run.peak));
  printFigure({
    what: `whole replay, median of ${rounds}`,
    measured: rate,
    unit: "rows/s",
    goal: ["at least", 500_000],
  });
  printFigure({ what: "reading the lines alone (node:readline)", measured: bare, unit: "rows/s" });
  printFigure({ what: "replay over reading", measured: rate / bare, unit: "times" });
  printFigure({ what: "most memory of the replay", measured: peak, unit: "MB", goal: ["at most", 150] });
} finally {
  rmSync(folder, { recursive: true });
}

function write(file: string): number {
  const out = openSync(file, "w");
  let count = 0;
  for (const { text, rows } of recordingOf(voyage(days))) {
    writeSync(out, text);
    count += rows;
  }
  closeSync(out);
  return count;
}

interface Run {
  readonly seconds: number;
  /** (MB) */
  readonly peak: number;
}

function onOneCore(args: readonly string[]): Promise<Run> {
  const start = performance.now();
  const child = spawn("taskset", ["--cpu-list", "0", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, resident(child.pid as number)?.peak ?? 0);
  }, 20);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      clearInterval(look);
      if (status === 0) resolve({ seconds: (performance.now() - start) / 1000, peak });
      else reject(new Error(`exit status ${status} of ${args.join(" ")}`));
    });
  });
}
