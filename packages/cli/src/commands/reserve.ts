import {
  holeArea,
  jetThrust,
  massFlowOfFall,
  pressureFall,
  reserveTimeExponential,
  reserveTimeLinear,
} from "@hullwatch/core/gas";
import {
  type CubicMetre,
  fromSI,
  type Kelvin,
  type Metre,
  type Pascal,
  type PascalPerSecond,
  toSI,
} from "@hullwatch/core/quantity";
import { Command } from "commander";
import { type ReserveOfHole, type ReserveTime, reserveText } from "../report/index.ts";
import { coefficientOption, jsonLine, needOptions, positiveOption, type Shell, UsageError } from "../shell/index.ts";

interface Options {
  readonly pressure: Pascal;
  readonly to: Pascal;
  readonly rate?: PascalPerSecond;
  readonly volume?: CubicMetre;
  readonly diameter?: Metre;
  readonly cd: number;
  readonly temperature: Kelvin;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch reserve --pressure 750mmHg --rate 0.6mmHg/h --to 490mmHg
      From the rate that the dial shows: linear 433.3 h (18.06 d), exponential 532 h.
  $ hullwatch reserve --pressure 750mmHg --to 490mmHg --volume 916m3 --diameter 2mm --cd 0.6 --temperature 22degC
      From the size of the hole, with the rate, the mass lost a day and the force of the jet.
  $ hullwatch reserve --pressure 14.4psi --rate 1.2kPa/day --json
      For scripts.`;

/** `hullwatch reserve`: how long the pressure stays above a limit. */
export function reserveCommand(shell: Shell): Command {
  return new Command("reserve")
    .description("reserve time from a rate, or from the size of a hole")
    .option("--pressure <P>", "pressure now (750mmHg)", positiveOption("--pressure", "pressure"))
    .option("--to <P>", "pressure that it counts down to (default: 490mmHg)", positiveOption("--to", "pressure"))
    .option("--rate <RATE>", "how fast the pressure falls (0.6mmHg/h)", positiveOption("--rate", "pressureRate"))
    .option("--volume <V>", "free air of the joined modules (916m3)", positiveOption("--volume", "volume"))
    .option("--diameter <D>", "of a round hole (2mm)", positiveOption("--diameter", "length"))
    .option("--cd <CD>", "discharge coefficient of the hole, 0.6 sharp to 1 rounded", coefficientOption("--cd"), 0.6)
    .option("--temperature <T>", "of the air (default: 22degC)", positiveOption("--temperature", "temperature"))
    .option("--json", "one JSON object")
    .addHelpText("after", examples)
    .action((given: Omit<Options, "to" | "temperature"> & Partial<Options>, command: Command) => {
      needOptions(command, ["pressure"]);
      const options: Options = {
        ...given,
        to: given.to ?? toSI("pressure", 490, "mmHg"),
        temperature: given.temperature ?? toSI("temperature", 22, "degC"),
      };
      const reserve = options.rate === undefined ? fromHole(options) : fromRate(options, options.rate);
      shell.stdout.write(options.json ? jsonLine(reserve) : reserveText(shell, options.pressure, options.to, reserve));
    });
}

function fromRate({ pressure, to, volume, diameter }: Options, rate: PascalPerSecond): ReserveTime {
  if (volume !== undefined || diameter !== undefined) {
    throw new UsageError("reserve: found --rate and a hole, expected --rate alone, or --volume and --diameter");
  }
  return {
    exponential_h: fromSI("time", reserveTimeExponential(pressure, to, rate), "h"),
    linear_h: fromSI("time", reserveTimeLinear(pressure, to, rate), "h"),
  };
}

function fromHole(options: Options): ReserveOfHole {
  const { pressure, volume, diameter, cd, temperature } = options;
  if (volume === undefined || diameter === undefined) {
    const missing =
      volume === undefined && diameter === undefined ? "no rate" : volume ? "no --diameter" : "no --volume";
    throw new UsageError(`reserve: found ${missing}, expected --rate 0.6mmHg/h, or --volume 916m3 and --diameter 2mm`);
  }
  const area = holeArea(diameter, cd);
  const rate = pressureFall(area, pressure, volume, temperature);
  const { exponential_h, linear_h } = fromRate({ pressure, to: options.to, cd, temperature }, rate);
  return {
    exponential_h,
    linear_h,
    rate_mmHg_per_h: fromSI("pressureRate", rate, "mmHg/h"),
    rate_kg_per_day: fromSI("massFlow", massFlowOfFall(rate, volume, temperature), "kg/day"),
    area_mm2: fromSI("area", area, "mm2"),
    thrust_N: jetThrust(area, pressure),
  };
}
