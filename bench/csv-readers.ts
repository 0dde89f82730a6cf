/**
 * Readers of CSV on one core, over 3 million rows of a recording (ISO times with milliseconds, comments, quoted notes with
 * commas, quotes and line breaks), and over the same with one quote that is never closed in row 1,000. Each runs in a
 * process of its own. The libraries only split rows into cells; Hullwatch's reader turns them into inputs.
 *
 *   node bench/csv-readers.ts [rows]
 */
import { spawnSync } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { parseStation } from "@hullwatch/core/station";
import { openSource, readRecording } from "@hullwatch/feeds/csv";
import { parse as parseCsv } from "csv-parse";
import papaparse from "papaparse";
import { inferSchema, initParser } from "udsv";

type Row = (parameter: string) => void;
type Reader = (file: string, row: Row) => Promise<void>;

const sensors = Array.from({ length: 40 }, (_, i) => `SENSOR-${i}-P`);
const open = (file: string) => createReadStream(file, { highWaterMark: 1 << 17 });
const ended = (stream: Readable) =>
  new Promise<void>((resolve, reject) => {
    stream.on("end", resolve).on("error", reject);
  });

const readers: Readonly<Record<string, Reader>> = {
  async hullwatch(file, row) {
    const list = sensors.map(
      (id) => `  - {id: ${id}, quantity: pressure, module: m, unit: mmHg, sigma: 1, step: 0, period_s: 1}`,
    );
    const text = `hullwatch: station/1\nid: s\nname: S\nmodules:\n  - {id: m, name: M, volume_m3: 1}\nsensors:\n${list.join("\n")}\n`;
    const options = { file, onReject: ({ line }: { line: number }) => console.error(`line ${line}`) };
    for await (const batch of readRecording(openSource(file), parseStation(text, "s.yaml"), options)) {
      for (const input of batch) row(input.type === "sample" ? input.sensor : "note:");
    }
  },
  async "node:readline, split(',')"(file, row) {
    const lines = createInterface({ input: open(file), crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("line", (line) => row(line.split(",")[1]));
    await new Promise<void>((resolve) => lines.on("close", resolve));
  },
  async udsv(file, row) {
    const parser = initParser(inferSchema('time,parameter,value\n1,a,"b"\n'));
    for await (const text of open(file).setEncoding("utf8")) {
      parser.chunk<string[]>(text, parser.stringArrs, (cells) => row(String(cells[1])));
    }
    parser.end();
  },
  async papaparse(file, row) {
    await new Promise<void>((resolve, reject) => {
      papaparse.parse<string[]>(open(file), {
        comments: "#",
        chunk: ({ data }) => {
          for (const cells of data) row(cells[1]);
        },
        complete: () => resolve(),
        error: reject,
      });
    });
  },
  async "csv-parse"(file, row) {
    const options = { comment: "#", comment_no_infix: true, relax_column_count: true };
    const stream = open(file).pipe(parseCsv(options));
    stream.on("data", (cells: string[]) => row(cells[1]));
    await ended(stream);
  },
};

/** Writes the recording; `broken` leaves the quote of one note open. Gives how many rows are readings. */
function makeRecording(file: string, rows: number, broken: boolean): number {
  const start = Date.UTC(2018, 7, 29, 22);
  let [text, readings, x] = ["# recording\ntime,parameter,value\n", 0, 1];
  writeFileSync(file, "");
  for (let i = 0; i < rows; i++) {
    const time = new Date(start + 1000 * Math.floor(i / 40) + 7 * (i % 40)).toISOString();
    x = (x * 1103515245 + 12345) & 0x7fffffff;
    if (broken && i === 1000) text += `${time},note:commander,"never closed\n`;
    else if (i % 50_000 === 1000) text += `${time},note:commander,"He said ""hold"", then\nwent on, to the hatch"\n`;
    else {
      if (i % 30_011 === 0) text += "# a comment\n";
      text += `${time},${sensors[i % 40]},${(740 + (x % 2000) / 100).toFixed(2)}\n`;
      readings++;
    }
    if (text.length > 1 << 22 || i === rows - 1) {
      writeFileSync(file, text, { flag: "a" });
      text = "";
    }
  }
  return readings;
}

/** In a process of its own: reads one file and prints rows of sensors found, seconds and peak memory (MB). */
async function measure(name: string, file: string) {
  let found = 0;
  const start = performance.now();
  const known = new Set(sensors);
  try {
    await readers[name](file, (parameter) => {
      if (known.has(parameter)) found++;
    });
  } catch (error) {
    console.error((error as Error).message);
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ found, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

interface Measured {
  readonly found: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly said: string;
}

function apart(name: string, file: string): Measured {
  const { stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, "--one", name, file], {
    encoding: "utf8",
  });
  return { ...(JSON.parse(stdout) as Measured), said: /line:? (\d+)/i.exec(stderr)?.[1] ?? "none" };
}

function table(rows: number) {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-"));
  try {
    const [good, bad] = ["good.csv", "bad.csv"].map((name) => join(folder, name));
    const readings = makeRecording(good, rows, false);
    makeRecording(bad, rows, true);
    const row = (cells: readonly string[]) =>
      console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(i === 4 ? 16 : 13))).join(""));
    console.log(`${rows} rows; the unclosed quote stands in line 1004`);
    row(["reader", "rows/s", "peak MB", "rows lost", "lost in broken", "names line"]);
    for (const name of Object.keys(readers)) {
      const [a, b] = [apart(name, good), apart(name, bad)];
      const rate = Math.round(rows / a.seconds).toLocaleString("en");
      row([name, rate, a.megabytes.toFixed(0), `${readings - a.found}`, `${readings - b.found}`, b.said]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, name, file] = process.argv.slice(2);
if (first === "--one") await measure(name, file);
else table(Number(first ?? 3_000_000));
