import { statSync } from "node:fs";
import { createEngine, type EngineOptions, type HullwatchEvent, type Input, toWire } from "@hullwatch/core/engine";
import { type KilogramPerSecond, type Second, second } from "@hullwatch/core/quantity";
import { type Chunks, openSource, RecordingError, type Reject, readRecording, SourceError } from "@hullwatch/feeds/csv";
import { Command } from "commander";
import {
  createEventLines,
  isUnreadable,
  leftOut,
  noteEvent,
  plural,
  startOutcome,
  summaryText,
  summaryWire,
} from "../report/index.ts";
import {
  coefficientOption,
  frequencyOption,
  jsonLine,
  loadStation,
  type Moment,
  momentOption,
  needOptions,
  positiveOption,
  type Shell,
  secondsOption,
  startProgress,
  WantingError,
  warn,
} from "../shell/index.ts";
import { priorOption, weighted } from "./said-prior.ts";
import { windowUntil } from "./window.ts";

interface Options {
  readonly station: string;
  readonly prior?: string;
  readonly json?: true;
  readonly every?: Second;
  readonly until?: Moment;
  readonly lateness?: Second;
  readonly strict?: true;
  readonly dischargeCoefficient?: number;
  readonly falseAlarms?: Second;
  readonly tightBelow?: KilogramPerSecond;
}

/** (s) How late a row may come, unless told otherwise. */
const defaultLateness = second(120);
/** Rejected lines kept to be named. */
const kept = 5;

const examples = `
Examples:
  $ hullwatch replay recordings/astropi-2022-01-31.csv.gz --station astropi-2022
      A readable report: alarms as they come, the verdict at the end.
  $ hullwatch replay night.csv --station stations/iss-2018-08-30.yaml --json | jq 'select(.type == "alarm")'
      One JSON object a line, in time order; the last is the summary. docs/events.md lists every field.
  $ zcat *.csv.gz | hullwatch replay - --station my-station.yaml --until +12h
      From standard input, the first twelve hours.
  $ hullwatch replay night.csv --station my-station.yaml --strict --false-alarms 1/30d
      Stop at the first bad line; one false leak alarm in 30 days is allowed instead of one in 90.`;

/** `hullwatch replay`: the engine over a recording, as fast as it goes. */
export function replayCommand(shell: Shell): Command {
  return new Command("replay")
    .description("say whether air is being lost in a recording, how fast, and how long it lasts")
    .argument("<recording>", "CSV file (.gz as well), or - for standard input")
    .option("--station <station>", "station file, or the id of one that ships")
    .addOption(priorOption())
    .option("--json", "one JSON object a line, in time order")
    .option("--every <seconds>", "between estimates while a leak is open (default: 600)", secondsOption("--every", 1))
    .option("--until <time>", "stop there: ISO 8601, UNIX seconds, or +6h after the first row", momentOption("--until"))
    .option(
      "--lateness <seconds>",
      "how late a row may come and be used (default: 120)",
      secondsOption("--lateness", 0),
    )
    .option("--strict", "end at the first line that cannot be read, with exit status 1")
    .option(
      "--discharge-coefficient <cd>",
      "for the diameter of a hole (default: 0.8)",
      coefficientOption("--discharge-coefficient"),
    )
    .option(
      "--false-alarms <rate>",
      "leak alarms allowed without a leak (default: 1/90d)",
      frequencyOption("--false-alarms"),
    )
    .option(
      "--tight-below <FLOW>",
      "a leak check calls tight what loses less (default: 0.27kg/day)",
      positiveOption("--tight-below", "massFlow"),
    )
    .addHelpText("after", examples)
    .action((recording: string, options: Options, command: Command) => {
      needOptions(command, ["station"]);
      return replay(shell, recording, options);
    });
}

/** What was asked for; what was not is left to the engine. */
const engineOptions = ({
  every,
  lateness,
  dischargeCoefficient,
  falseAlarms,
  tightBelow,
}: Options): Partial<EngineOptions> => ({
  ...(every !== undefined && { every }),
  ...(lateness !== undefined && { lateness }),
  ...(dischargeCoefficient !== undefined && { dischargeCoefficient }),
  ...(falseAlarms !== undefined && { falseAlarmInterval: falseAlarms }),
  ...(tightBelow !== undefined && { tightBelow }),
});

async function replay(shell: Shell, path: string, options: Options) {
  const started = shell.clock.now();
  const station = weighted(loadStation(options.station), options.prior);
  const engine = createEngine(station, engineOptions(options));
  const file = path === "-" ? "standard input" : path;
  const outcome = startOutcome();
  const rejects: Reject[] = [];
  const progress = startProgress(shell, sizeOf(path));
  const linesOf = options.json ? (event: HullwatchEvent) => [JSON.stringify(toWire(event))] : createEventLines(shell);
  const say = (events: readonly HullwatchEvent[]) => {
    for (const event of events) {
      noteEvent(outcome, event);
      const lines = linesOf(event);
      if (lines.length === 0) continue;
      progress.clear();
      shell.stdout.write(`${lines.join("\n")}\n`);
    }
  };

  const window = windowUntil(station, options.until, options.lateness ?? defaultLateness);
  let read = 0;
  const take = (input: Input) => {
    if (!window.takes(input)) return;
    const events = engine.push(input);
    if (events.length > 0) say(events);
  };
  const onReject = (reject: Reject) => {
    if (options.strict) throw new WantingError(new RecordingError(file, reject).message);
    if (rejects.length < kept) rejects.push(reject);
  };
  const counted = counting(openSource(path), (bytes) => {
    read += bytes;
  });
  const rows = readRecording(counted, station, { file, onReject });
  let broken: unknown = null;
  try {
    for await (const batch of rows) {
      for (const input of batch) take(input);
      progress.update(read, rows.tally.rows);
      if (window.isPast(batch)) break;
    }
  } catch (error) {
    // An archive that breaks off has given its rows: they are judged before it is named.
    if (!(error instanceof SourceError) || rows.tally.header === 0) throw error;
    broken = error;
  } finally {
    progress.stop();
  }
  say(engine.finish());
  const spent = (shell.clock.now() - started) / 1000;
  const { samples, pressures } = window;
  const { heard } = engine;
  const whole = { file, tally: rows.tally, rejects, samples, pressures, outcome, heard, spent };
  if (options.json) {
    shell.stdout.write(jsonLine(summaryWire(whole)));
    for (const line of leftOut(whole)) warn(shell, line);
  } else shell.stdout.write(summaryText(shell, whole));
  if (broken !== null) throw broken;
  if (isUnreadable(rows.tally)) {
    const lines = plural(rows.tally.rejected, "line");
    throw new WantingError(`${file}: found no row that can be used (${lines} left out), expected readings`);
  }
}

const sizeOf = (path: string) => (path === "-" ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0));

async function* counting(chunks: Chunks, add: (bytes: number) => void) {
  for await (const chunk of chunks) {
    add(chunk.byteLength);
    yield chunk;
  }
}
