/** One minute of one joined volume: what its sensors read, fused to a pressure, a temperature and a nitrogen pressure. */
import { toSI } from "../quantity/index.ts";
import { copyOfFusion, type Fused, type Fusion, fuse, type Reading, startFusion } from "./fusion.ts";

const mmHg = toSI("pressure", 1, "mmHg");

/** (s) Every bin is this long. */
export const binLength = 60;

/** Readings by quantity, and what people let in during the bin: (Pa) of all gas, and of nitrogen. */
export interface Bin {
  readonly pressure: readonly Reading[];
  readonly temperature: readonly Reading[];
  readonly ppO2: readonly Reading[];
  readonly ppN2: readonly Reading[];
  readonly ppCO2: readonly Reading[];
  readonly ppH2O: readonly Reading[];
  readonly supplied: number;
  readonly suppliedNitrogen: number;
  /** Somebody noted an operation that may move gas: an airlock, a docking. */
  readonly stirred: boolean;
}

export const emptyBin: Bin = {
  pressure: [],
  temperature: [],
  ppO2: [],
  ppN2: [],
  ppCO2: [],
  ppH2O: [],
  supplied: 0,
  suppliedNitrogen: 0,
  stirred: false,
};

/** (-) Readings behind each pressure of a bin, on average; 1 where there is none. A mix of them is taken for as many of each. */
export function readingsIn({ pressure }: Bin): number {
  let sum = 0;
  let weights = 0;
  for (const { samples = 1, variance, bias } of pressure) {
    sum += samples / (variance + bias);
    weights += 1 / (variance + bias);
  }
  return weights > 0 ? sum / weights : 1;
}

/** The sensors of one volume, quantity by quantity. */
export interface Senses {
  readonly pressure: Fusion;
  readonly temperature: Fusion;
  readonly ppO2: Fusion;
  readonly ppCO2: Fusion;
  readonly ppH2O: Fusion;
  readonly nitrogen: Fusion;
}

/** Tolerances: what good sensors of one volume differ by for hours, from calibration and from uneven mixing. */
export const startSenses = (): Senses => ({
  pressure: startFusion(0.02 * mmHg),
  temperature: startFusion(0.5),
  ppO2: startFusion(0.5 * mmHg),
  ppCO2: startFusion(0.5 * mmHg),
  ppH2O: startFusion(0.5 * mmHg),
  nitrogen: startFusion(0.5 * mmHg),
});

/** A copy that goes its own way, written over `spare`. */
export const copyOfSenses = (senses: Senses, spare?: Senses): Senses => ({
  pressure: copyOfFusion(senses.pressure, spare?.pressure),
  temperature: copyOfFusion(senses.temperature, spare?.temperature),
  ppO2: copyOfFusion(senses.ppO2, spare?.ppO2),
  ppCO2: copyOfFusion(senses.ppCO2, spare?.ppCO2),
  ppH2O: copyOfFusion(senses.ppH2O, spare?.ppH2O),
  nitrogen: copyOfFusion(senses.nitrogen, spare?.nitrogen),
});

export interface Sensed {
  readonly pressure: Fused | null;
  readonly temperature: Fused | null;
  readonly ppO2: Fused | null;
  readonly nitrogen: Fused | null;
}

/** (Pa) Carbon dioxide and vapour as last measured; 0 where they never were. */
export interface Others {
  ppCO2: number;
  ppH2O: number;
}

const first = (readings: readonly Reading[]) => readings[0]?.mean ?? Number.NaN;

/**
 * Fuses a bin; `expected` (Pa) is the pressure to anchor to where no sensor with a known offset speaks. What it measures of
 * the `others` is remembered there: an analyser that falls silent must not make nitrogen by difference jump.
 */
export function sense(senses: Senses, bin: Bin, expected: number, others: Others): Sensed {
  const anchored = (fusion: Fusion, readings: readonly Reading[], anchor = first(readings)) =>
    readings.length === 0 ? null : fuse(fusion, readings, anchor);
  const pressure = anchored(senses.pressure, bin.pressure, Number.isFinite(expected) ? expected : undefined);
  const ppO2 = anchored(senses.ppO2, bin.ppO2);
  const ppCO2 = anchored(senses.ppCO2, bin.ppCO2);
  const ppH2O = anchored(senses.ppH2O, bin.ppH2O);
  if (ppCO2 !== null) others.ppCO2 = ppCO2.value;
  if (ppH2O !== null) others.ppH2O = ppH2O.value;
  const difference = balance([pressure, ppO2, ppCO2, ppH2O], others);
  const nitrogen = anchored(senses.nitrogen, [...bin.ppN2, ...difference]);
  return { pressure, temperature: anchored(senses.temperature, bin.temperature), ppO2, nitrogen };
}

/**
 * Nitrogen by difference: pressure less oxygen, carbon dioxide and, where it is measured, water vapour. Where it is not its
 * wander is part of the composition noise.
 */
function balance([pressure, ppO2, ...more]: readonly (Fused | null)[], others: Others): Reading[] {
  if (pressure === null || ppO2 === null) return [];
  const known = [pressure, ppO2, ...more].filter((f) => f !== null);
  const sum = (of: (f: Fused) => number) => known.reduce((s, f) => s + of(f), 0);
  return [
    {
      sensor: "balance",
      mean: pressure.value - ppO2.value - others.ppCO2 - others.ppH2O,
      variance: sum((f) => f.variance),
      bias: sum((f) => f.bias),
    },
  ];
}
