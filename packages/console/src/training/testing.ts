/** For tests: forms of the instructor's panel on the ISS. */
import { readFileSync } from "node:fs";
import { parseStation } from "@hullwatch/core/station";
import type { WholeStation } from "../station/index.ts";
import { fieldsOf, type Kind, type Values } from "./pieces.ts";

const root = new URL("../../../../", import.meta.url);
export const readFile = (path: string) => readFileSync(new URL(path, root), "utf8");
export const station = parseStation(readFile("stations/iss-2018-08-30.yaml"), "station");
export const whole = station as unknown as WholeStation;

/** A form as it stands when it is opened, with the first of everything that is to be chosen. */
export function opened(kind: Kind, own: Values = {}): Values {
  const first: Readonly<Record<string, string>> = {
    module: "destiny",
    modules: "all",
    hatch: station.hatches[0].id,
    sensor: station.sensors[0].id,
    vehicle: "soyuz-ms-09",
    leak: "injected-1",
    fault: "2",
  };
  const values = fieldsOf(kind).map(([name, field]) => {
    if (typeof field === "string") return [name, first[field]] as const;
    return [name, "number" in field ? String(field.number) : field.choice[0]] as const;
  });
  return { ...Object.fromEntries(values), ...own };
}
