/** For tests: closed volumes that leak or do not, read by gauges with noise. Seeded. */
import { toSI } from "../quantity/index.ts";
import { type Check, followCheck, questionOf, startCheck } from "./check.ts";
import type { Checked, PlannedSensor } from "./model.ts";

export const mmHg = toSI("pressure", 1, "mmHg");
export const perDay = toSI("massFlow", 1, "kg/day");
export const hour = 3600;

/** Numbers in 0..1 from a seed: mulberry32 (T. Ettinger, public domain). */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function normals(seed: number): () => number {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export const gaugeOf = (sigma_mmHg: number, period = 60): PlannedSensor => ({
  id: "P",
  sigma: sigma_mmHg * mmHg,
  step: 0,
  period,
});

/** Nobody inside, no thermometer, unless told otherwise. */
export const volumeOf = (volume: number, more: Partial<Checked> = {}): Checked => ({
  modules: ["part"],
  volume,
  share: volume / 800,
  temperature: 295,
  breathed: 0,
  thermometers: [],
  silence: 600,
  settling: 0,
  curing: 0,
  ...more,
});

export interface Closed {
  readonly checked: Checked;
  /** (h) From when to when air leaks, and with which time constant. */
  readonly tau_h?: number;
  readonly from_h?: number;
  readonly hours: number;
  /** (mmHg) Of one reading; (s) between two. */
  readonly sigma?: number;
  readonly period?: number;
  readonly seed?: number;
  readonly residual_kg_per_day?: number;
  /** (mmHg) */
  readonly pressure?: number;
}

/** A check from its start, and what it was at every minute. */
export function play(c: Closed, each: (check: Check, time: number) => void = () => {}): Check {
  const { checked, tau_h, from_h = 0, sigma = 0.1, period = 60 } = c;
  const normal = normals(c.seed ?? 1);
  const residual = c.residual_kg_per_day === undefined ? undefined : c.residual_kg_per_day * perDay;
  const check = startCheck(checked, 0, questionOf(checked, residual));
  for (let time = 0; time <= c.hours * hour; time += 60) {
    const leaked = tau_h === undefined ? 0 : Math.max(0, time / hour - from_h) / tau_h;
    const mean = (c.pressure ?? 745) * mmHg * Math.exp(-leaked) + sigma * mmHg * normal();
    const reading = { sensor: "P", mean, variance: (sigma * mmHg) ** 2, bias: 0 };
    followCheck(check, { pressure: time % period === 0 ? [reading] : [], temperature: [], breathed: 0 }, time);
    each(check, time);
  }
  return check;
}
