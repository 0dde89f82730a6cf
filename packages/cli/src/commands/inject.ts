import { isoTime } from "@hullwatch/core/engine";
import { choices } from "@hullwatch/core/phrase";
import { fromSI, type Second, type SquareMetre } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { inject } from "@hullwatch/core/world";
import { createReader, openSource, unpacked } from "@hullwatch/feeds/csv";
import { Command } from "commander";
import { count } from "../report/index.ts";
import {
  jsonLine,
  loadStation,
  type Moment,
  momentOption,
  needOptions,
  positiveOption,
  type Shell,
  UsageError,
  WantingError,
  writeTo,
} from "../shell/index.ts";

interface Options {
  readonly station: string;
  readonly module: string;
  readonly area: SquareMetre;
  readonly at: Moment;
  readonly out: string;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch inject recordings/astropi-2022-01-31.csv.gz --station astropi-2022 --module cabin \\
      --area 2mm2 --at +6h -o leak.csv.gz
      Real cabin air with a known hole from six hours into it.
  $ hullwatch inject night.csv --station iss-2018-08-30 --module rassvet --area 1.03mm2 \\
      --at 2018-08-29T23:00:00Z -o leak.csv --json
      At a moment; one JSON object when done.`;

/** `hullwatch inject`: a recording as it would have read, had air leaked from some moment on. */
export function injectCommand(shell: Shell): Command {
  return new Command("inject")
    .description("put a known leak into a recording")
    .argument("<recording>", "CSV file (.gz as well), or - for standard input")
    .option("--station <station>", "station file, or the id of one that ships")
    .option("--module <module>", "the module that the hole is in")
    .option("--area <area>", "effective area of the hole, CdA (1.03mm2)", positiveOption("--area", "area"))
    .option("--at <time>", "since when: ISO 8601, UNIX seconds, or +6h after the first row", momentOption("--at"))
    .option("-o, --out <recording>", "where to write it; - is standard output, .gz compresses")
    .option("--json", "one JSON object when done (with -o FILE)")
    .addHelpText("after", examples)
    .action((recording: string, options: Options, command: Command) => {
      needOptions(command, ["station", "module", "area", "at", "out"]);
      return run(shell, recording, options);
    });
}

async function run(shell: Shell, path: string, options: Options) {
  const { module, area, out, json } = options;
  if (json && out === "-") throw new UsageError("inject: found --json with -o -, expected -o FILE");
  const station = loadStation(options.station);
  if (!station.modules.some((m) => m.id === module)) {
    const expected = choices(
      station.modules.map((m) => m.id),
      module,
      "the id of a module",
    );
    throw new UsageError(`--module: found "${module}", expected ${expected}`);
  }
  const work: Work = { changed: 0, at: null };
  await writeTo(out, leaking(path, station, options, work), shell.stdout);
  if (work.at === null)
    throw new WantingError(`${path}: found no row to count from, expected a recording with readings`);
  const at = isoTime(work.at);
  if (work.changed === 0) {
    throw new WantingError(`${path}: found no pressure reading changed by a leak at ${at}, expected some after it`);
  }
  const area_mm2 = Number(fromSI("area", area, "mm2").toPrecision(12));
  if (json) {
    shell.stdout.write(jsonLine({ type: "inject", module, area_mm2, at, changed: work.changed, recording: out }));
  } else if (out !== "-") {
    shell.stdout.write(`${out}: ${area_mm2} mm2 in ${module} from ${at} on, ${count(work.changed)} readings changed\n`);
  }
}

/** What became of the lines: readings changed, and the onset once the first row has told it. */
interface Work {
  changed: number;
  at: Second | null;
}

/** The lines of a recording, each with its end; those that the leak does not touch to the byte. */
async function* leaking(path: string, station: Station, { module, area, at }: Options, work: Work) {
  const file = path === "-" ? "standard input" : path;
  const reader = createReader(station, { file });
  let edit: ((line: string) => string) | null = null;
  let before: Buffer[] = [];
  const change = (raw: Buffer, line: (text: string) => string): Buffer => {
    const [, text, end] = /^(.*?)(\r?\n?)$/s.exec(raw.toString("utf8")) as RegExpExecArray;
    const changed = line(text);
    if (changed === text) return raw;
    work.changed++;
    return Buffer.from(changed + end);
  };
  for await (const raw of linesOf(unpacked(openSource(path), file))) {
    if (edit !== null) {
      yield change(raw, edit);
      continue;
    }
    const [first] = reader.push(raw.toString("utf8").replace(/^\ufeff/, ""));
    before.push(raw);
    if (first === undefined) continue;
    work.at = at(first.time);
    edit = inject(station, { module, area, at: work.at });
    for (const held of before) yield change(held, edit);
    before = [];
  }
  reader.end();
  yield* before;
}

/** Lines with their ends; the last one may have none. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let carry: Buffer[] = [];
  for await (const chunk of chunks) {
    // A piece holds until the next one is asked for, and lines are written when the disk is ready for them.
    const bytes = Buffer.from(chunk);
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      const rest = bytes.subarray(from, to + 1);
      yield carry.length === 0 ? rest : Buffer.concat([...carry, rest]);
      carry = [];
      from = to + 1;
    }
    if (from < bytes.length) carry.push(bytes.subarray(from));
  }
  if (carry.length > 0) yield Buffer.concat(carry);
}
