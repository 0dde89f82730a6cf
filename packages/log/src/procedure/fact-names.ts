import type { Dimension } from "@hullwatch/core/quantity";

/** What a procedure may ask of telemetry, and of what kind the answer is: a quantity, a share, or one of some words. */
export interface FactKind {
  readonly dimension?: Dimension;
  readonly words?: readonly string[];
  /** What stands in brackets after the name; nothing where it takes nothing. */
  readonly of?: string;
  /** The unit in which people are told of it. */
  readonly unit?: string;
}

/** What the engine says of the leak that is open, and what is reported of hatches, people and holes. */
export const factKinds: Readonly<Record<string, FactKind>> = {
  probability: {},
  rate: { dimension: "massFlow", unit: "kg/day" },
  dpdt: { dimension: "pressureRate", unit: "mmHg/h" },
  area: { dimension: "area", unit: "mm2" },
  reserve: { dimension: "time", unit: "min" },
  t1mm: { dimension: "time", unit: "s" },
  onset: { dimension: "time", unit: "min" },
  verdict: { words: ["open", "module", "set", "indeterminate"] },
  advice: { words: ["close", "open", "wait", "search-module", "isolate", "evacuate"] },
  /** Whether the hatches that advice names are reported as it wants them. */
  advised: { words: ["done", "waiting"] },
  check: { words: ["tight", "leaking", "undecided"] },
  alarm: { words: ["raised", "cleared"], of: "the kind of an alarm" },
  hatch: { words: ["open", "closed"], of: "the id of a hatch" },
  crew: { of: "the id of a person", words: [] },
  hole: {
    words: ["open", "hand", "taped", "patched", "sealant", "curing", "cured", "tight", "leaking"],
    of: "the id of a module",
  },
  /** Readings, as whoever asks gives them: of a sensor, by its id. */
  pressure: { dimension: "pressure", unit: "mmHg", of: "the id of a sensor" },
  temperature: { dimension: "temperature", unit: "degC", of: "the id of a sensor" },
};
