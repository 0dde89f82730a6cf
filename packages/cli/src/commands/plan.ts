import {
  defaultSettings,
  planOneAtATime,
  planRuleBook,
  planSearch,
  planWire,
  type Situation,
} from "@hullwatch/core/plan";
import { type Pascal, type PascalPerSecond, toSI } from "@hullwatch/core/quantity";
import {
  filedHatchStates,
  filedPositions,
  hatchOf,
  joinedVolumes,
  moduleOf,
  type Station,
  UnknownIdError,
  volumeOf,
} from "@hullwatch/core/station";
import { Command } from "commander";
import { planText } from "../report/index.ts";
import { jsonLine, loadStation, needOptions, positiveOption, type Shell, UsageError } from "../shell/index.ts";
import { priorOption, readPrior } from "./said-prior.ts";

interface Options {
  readonly station: string;
  readonly leakDpdt?: PascalPerSecond;
  readonly pressure?: Pascal;
  readonly prior?: string;
  readonly hatch: readonly (readonly [string, string])[];
  readonly crew: readonly (readonly [string, string])[];
  readonly halfMillimetre?: boolean;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch plan --station iss-2018-08-30 --leak-dpdt 0.6mmHg/h
      Which hatches first, and what then: the night of 30 August 2018.
  $ hullwatch plan --station iss-2018-08-30 --hatch pkho-zarya=closed --crew gerst=rassvet --prior weights.yaml
      From the state as it is now, with weights of one's own: a file of lines such as "ms09-om: 4".
  $ hullwatch plan --station sixteen-modules --leak-dpdt 0.08mmHg/h --json
      For scripts; docs/plan.md lists the fields.`;

/** Reads "id=value", again and again. */
const pair = (flag: string) => (text: string, before: readonly (readonly [string, string])[]) => {
  const [, id, value] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (id === undefined) throw new UsageError(`${flag}: found "${text}", expected id=value`);
  return [...before, [id, value] as const];
};

/** `hullwatch plan`: the search for a leak as a decision tree. */
export function planCommand(shell: Shell): Command {
  return new Command("plan")
    .description("which hatch to close first to find a leak, and what then")
    .option("--station <STATION>", "a station file, or the id of one that ships")
    .option(
      "--leak-dpdt <RATE>",
      "how fast the largest joined volume falls (default: 0.6mmHg/h)",
      positiveOption("--leak-dpdt", "pressureRate"),
    )
    .option("--pressure <P>", "pressure now (default: 747mmHg)", positiveOption("--pressure", "pressure"))
    .addOption(priorOption())
    .option("--hatch <ID=STATE>", "a hatch that is open or closed now, other than the file says", pair("--hatch"), [])
    .option("--crew <ID=MODULE>", "where somebody is now, other than the file says", pair("--crew"), [])
    .option("--half-millimetre", "a hatch stays shut at most half the time in which 1 mmHg is lost (default)")
    .option("--no-half-millimetre", "a hatch may stay shut for longer, and is opened by its valve")
    .option("--json", "one JSON object")
    .addHelpText("after", examples)
    .action((options: Options, command: Command) => {
      needOptions(command, ["station"]);
      const plans = plansOf(options);
      shell.stdout.write(options.json ? jsonLine(planWire(plans)) : planText(shell, plans));
    });
}

function plansOf(options: Options) {
  const station = loadStation(options.station);
  const situation = situationOf(station, options);
  const apart = station.modules.map(({ id }) => id).filter((id) => !situation.probability.has(id));
  return {
    plan: planSearch(situation),
    listed: planOneAtATime(situation, "listed"),
    mostProbableFirst: planOneAtATime(situation, "most-probable-first"),
    ruleBook: planRuleBook(situation),
    apart,
  };
}

function situationOf(station: Station, options: Options): Situation {
  const { hatches, positions } = nowOf(station, options);
  const volumes = joinedVolumes(station, hatches);
  const joined = volumes.reduce((a, b) => (volumeOf(station, b) > volumeOf(station, a) ? b : a));
  const prior = readPrior(station, options.prior);
  const probability = new Map(joined.map((id) => [id, prior.get(id) ?? 0]));
  if (![...probability.values()].some((p) => p > 0)) {
    throw new UsageError(`--prior: found no weight above 0 in ${joined.join(", ")}, expected one at least`);
  }
  return {
    station,
    hatches,
    positions,
    probability,
    leak: (options.leakDpdt ?? toSI("pressureRate", 0.6, "mmHg/h")) * volumeOf(station, joined),
    pressure: options.pressure ?? toSI("pressure", 747, "mmHg"),
    settings: { ...defaultSettings, halfMillimetre: options.halfMillimetre ?? defaultSettings.halfMillimetre },
  };
}

/** Looks up what `option` names; `UsageError` where the station has no such thing. */
function known(option: string, look: () => unknown): void {
  try {
    look();
  } catch (error) {
    throw error instanceof UnknownIdError ? new UsageError(`${option}: ${error.message}`) : error;
  }
}

/** Hatches and crew as the file has them, but for what the command line says. */
function nowOf(station: Station, { hatch, crew }: Options): Pick<Situation, "hatches" | "positions"> {
  for (const [id, state] of hatch) {
    known("--hatch", () => hatchOf(station, id));
    if (state !== "open" && state !== "closed")
      throw new UsageError(`--hatch: found "${id}=${state}", expected ${id}=open or ${id}=closed`);
  }
  for (const [id, module] of crew) {
    known("--crew", () => filedPositions(station)(id));
    known("--crew", () => moduleOf(station, module));
  }
  const [states, places] = [new Map(hatch), new Map(crew)];
  const [filed, at] = [filedHatchStates(station), filedPositions(station)];
  return {
    hatches: (id) => (states.get(id) as "open" | "closed" | undefined) ?? filed(id),
    positions: (id) => places.get(id) ?? at(id),
  };
}
