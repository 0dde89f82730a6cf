import { pressureOfFlow } from "@hullwatch/core/gas";
import {
  type Checked,
  defaultResidual,
  grossFactor,
  type PlannedSensor,
  planCheck,
  questionOf,
  silenceOf,
  vestibule,
  vestibuleProves,
} from "@hullwatch/core/mend";
import {
  cubicMetre,
  fromSI,
  type Kelvin,
  type KilogramPerSecond,
  kilogramPerSecond,
  type Second,
  toSI,
} from "@hullwatch/core/quantity";
import { filedHatchStates, joinedVolumes, type Station, volumeOf } from "@hullwatch/core/station";
import { Command } from "commander";
import { type CheckAnswer, checkText } from "../report/index.ts";
import {
  jsonLine,
  loadStation,
  needOptions,
  positiveOption,
  type Shell,
  secondsOption,
  UsageError,
  wholeOption,
} from "../shell/index.ts";
import { hatchesOption, jsonOption, stationOption, temperatureOption, usualTemperature } from "./common-options.ts";
import { type Said, stationAsSaid } from "./said-station.ts";

interface Options {
  readonly station: string;
  readonly module: string;
  readonly residual?: KilogramPerSecond;
  readonly see?: KilogramPerSecond;
  readonly hatch?: Said["hatch"];
  readonly curing?: number;
  readonly people?: number;
  readonly byHand?: Second;
  readonly temperature?: Kelvin;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch check --station iss-2018-08-30 --module ms09-om --hatch rassvet-ms09=closed
      Soyuz MS-09 shut off: how long until it is proven to lose less than 0.27 kg a day, or is seen to.
  $ hullwatch check --station iss-2018-08-30 --module zvezda-prk --hatch ro-prk=closed --by-hand 1h --residual 0.1kg/day
      The tunnel has no gauge of its own: somebody reads one every hour.
  $ hullwatch check --station my-station.yaml --module lab --json | jq .fine.expected_min
      For scripts. A time is null where it is more than 30 days.`;

/** `hullwatch check`: how long a leak check must run, told before it starts. */
export function checkCommand(shell: Shell): Command {
  return new Command("check")
    .description("how long a leak check must run there, before it starts")
    .addOption(stationOption())
    .option("--module <module>", "in the volume that is to be checked")
    .option(
      "--residual <FLOW>",
      "prove less than this, with 95 % (default: 0.27kg/day)",
      positiveOption("--residual", "massFlow"),
    )
    .option("--see <FLOW>", "see this, with 90 % (default: the residual)", positiveOption("--see", "massFlow"))
    .addOption(hatchesOption())
    .option("--people <N>", "in that volume (default: those whom the station file has there)", wholeOption("--people"))
    .option(
      "--by-hand <TIME>",
      "between readings by hand, where no gauge speaks by itself (default: 30min)",
      secondsOption("--by-hand", 1),
    )
    .option("--curing <LAYERS>", "layers of sealant that have just been put on there", wholeOption("--curing"))
    .addOption(temperatureOption())
    .addOption(jsonOption())
    .addHelpText("after", examples)
    .action((options: Options, command: Command) => {
      needOptions(command, ["station", "module"]);
      const { hatch = [] } = options;
      const station = stationAsSaid(loadStation(options.station), { hatch, supply: [], addSupply: [] });
      const answer = answerOf(station, options);
      shell.stdout.write(options.json ? jsonLine(answer) : checkText(shell, answer));
    });
}

/** (Pa) Noise of a reading by hand. */
const byHand = toSI("pressure", 0.5, "mmHg");

function answerOf(station: Station, options: Options): CheckAnswer {
  const modules = joinedVolumes(station, filedHatchStates(station)).find((v) => v.includes(options.module));
  if (modules === undefined) {
    const known = station.modules.map((m) => m.id).join(", ");
    throw new UsageError(`check: found --module "${options.module}", expected one of ${known}`);
  }
  const volume = volumeOf(station, modules);
  const temperature = options.temperature ?? usualTemperature;
  const people = options.people ?? peopleOf(station, modules, volume);
  const here = station.sensors.filter((s) => modules.includes(s.module));
  const own = here.filter((s) => s.quantity === "pressure");
  const period = options.byHand ?? toSI("time", 30, "min");
  const gauges: PlannedSensor[] = own.length > 0 ? own : [{ id: "by hand", sigma: byHand, step: 0, period }];
  const breathed = kilogramPerSecond(people * station.metabolicO2);
  const checked: Checked = {
    modules,
    volume,
    temperature,
    breathed: pressureOfFlow("o2", breathed, cubicMetre(volume), temperature),
    share: volume / wholeOf(station),
    thermometers: here.filter((s) => s.quantity === "temperature"),
    silence: silenceOf(own.map((s) => s.period)),
    settling: 0,
    curing: options.curing ?? 0,
  };
  const perDay = (x: number) => fromSI("massFlow", kilogramPerSecond(x), "kg/day");
  const min = (t: number | null) => (t === null ? null : Number((t / 60).toFixed(1)));
  const times = (residual: number, see: number) => {
    const plan = planCheck(checked, gauges, questionOf(checked, residual, see));
    return {
      residual_kg_per_day: perDay(residual),
      see_kg_per_day: perDay(see),
      expected_min: min(plan.expected),
      proven_min: min(plan.proven),
      seen_min: min(plan.seen),
      fixed_length_min: min(plan.fixed),
    };
  };
  const residual = options.residual ?? defaultResidual;
  const see = options.see ?? residual;
  const sigma = Math.min(...gauges.map((g) => Math.hypot(g.sigma, g.step / Math.sqrt(12))));
  const { proves, nominal } = vestibuleProves(volume, temperature, sigma);
  return {
    modules,
    volume_m3: volume,
    people,
    curing_layers: checked.curing,
    gauges: own.map((g) => g.id),
    read_by_hand_every_min: own.length > 0 ? null : period / 60,
    temperature_measured: checked.thermometers.length > 0,
    gross: times(grossFactor * residual, grossFactor * see),
    fine: times(residual, see),
    rules: [
      {
        name: vestibule.name,
        minutes: vestibule.length / 60,
        read_every_min: vestibule.every / 60,
        most_mmHg: fromSI("pressure", vestibule.most, "mmHg"),
        proves_kg_per_day: perDay(proves),
        limit_alone_kg_per_day: perDay(nominal),
      },
    ],
  };
}

/** Those listed there, or a share by volume of those only counted. */
function peopleOf(station: Station, modules: readonly string[], volume: number): number {
  if (station.crew.length > 0) return station.crew.filter((c) => modules.includes(c.at)).length;
  return (station.crewCount * volume) / wholeOf(station);
}

const wholeOf = (station: Station) =>
  volumeOf(
    station,
    station.modules.map((m) => m.id),
  );
