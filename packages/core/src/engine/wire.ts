/** Events as the JSON objects of the file contract: units at the edge. */
import { type Dimension, type Dimensions, fromSI, type Interval, type Second } from "../quantity/index.ts";
import type { CheckEvent, HullwatchEvent } from "./event.ts";

/** A value with its 90 % interval and unit. A bound that is not finite is `null`. */
export interface WireQuantity {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

/** Twelve figures: far below any noise, above the last bits that differ between machines. */
const round = (x: number) => (Number.isFinite(x) ? Number(x.toPrecision(12)) : null);

function quantity<D extends Dimension>(dimension: D, x: Interval<Dimensions[D]>, unit: string): WireQuantity {
  const [value, low, high] = [x.value, x.low, x.high].map((v) => round(fromSI(dimension, v, unit)));
  return { value, low, high, unit };
}

/** A moment (UNIX s) as ISO 8601 UTC, to the millisecond. */
export const isoTime = (time: number) => new Date(Math.round(time * 1000)).toISOString();

const minutes = (time: Second) => round(fromSI("time", time, "min"));

function checkWire(e: CheckEvent): Readonly<Record<string, unknown>> {
  const { modules, verdict, rate, upper95, needed, tightBelow, started, timeConstant, better, interrupted, text } = e;
  // A bound has no interval of its own.
  const upper = upper95 && { value: upper95, low: upper95, high: upper95 };
  return {
    modules,
    verdict,
    rate: rate && quantity("massFlow", rate, "kg/day"),
    upper_95: upper && quantity("massFlow", upper, "kg/day"),
    needed_min: needed === null ? null : minutes(needed),
    tight_below_kg_per_day: round(fromSI("massFlow", tightBelow, "kg/day")),
    started: isoTime(started),
    time_constant: timeConstant && quantity("time", timeConstant, "h"),
    better: better && percent(better),
    interrupted,
    text,
  };
}

function percent({ value, low, high }: Interval): WireQuantity {
  const [v, l, h] = [value, low, high].map((x) => round(100 * x));
  return { value: v, low: l, high: h, unit: "%" };
}

/** The object that stands on one line of `replay --json`. */
export function toWire(e: HullwatchEvent): Readonly<Record<string, unknown>> {
  const head = { type: e.type, time: isoTime(e.time) };
  if (e.type === "alarm") {
    const { kind, state, id, text, onset, rate, threshold, sensor } = e;
    return {
      ...head,
      kind,
      state,
      id,
      text,
      ...(onset && { onset: quantity("time", onset, "s") }),
      ...(rate && { rate: quantity("massFlow", rate, "kg/day") }),
      ...(threshold !== undefined && { threshold: round(threshold) }),
      ...(sensor !== undefined && { sensor }),
    };
  }
  if (e.type === "location") {
    const { probability, verdict, modules, hatch, twoLeaks, sets } = e;
    return {
      ...head,
      probability: Object.fromEntries(Object.entries(probability).map(([m, p]) => [m, round(p)])),
      verdict,
      modules,
      hatch: hatch ?? null,
      two_leaks: twoLeaks ? { probability: round(twoLeaks.probability), sides: twoLeaks.sides } : null,
      sets,
    };
  }
  if (e.type === "check") return { ...head, ...checkWire(e) };
  if (e.type === "repair") {
    const { hole, module, act, state, fits, layers, cureLeft, text } = e;
    const cure_left_min = cureLeft === null ? null : minutes(cureLeft);
    return { ...head, hole, module, act, state, fits, layers, cure_left_min, text };
  }
  const { modules } = e;
  const dpdt = quantity("pressureRate", e.dpdt, "mmHg/h");
  if (e.type === "trend") {
    const metabolic_mmHg_per_h = round(fromSI("pressureRate", e.metabolic, "mmHg/h"));
    return { ...head, modules, span_s: e.span, dpdt, metabolic_mmHg_per_h, text: e.text };
  }
  const { reserve, outlook } = e;
  return {
    ...head,
    probability: round(e.probability),
    rate: quantity("massFlow", e.rate, "kg/day"),
    dpdt,
    area: quantity("area", e.area, "mm2"),
    diameter: { ...quantity("length", e.diameter, "mm"), discharge_coefficient: e.dischargeCoefficient },
    onset: quantity("time", e.onset, "s"),
    reserve: reserve && {
      ...quantity("time", reserve, "h"),
      to_mmHg: round(fromSI("pressure", e.reservePressure, "mmHg")),
    },
    reserve_limit: outlook?.first.limit ?? null,
    reserve_first: outlook && quantity("time", outlook.first.time, "h"),
    reserve_without_oxygen: outlook && quantity("time", outlook.withoutOxygen.time, "h"),
    t1mm: outlook?.t1mm ? quantity("time", outlook.t1mm, "s") : null,
    reserve_if_closed: e.ifClosed.map(({ hatch, modules, reserveIfLeakInside }) => ({
      hatch,
      modules,
      reserve_if_leak_inside: quantity("time", reserveIfLeakInside, "h"),
    })),
    modules,
  };
}
