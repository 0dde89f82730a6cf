import {
  type CubicMetrePerSecond,
  type Kelvin,
  type Pascal,
  type PascalPerSecond,
  pascal,
  pascalPerSecond,
  type Second,
  toSI,
} from "@hullwatch/core/quantity";
import { planRefill, type RefillAsked, refillWire } from "@hullwatch/core/refill";
import { filedHatchStates } from "@hullwatch/core/station";
import { Command } from "commander";
import { refillText, stopText } from "../report/index.ts";
import {
  jsonLine,
  loadStation,
  needOptions,
  positiveOption,
  type Shell,
  UsageError,
  WantingError,
} from "../shell/index.ts";
import {
  hatchesOption,
  jsonOption,
  pressureOption,
  stationOption,
  temperatureOption,
  usualTemperature,
} from "./common-options.ts";
import { addSupplyOption, type Said, stationAsSaid, supplyOption } from "./said-station.ts";

interface Options extends Partial<Said> {
  readonly station: string;
  readonly pressure: Pascal;
  readonly ppO2: Pascal;
  readonly ppCO2?: Pascal;
  readonly to: Pascal;
  readonly toPpO2?: Pascal;
  readonly temperature?: Kelvin;
  readonly leak?: PascalPerSecond;
  readonly imv?: CubicMetrePerSecond;
  readonly oxygenMade?: true;
  readonly within?: Second;
  readonly json?: true;
}

const examples = `
Examples:
  $ hullwatch refill --station iss-2018-08-30 --pressure 740mmHg --ppO2 155mmHg --to 750mmHg
      10 mmHg of oxygen from Progress, let in so slowly that the air of Progress itself stays within its limits.
  $ hullwatch refill --station iss-2018-08-30 --pressure 690mmHg --ppO2 146mmHg --to 750mmHg \\
      --add-supply "id=airlock-n2,gas=n2,mass=80kg,module=quest,rate=5kg/h"
      After a loss of 60 mmHg, with nitrogen that the station file does not have. Without it: exit status 1, and what is lacking.
  $ hullwatch refill --station iss-2018-08-30 --pressure 740mmHg --ppO2 155mmHg --to 745mmHg \\
      --leak 0.2mmHg/h --supply progress-o2=40kg --json
      While it still leaks: what the refill buys, and how much of it feeds the leak. For scripts.`;

/** `hullwatch refill`: how the air is got back. */
export function refillCommand(shell: Shell): Command {
  return new Command("refill")
    .description("plan how to let gas in: which supply, in what order, how fast, within all limits")
    .addOption(stationOption())
    .addOption(pressureOption("690mmHg"))
    .option("--ppO2 <P>", "oxygen now (146mmHg)", positiveOption("--ppO2", "pressure"))
    .option(
      "--ppCO2 <P>",
      "carbon dioxide now (3mmHg); else counted as nitrogen",
      positiveOption("--ppCO2", "pressure"),
    )
    .option("--to <P>", "pressure to come to (750mmHg)", positiveOption("--to", "pressure"))
    .option(
      "--to-ppO2 <P>",
      "oxygen to come to, as near as can be (default: 160mmHg)",
      positiveOption("--to-ppO2", "pressure"),
    )
    .addOption(temperatureOption())
    .option(
      "--leak <RATE>",
      "how fast the pressure falls by a hole still open (0.6mmHg/h)",
      positiveOption("--leak", "pressureRate"),
    )
    .option("--supply <ID=MASS>", "what is left in a supply (progress-o2=40kg); may be given again", supplyOption)
    .option("--add-supply <SUPPLY>", "one that the file does not have (see below); may be given again", addSupplyOption)
    .addOption(hatchesOption())
    .option(
      "--imv <FLOW>",
      "air through an open hatch each way where the file says nothing (default: 40cfm)",
      positiveOption("--imv", "volumeFlow"),
    )
    .option("--oxygen-made", "generators make what people breathe (default: they make nothing)")
    .option("--within <TIME>", "a plan that takes longer is none (default: 7d)", positiveOption("--within", "time"))
    .addOption(jsonOption())
    .addHelpText("after", examples)
    .action(async (options: Options, command: Command) => {
      needOptions(command, ["station", "pressure", "ppO2", "to"]);
      const asked = askedOf(options);
      const refill = planRefill(asked);
      shell.stdout.write(options.json ? jsonLine(refillWire(asked, refill)) : await refillText(shell, asked, refill));
      if (refill.stoppedBy !== null) throw new WantingError(`refill: ${stopText(asked, refill)}`);
    });
}

function askedOf(options: Options): RefillAsked {
  const { pressure, ppO2, ppCO2 = pascal(0), to, supply = [], addSupply = [], hatch = [] } = options;
  if (ppO2 + ppCO2 >= pressure) {
    const what = ppCO2 > 0 ? "--ppO2 and --ppCO2 together" : "--ppO2";
    throw new UsageError(`refill: found ${what} of no less than --pressure, expected less`);
  }
  if (to < pressure) throw new UsageError("refill: found --to below --pressure, expected a pressure to fill up to");
  const station = stationAsSaid(loadStation(options.station), { supply, addSupply, hatch });
  return {
    station,
    hatches: filedHatchStates(station),
    air: { pressure, ppO2, ppCO2 },
    to,
    toPpO2: options.toPpO2 ?? toSI("pressure", 160, "mmHg"),
    temperature: options.temperature ?? usualTemperature,
    leak: options.leak ?? pascalPerSecond(0),
    imv: options.imv ?? toSI("volumeFlow", 40, "cfm"),
    oxygenMade: options.oxygenMade ?? false,
    within: options.within ?? toSI("time", 7, "d"),
  };
}
