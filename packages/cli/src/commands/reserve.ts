import {
  fallOfT1mm,
  holeArea,
  jetThrust,
  massFlowOfFall,
  pressureFall,
  pressureOfFlow,
  reserveTimeExponential,
  reserveTimeLinear,
  reserveTimesLivedIn,
} from "@hullwatch/core/gas";
import {
  type CubicMetre,
  fromSI,
  type Kelvin,
  type KilogramPerSecond,
  kilogramPerSecond,
  type Metre,
  type Pascal,
  type PascalPerSecond,
  pascal,
  pascalPerSecond,
  type Second,
  second,
  toSI,
} from "@hullwatch/core/quantity";
import { Command } from "commander";
import { type ReserveLivedIn, type ReserveOfHole, type ReserveTime, reserveText } from "../report/index.ts";
import {
  coefficientOption,
  jsonLine,
  needOptions,
  positiveOption,
  type Shell,
  secondsOption,
  UsageError,
  wholeOption,
} from "../shell/index.ts";
import { jsonOption, pressureOption, temperatureOption, usualTemperature } from "./common-options.ts";

interface Options {
  readonly pressure: Pascal;
  readonly to: Pascal;
  readonly rate?: PascalPerSecond;
  readonly t1mm?: Second;
  readonly volume?: CubicMetre;
  readonly diameter?: Metre;
  readonly cd: number;
  readonly temperature: Kelvin;
  readonly ppO2?: Pascal;
  readonly ppO2To: Pascal;
  readonly people?: number;
  readonly supply?: KilogramPerSecond;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch reserve --pressure 750mmHg --rate 0.6mmHg/h --to 490mmHg
      From the rate that the dial shows: linear 433.3 h (18.06 d), exponential 532 h.
  $ hullwatch reserve --pressure 750mmHg --to 490mmHg --volume 916m3 --diameter 2mm --cd 0.6 --temperature 22degC
      From the size of the hole, with the rate, the mass lost a day and the force of the jet.
  $ hullwatch reserve --pressure 760mmHg --seconds-per-mmHg 60 --json
      From the hand gauge, whose needle took 60 s to fall 1 mmHg: 5.556 h (333 min). For scripts.
  $ hullwatch reserve --pressure 750mmHg --rate 0.6mmHg/h --ppO2 160mmHg --people 6 --volume 916m3
      With six people whose oxygen nothing replaces: ppO2 is at its limit in 55 h, long before the pressure.`;

/** `hullwatch reserve`: how long the pressure stays above a limit. */
export function reserveCommand(shell: Shell): Command {
  return new Command("reserve")
    .description("reserve time from a rate, or from the size of a hole")
    .addOption(pressureOption("750mmHg"))
    .option("--to <P>", "pressure that it counts down to (default: 490mmHg)", positiveOption("--to", "pressure"))
    .option("--rate <RATE>", "how fast the pressure falls (0.6mmHg/h)", positiveOption("--rate", "pressureRate"))
    .option(
      "--t1mm, --seconds-per-mmHg <S>",
      "instead: how long the dial takes to fall 1 mmHg (60)",
      secondsOption("--seconds-per-mmHg", 0.1),
    )
    .option("--volume <V>", "free air of the joined modules (916m3)", positiveOption("--volume", "volume"))
    .option("--diameter <D>", "of a round hole (2mm)", positiveOption("--diameter", "length"))
    .option("--cd <CD>", "discharge coefficient of the hole, 0.6 sharp to 1 rounded", coefficientOption("--cd"), 0.6)
    .addOption(temperatureOption())
    .option("--ppO2 <P>", "oxygen now (160mmHg): the time to its limit too", positiveOption("--ppO2", "pressure"))
    .option("--ppO2-to <P>", "limit of the oxygen (default: 146mmHg)", positiveOption("--ppO2-to", "pressure"))
    .option("--people <N>", "who breathe, 0.84 kg of oxygen a day each that nothing replaces", wholeOption("--people"))
    .option("--supply <FLOW>", "oxygen let in all the time (0.2kg/h)", positiveOption("--supply", "massFlow"))
    .addOption(jsonOption())
    .addHelpText("after", examples)
    .action((given: Given, command: Command) => {
      needOptions(command, ["pressure"]);
      const { secondsPerMmHg, ...rest } = given;
      const options: Options = {
        ...rest,
        ...(secondsPerMmHg !== undefined && { t1mm: secondsPerMmHg }),
        to: given.to ?? toSI("pressure", 490, "mmHg"),
        ppO2To: given.ppO2To ?? toSI("pressure", 146, "mmHg"),
        temperature: given.temperature ?? usualTemperature,
      };
      const reserve = reserveOf(options);
      shell.stdout.write(options.json ? jsonLine(reserve) : reserveText(shell, options, reserve));
    });
}

type Given = Omit<Options, "to" | "ppO2To" | "temperature" | "t1mm"> &
  Partial<Pick<Options, "to" | "ppO2To" | "temperature">> & { readonly secondsPerMmHg?: Second };

/** (kg/s) Oxygen that a person uses: 0.84 kg a day (HSMAD, quoted by uac-m.org). */
const metabolicO2 = 0.84 / 86400;

const isLivedIn = ({ ppO2, people, supply }: Options) =>
  ppO2 !== undefined || people !== undefined || supply !== undefined;

function reserveOf(options: Options): ReserveTime {
  const { pressure, rate, t1mm, volume, diameter } = options;
  if (rate !== undefined && t1mm !== undefined) {
    throw new UsageError("reserve: found --rate and --seconds-per-mmHg, expected one of them");
  }
  if (rate === undefined && t1mm === undefined) {
    const [fall, hole] = fromHole(options);
    return { ...hole, ...livedIn(options, fall) };
  }
  // What people breathe falls in pressure by the volume that they breathe it from.
  if (diameter !== undefined || (volume !== undefined && !isLivedIn(options))) {
    const flag = rate === undefined ? "--seconds-per-mmHg" : "--rate";
    throw new UsageError(`reserve: found ${flag} and a hole, expected ${flag} alone, or --volume and --diameter`);
  }
  const fall = rate ?? fallOfT1mm(pressure, t1mm as Second);
  const read = rate === undefined && { rate_mmHg_per_h: fromSI("pressureRate", fall, "mmHg/h") };
  return { ...timesAt(options, fall), ...read, ...livedIn(options, fall) };
}

const timesAt = ({ pressure, to }: Options, rate: PascalPerSecond): ReserveTime => ({
  exponential_h: fromSI("time", reserveTimeExponential(pressure, to, rate), "h"),
  linear_h: fromSI("time", reserveTimeLinear(pressure, to, rate), "h"),
});

function fromHole(options: Options): [PascalPerSecond, ReserveOfHole] {
  const { pressure, volume, diameter, cd, temperature } = options;
  if (volume === undefined || diameter === undefined) {
    const missing =
      volume === undefined && diameter === undefined ? "no rate" : volume ? "no --diameter" : "no --volume";
    throw new UsageError(`reserve: found ${missing}, expected --rate 0.6mmHg/h, or --volume 916m3 and --diameter 2mm`);
  }
  const area = holeArea(diameter, cd);
  const rate = pressureFall(area, pressure, volume, temperature);
  return [
    rate,
    {
      ...timesAt(options, rate),
      rate_mmHg_per_h: fromSI("pressureRate", rate, "mmHg/h"),
      rate_kg_per_day: fromSI("massFlow", massFlowOfFall(rate, volume, temperature), "kg/day"),
      area_mm2: fromSI("area", area, "mm2"),
      thrust_N: jetThrust(area, pressure),
    },
  ];
}

/** With people and oxygen, where any of them is named. */
function livedIn(options: Options, fall: PascalPerSecond): ReserveLivedIn | false {
  const { pressure, to, ppO2To, volume, temperature, people = 0, supply = 0 } = options;
  if (!isLivedIn(options)) return false;
  const oxygen = (flow: number) => {
    if (flow === 0) return pascalPerSecond(0);
    if (volume === undefined) {
      throw new UsageError("reserve: found no --volume, expected --volume 916m3 beside --people and --supply");
    }
    return pressureOfFlow("o2", kilogramPerSecond(flow), volume, temperature);
  };
  const fed = oxygen(supply);
  const air = {
    pressure,
    ppO2: options.ppO2 ?? pascal(Number.NaN),
    breathed: oxygen(people * metabolicO2),
    feeds: [{ total: fed, oxygen: fed, lasts: second(Number.POSITIVE_INFINITY) }],
  };
  const times = reserveTimesLivedIn(air, second(pressure / fall), { pressure: to, ppO2: ppO2To });
  return {
    limit: times.first,
    pressure_h: fromSI("time", times.pressure, "h"),
    ...(options.ppO2 !== undefined && { ppO2_h: fromSI("time", times.ppO2, "h") }),
  };
}
