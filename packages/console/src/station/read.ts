/** A station file, read where it is looked at. */
import type { DocumentError, Fault } from "@hullwatch/core/document";
import { parseStation } from "@hullwatch/core/station";
import type { WholeStation } from "./types.ts";

export interface StationText {
  readonly text: string;
  /** Null where the file has faults. */
  readonly whole: WholeStation | null;
  readonly faults: readonly Fault[];
}

/** By its stable code: its class would bring all that reads files. */
const isFaulty = (error: unknown): error is DocumentError => (error as Partial<DocumentError>).code === "HW_DOCUMENT";

/** Reads a station file as the server would. */
export function wholeOf(text: string, name: string): StationText {
  try {
    const { id, name: title, modules, hatches, vehicles, crew, supplies, sensors } = parseStation(text, name);
    const whole = {
      id,
      name: title,
      modules: modules.map(({ volume, ...module }) => ({ id: module.id, name: module.name, volume_m3: volume })),
      hatches,
      vehicles,
      crew,
      supplies: supplies.map(({ id, gas, module, mass }) => ({ id, gas, module, mass_kg: mass })),
      sensors: sensors.map(({ id, quantity, module, unit, period }) => ({
        id,
        quantity,
        module,
        unit,
        period_s: period,
      })),
    };
    return { text, whole, faults: [] };
  } catch (error) {
    if (!isFaulty(error)) throw error;
    return { text, whole: null, faults: error.faults };
  }
}
