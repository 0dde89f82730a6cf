/** A station file, read where it is looked at. */
import { parseStation } from "@hullwatch/core/station";
import type { WholeStation } from "./types.ts";

export interface StationText {
  readonly text: string;
  /** Null where the file has faults. */
  readonly whole: WholeStation | null;
  readonly faults: readonly { readonly line: number; readonly column: number; readonly text: string }[];
}

/** As core says what is wrong with a file; its code is stable. */
interface Faulty {
  readonly code: "HW_DOCUMENT";
  readonly faults: readonly {
    readonly line: number;
    readonly column: number;
    readonly found: string;
    readonly expected: string;
  }[];
}
const isFaulty = (error: unknown): error is Faulty => (error as Partial<Faulty>).code === "HW_DOCUMENT";

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
    const faults = error.faults.map(({ line, column, found, expected }) => ({
      line,
      column,
      text: `found ${found}, expected ${expected}`,
    }));
    return { text, whole: null, faults };
  }
}
