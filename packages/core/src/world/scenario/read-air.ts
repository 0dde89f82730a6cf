/** The air that a scenario starts with. */
import type { Path } from "../../document/index.ts";
import { phrase } from "../../phrase/index.ts";
import { toSI } from "../../quantity/index.ts";
import type { Reader } from "./reader.ts";
import type { ScenarioDraft } from "./schema.ts";
import type { AirState } from "./types.ts";

type AirDraft = NonNullable<ScenarioDraft["air"]>;

/** Cabin air as it usually is aboard the ISS. */
export const usualAir: AirState = {
  pressure: toSI("pressure", 745, "mmHg"),
  temperature: toSI("temperature", 22, "degC"),
  ppO2: toSI("pressure", 160, "mmHg"),
  ppCO2: toSI("pressure", 2.5, "mmHg"),
  ppH2O: toSI("pressure", 9, "mmHg"),
};

const coldest = toSI("temperature", -73, "degC");

/** The air of a mapping; what it leaves out is as in `otherwise`, partial pressures in proportion to the pressure. */
export function readAir(reader: Reader, draft: AirDraft, path: Path, otherwise: AirState): AirState {
  const pressure = reader.quantity("pressure", draft.pressure, [...path, "pressure"], otherwise.pressure);
  const scale = pressure / otherwise.pressure;
  const partial = (key: "ppO2" | "ppCO2" | "ppH2O") =>
    reader.quantity("pressure", draft[key], [...path, key], otherwise[key] * scale);
  const air = {
    pressure,
    temperature: reader.quantity("temperature", draft.temperature, [...path, "temperature"], otherwise.temperature),
    ppO2: partial("ppO2"),
    ppCO2: partial("ppCO2"),
    ppH2O: partial("ppH2O"),
  };
  if (air.ppO2 + air.ppCO2 + air.ppH2O > air.pressure) {
    reader.faults.add([...path, "pressure"], phrase`at least the sum of its partial pressures`);
  }
  if (air.temperature < coldest) reader.faults.add([...path, "temperature"], phrase`a cabin above -73 degC`);
  return air;
}
