import type { Input } from "@hullwatch/core/engine";
import { cubicMetre, kilogram, kilogramPerSecond, pascal, pascalPerSecond, second } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import type { Reject } from "./errors.ts";
import { readRecording } from "./recording.ts";
import type { Tally } from "./tally.ts";

export const IDS = { P: "LAB-P", T: "LAB-T", LAB: "lab", NODE: "node-1", H: "lab-node", N2: "n2-tank", CDR: "cdr" };

const sensor = { module: IDS.LAB, sigma: 1, step: 1, period: second(1) };

/** Two modules, a hatch, a tank, one person, a barometer in mmHg and a thermometer in degC. */
export const station: Station = {
  id: "s",
  name: "S",
  limits: {
    reservePressure: pascal(65_000),
    ppO2Min: pascal(19_000),
    ppO2Max: pascal(24_000),
    o2FractionMax: 0.241,
    totalPressureMin: pascal(96_000),
    totalPressureMax: pascal(103_000),
    permissibleDrop: pascalPerSecond(0.0185),
    abandonBelowReserve: second(1800),
  },
  modules: [IDS.LAB, IDS.NODE].map((id) => ({ id, name: id, volume: cubicMetre(50) })),
  hatches: [
    {
      id: IDS.H,
      between: [IDS.LAB, IDS.NODE],
      state: "open",
      closeTime: second(300),
      openTime: second(300),
      operable: true,
    },
  ],
  vehicles: [{ id: "v", modules: [IDS.NODE], seat: IDS.NODE, seats: 1 }],
  crew: [{ id: IDS.CDR, vehicle: "v", at: IDS.LAB }],
  crewCount: 1,
  metabolicO2: kilogramPerSecond(1e-5),
  supplies: [{ id: IDS.N2, gas: "n2", mass: kilogram(40), module: IDS.LAB, maxRate: kilogramPerSecond(0.01) }],
  sensors: [
    { ...sensor, id: IDS.P, quantity: "pressure", unit: "mmHg" },
    { ...sensor, id: IDS.T, quantity: "temperature", unit: "degC" },
  ],
};

export interface Outcome {
  readonly inputs: Input[];
  readonly rejects: Reject[];
  readonly comments: string[];
  readonly tally: Tally;
  /** What the reading ended with; null where it came to its end. */
  readonly error: Error | null;
}

/** Reads `text` (or bytes) in pieces of `size` bytes, and keeps everything that comes out. */
export async function readAll(text: string | Uint8Array, size = 1 << 16): Promise<Outcome> {
  const bytes = typeof text === "string" ? Buffer.from(text) : Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  const outcome = { inputs: [] as Input[], rejects: [] as Reject[], comments: [] as string[], error: null };
  const recording = readRecording(pieces, station, {
    file: "r.csv",
    onReject: (reject) => outcome.rejects.push(reject),
    onComment: (comment) => outcome.comments.push(comment),
  });
  try {
    for await (const batch of recording) outcome.inputs.push(...batch);
  } catch (error) {
    return { ...outcome, tally: recording.tally, error: error as Error };
  }
  return { ...outcome, tally: recording.tally };
}

/** Rows under the header. */
export const recordingOf = (...lines: string[]) => ["time,parameter,value", ...lines, ""].join("\n");

/** What `tally.lines` must be. */
export const accounted = (t: Tally) => t.header + t.rows + t.rejected + t.comments + t.blanks + t.continued;
