/** Options that several commands take, each said in one place. */
import { type Kelvin, toSI } from "@hullwatch/core/quantity";
import { Option } from "commander";
import { positiveOption } from "../shell/index.ts";
import { hatchOption } from "./said-station.ts";

/** Of the air, where the command line says nothing. */
export const usualTemperature: Kelvin = toSI("temperature", 22, "degC");

export const stationOption = () => new Option("--station <station>", "station file, or the id of one that ships");

export const temperatureOption = () =>
  new Option("--temperature <T>", "of the air (default: 22degC)").argParser(
    positiveOption("--temperature", "temperature"),
  );

export const pressureOption = (example: string) =>
  new Option("--pressure <P>", `pressure now (${example})`).argParser(positiveOption("--pressure", "pressure"));

export const hatchesOption = () =>
  new Option(
    "--hatch <ID=STATE...>",
    "hatches that do not stand as filed (pirs-progress=closed); may be given again",
  ).argParser(hatchOption);

export const jsonOption = () => new Option("--json", "one JSON object");
