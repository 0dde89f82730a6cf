/** Events as the JSON objects of the file contract: units at the edge. */
import { type Dimension, type Dimensions, fromSI, type Interval, type Second } from "../quantity/index.ts";
import type { CheckEvent, HullwatchEvent, WatchEvent } from "./event.ts";
import { isoTime } from "./words.ts";

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

const figures = (x: number) => Number(x.toPrecision(4));

function promised({ modules, basis, learnt, falseAlarmInterval, promise, gauges, without, text, ...e }: WatchEvent) {
  const [h1, h6, h24] = e.detectable.map((x) => figures(fromSI("pressureRate", x, "mmHg/h")));
  return {
    modules,
    learnt_h: round(fromSI("time", learnt, "h")),
    false_alarms: { interval_d: round(fromSI("time", falseAlarmInterval, "day")), basis, text: promise },
    detectable: { within_1_h: h1, within_6_h: h6, within_24_h: h24, unit: "mmHg/h" },
    gauges,
    without: without.map(({ what, text, factor }) => ({ what, text, factor: factor.map(figures) })),
    text,
  };
}

const minutes = (time: Second) => round(fromSI("time", time, "min"));

function checkWire(e: CheckEvent): Readonly<Record<string, unknown>> {
  const { modules, verdict, gross, runs, rate, upper95, needed, tightBelow, started, timeConstant, better } = e;
  const { vestibule, trustedShut, interrupted, interruptedBy, text } = e;
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
    gross,
    runs,
    vestibule: vestibule && {
      passed: vestibule.passed,
      proves_kg_per_day: round(fromSI("massFlow", vestibule.proves, "kg/day")),
    },
    trusted_shut: trustedShut,
    interrupted,
    interrupted_by: interruptedBy,
    text,
  };
}

function percent({ value, low, high }: Interval): WireQuantity {
  const [v, l, h] = [value, low, high].map((x) => round(100 * x));
  return { value: v, low: l, high: h, unit: "%" };
}

type Fields = Readonly<Record<string, unknown>>;
type Of<T extends HullwatchEvent["type"]> = Extract<HullwatchEvent, { readonly type: T }>;

/** Counts whole, quantities to four figures. */
const short = (x: number | string) => (typeof x === "string" || Number.isInteger(x) ? x : figures(x));

const alarmWire = ({ kind, state, id, text, says, onset, rate, threshold, sensor }: Of<"alarm">): Fields => ({
  kind,
  state,
  id,
  text,
  says: { code: says.code, values: Object.fromEntries(Object.entries(says.values).map(([k, v]) => [k, short(v)])) },
  ...(onset && { onset: quantity("time", onset, "s") }),
  ...(rate && { rate: quantity("massFlow", rate, "kg/day") }),
  ...(threshold !== undefined && { threshold: round(threshold) }),
  ...(sensor !== undefined && { sensor }),
});

function adviceWire({
  action,
  hatches,
  crew,
  modules,
  watch,
  observe,
  expected,
  outcomes,
  why,
  ruleBook,
}: Of<"advice">): Fields {
  const times = { watch_min: minutes(watch), observe, expected_min: minutes(expected) };
  const learnt = outcomes.map((o) => ({ modules: o.modules, probability: round(o.probability) }));
  const book = ruleBook && {
    groups: ruleBook.groups,
    hatches: ruleBook.hatches,
    expected_min: minutes(ruleBook.expected),
    expected_closures: round(ruleBook.closures),
  };
  return { action, hatches, crew, ...times, modules, outcomes: learnt, why, rule_book: book };
}

const locationWire = ({ probability, verdict, modules, hatches, twoLeaks, sets }: Of<"location">): Fields => ({
  probability: Object.fromEntries(Object.entries(probability).map(([m, p]) => [m, round(p)])),
  verdict,
  modules,
  hatch: hatches.length === 1 ? hatches[0] : null,
  hatches,
  two_leaks: twoLeaks ? { probability: round(twoLeaks.probability), sides: twoLeaks.sides } : null,
  sets,
});

function repairWire({ hole, module, act, state, fits, layers, cureLeft, attachment, text }: Of<"repair">): Fields {
  const cure_left_min = cureLeft === null ? null : minutes(cureLeft);
  const file = attachment && { ...attachment, time: isoTime(attachment.time) };
  return { hole, module, act, state, fits, layers, cure_left_min, attachment: file, text };
}

const trendWire = ({ modules, span, dpdt, metabolic, text }: Of<"trend">): Fields => ({
  modules,
  span_s: span,
  dpdt: quantity("pressureRate", dpdt, "mmHg/h"),
  metabolic_mmHg_per_h: round(fromSI("pressureRate", metabolic, "mmHg/h")),
  text,
});

function balanceWire({ modules, span, loss, week, all, compared, text }: Of<"balance">): Fields {
  const rate = (x: typeof week) => x && quantity("massFlow", x, "kg/day");
  return {
    modules,
    days: round(fromSI("time", span, "day")),
    air_loss: rate(loss),
    air_loss_week: rate(week),
    air_loss_all: rate(all),
    compared: compared && {
      since: isoTime(compared.since),
      hole: compared.hole,
      before: rate(compared.before),
      after: rate(compared.after),
      change: rate(compared.change),
      changed: compared.changed,
    },
    text,
  };
}

const estimateWire = ({ reserve, outlook, ...e }: Of<"estimate">): Fields => ({
  probability: round(e.probability),
  rate: quantity("massFlow", e.rate, "kg/day"),
  dpdt: quantity("pressureRate", e.dpdt, "mmHg/h"),
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
  modules: e.modules,
});

const wires: { readonly [T in HullwatchEvent["type"]]: (e: Of<T>) => Fields } = {
  alarm: alarmWire,
  estimate: estimateWire,
  location: locationWire,
  advice: adviceWire,
  check: checkWire,
  repair: repairWire,
  trend: trendWire,
  balance: balanceWire,
  watch: promised,
};

/** The object that stands on one line of `replay --json`. */
export function toWire(e: HullwatchEvent): Fields {
  const wire = wires[e.type] as (e: HullwatchEvent) => Fields;
  return { type: e.type, time: isoTime(e.time), ...wire(e) };
}
