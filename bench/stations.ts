/**
 * What one more station costs a server: its processor time for a sample that comes over HTTP, is kept, judged and archived; its memory;
 * and what it keeps on disk. ISS-sized stations, each moment of all 25 sensors in a request of its own, as a feed sends them, but faster
 * than they happen. The server is asked of the operating system, so that a busy machine changes little. `--few 5 --many 45 --minutes 60 --days 30`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { noLimits } from "../packages/cli/src/testing-killed.ts";
import { people, serve } from "../packages/cli/src/testing-serve.ts";
import { printFigure } from "./figure.ts";
import { rowsOf, stationFile, voyage } from "./iss.ts";
import { resident } from "./resident.ts";
import { seasonedEngine } from "./stations/seasoned.ts";

const { values } = parseArgs({
  options: {
    few: { type: "string", default: "5" },
    many: { type: "string", default: "45" },
    minutes: { type: "string", default: "60" },
    days: { type: "string", default: "30" },
  },
});
const [few, many, minutes] = [values.few, values.many, values.minutes].map(Number);
const ticks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** (s) Processor time of a process so far, in it and in the kernel. */
function processor(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

const bytesUnder = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);

/** The moments of an hour of the ISS: what was read at each, as a feed sends it. */
function moments(): readonly { readonly time: number; readonly values: Record<string, string> }[] {
  const start = Math.floor(Date.now() / 1000) - 60 * minutes - 60;
  const found = new Map<number, Record<string, string>>();
  let first = Number.NaN;
  for (const { time, parameter, value } of rowsOf(voyage(minutes / 1440, 10))) {
    if (parameter.includes(":")) continue;
    if (Number.isNaN(first)) first = time;
    const at = start + Math.round((time - first) / 10) * 10;
    const row = found.get(at) ?? {};
    row[parameter] = String(value);
    found.set(at, row);
  }
  return [...found].map(([time, row]) => ({ time, values: row }));
}

const story = moments();
const samples = story.reduce((sum, { values: row }) => sum + Object.keys(row).length, 0);

interface Measured {
  readonly memory: number;
  readonly processor: number;
  readonly bytes: number;
}

async function measure(stations: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-stations-"));
  const endings: (() => unknown)[] = [];
  const server = await serve({ after: (end: unknown) => void endings.push(end as () => unknown) }, folder, noLimits);
  const { root } = await people(server.address, server.code!, {});
  const filed = readFileSync(stationFile, "utf8");
  const names = Array.from({ length: stations }, (_, i) => `station-${i}`);
  for (const name of names) {
    const text = filed.replace(/^id: .*/m, `id: ${name}`);
    const { status, body } = await root.ask(server.address, "PUT", `/stations/${name}`, text, "application/yaml");
    if (status !== 201) throw new Error(JSON.stringify(body));
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const send = (name: string, text: string) =>
    new Promise<void>((resolve, reject) => {
      const headers = { authorization: `Bearer ${root.token}`, "content-type": "application/json" };
      const asked = request(
        `${server.address}/api/v1/stations/${name}/rows`,
        { method: "POST", agent, headers },
        (got) => {
          got.resume().on("end", () => (got.statusCode === 200 ? resolve() : reject(new Error(`${got.statusCode}`))));
        },
      );
      asked.on("error", reject).end(text);
    });
  const before = processor(server.child.pid!);
  for (const moment of story) {
    const text = JSON.stringify({ frames: [moment] });
    await Promise.all(names.map((name) => send(name, text)));
  }
  for (const name of names) {
    for (let waiting = 1; waiting > 0; ) {
      ({ waiting } = (await root.ask(server.address, "GET", `/stations/${name}/state`)).body);
    }
  }
  // The archive follows about a second behind.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const used = processor(server.child.pid!) - before;
  const { now } = resident(server.child.pid!)!;
  agent.destroy();
  await server.stop();
  const bytes = bytesUnder(join(folder, "data"));
  rmSync(folder, { recursive: true });
  return { memory: now, processor: used, bytes };
}

const [less, more] = [await measure(few), await measure(many)];
console.log(
  `  ${minutes} min of ${few} and of ${many} stations, ${story.length} moments, ${samples.toLocaleString("en")} samples each`,
);
const each = (of: keyof Measured) => (more[of] - less[of]) / (many - few);
printFigure({ what: "processor time of a sample", measured: (each("processor") / samples) * 1e6, unit: "µs" });
printFigure({ what: `memory with ${few} stations`, measured: less.memory, unit: "MB" });
printFigure({ what: `memory with ${many} stations`, measured: more.memory, unit: "MB" });
printFigure({ what: "memory of a station more", measured: each("memory"), unit: "MB" });
printFigure({ what: "on disk of a station more, after this time", measured: each("bytes") / 1e6, unit: "MB" });
const days = Number(values.days);
const { saved, held } = seasonedEngine(days);
printFigure({ what: `saved state of an engine after ${days} days`, measured: saved, unit: "MB" });
printFigure({ what: "memory of such an engine", measured: held, unit: "MB" });
process.exit(0);
