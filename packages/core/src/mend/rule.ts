/** Rules of practice by name, and what they really prove. */
import { pascalPerSecond, toSI } from "../quantity/index.ts";
import { massOfFlow } from "./model.ts";

/**
 * "vestibule": the docking vestibule of a Soyuz is watched for 30 min, read every 5, and passes at 1 mmHg or less (S.
 * Cristoforetti, training log L+200).
 */
export const vestibule = {
  name: "vestibule",
  /** (s) */
  length: 30 * 60,
  every: 5 * 60,
  /** (Pa) */
  most: toSI("pressure", 1, "mmHg"),
} as const;

/** (Pa) By which two readings that differ by just 1 mmHg may do so in floating point. */
const rounding = 1e-6;

/** A pressure (Pa) read at `time` (s). */
export interface RuleReading {
  readonly time: number;
  readonly pressure: number;
}

/** Keeps of the pressures (Pa) of a check those that the rule reads: the first, and every 5 min until it is over. */
export function readForRule(readings: RuleReading[], time: number, pressure: number): void {
  const first = readings.length === 0 ? time : readings[0].time;
  const over = readings.length > 0 && readings[readings.length - 1].time - first >= vestibule.length;
  if (!over && time >= first + readings.length * vestibule.every) readings.push({ time, pressure });
}

/**
 * Whether the rule is passed: null before 30 min of readings; not passed at once where one lies more than 1 mmHg from the first
 * (a vestibule pumped down rises, a cabin falls).
 */
export function passesVestibule(readings: readonly RuleReading[]): boolean | null {
  if (readings.length === 0) return null;
  const [first] = readings;
  if (readings.some((r) => Math.abs(r.pressure - first.pressure) > vestibule.most + rounding)) return false;
  return readings[readings.length - 1].time - first.time >= vestibule.length ? true : null;
}

/**
 * (kg/s) What passing proves with 95 %, on `volume` (m3) at `temperature` (K): a volume that loses more than `tight` passes in
 * at most 1 of 20 tests by a gauge with `sigma` (Pa) of noise in one reading, first and last compared; and what the limit itself
 * comes to, with a gauge that does not err.
 */
export function vestibuleProves(volume: number, temperature: number, sigma: number) {
  const noise = 1.645 * Math.SQRT2 * sigma;
  const flow = (fall: number) => massOfFlow((fall / vestibule.length) * volume, temperature);
  return {
    proves: flow(vestibule.most + noise),
    nominal: flow(vestibule.most),
    rate: pascalPerSecond(vestibule.most / vestibule.length),
  };
}
