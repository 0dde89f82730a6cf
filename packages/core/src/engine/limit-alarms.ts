/** The station's limits, held against the air of the volumes where people are. */
import { formatQuantity, fromSI, pascal, type Second, toSI } from "../quantity/index.ts";
import type { Limits, Station } from "../station/index.ts";
import { type AlarmBook, clear, raise, standing } from "./alarms.ts";
import { type Cabin, isLivedIn, type Volume } from "./cabin.ts";
import type { AlarmEvent, AlarmKind } from "./event.ts";

interface Rule {
  readonly kind: AlarmKind;
  readonly name: string;
  readonly side: "below" | "above";
  readonly value: (v: Volume) => number;
  readonly limit: (l: Limits) => number;
  /** How far back inside the limit a value must come before the alarm clears. */
  readonly margin: number;
  readonly text: (x: number) => string;
  /** As a value of what is said, its name with its unit. */
  readonly said: (name: string, x: number) => Readonly<Record<string, number>>;
}

const mmHg = toSI("pressure", 1, "mmHg");
const inMmHg = (x: number) => formatQuantity("pressure", pascal(x), "mmHg", 5);
const saidInMmHg = (name: string, x: number) => ({ [`${name}_mmHg`]: fromSI("pressure", pascal(x), "mmHg") });
const saidInPercent = (name: string, x: number) => ({ [`${name}_percent`]: 100 * x });
const percent = (x: number) => `${(100 * x).toFixed(1)} %`;
/** A minute that jumped waits for the next one to tell a fall from a bad sample. */
const pressure = (v: Volume) => (v.tracker.held === null ? v.tracker.last.pressure : Number.NaN);
/** Of gauges that disagree the crew wants to know the lower one; a minute alone may be a bad sample. */
const lowestPressure = (v: Volume) => {
  const doubted = Math.max(...v.doubted);
  return doubted < v.tracker.last.pressure ? doubted : pressure(v);
};
const ppO2 = (v: Volume) => v.tracker.last.ppO2;

const rules: readonly Rule[] = [
  {
    kind: "pressure-low",
    name: "Pressure",
    side: "below",
    value: lowestPressure,
    limit: (l) => l.totalPressureMin,
    margin: mmHg,
    text: inMmHg,
    said: saidInMmHg,
  },
  {
    kind: "pressure-high",
    name: "Pressure",
    side: "above",
    value: pressure,
    limit: (l) => l.totalPressureMax,
    margin: mmHg,
    text: inMmHg,
    said: saidInMmHg,
  },
  {
    kind: "ppO2-low",
    name: "ppO2",
    side: "below",
    value: ppO2,
    limit: (l) => l.ppO2Min,
    margin: mmHg,
    text: inMmHg,
    said: saidInMmHg,
  },
  {
    kind: "ppO2-high",
    name: "ppO2",
    side: "above",
    value: ppO2,
    limit: (l) => l.ppO2Max,
    margin: mmHg,
    text: inMmHg,
    said: saidInMmHg,
  },
  {
    kind: "o2-fraction-high",
    name: "O2 fraction",
    side: "above",
    // More than all of it is the noise of two gauges: pure oxygen is 1.
    value: (v) => Math.min(1, ppO2(v) / pressure(v)),
    limit: (l) => l.o2FractionMax,
    margin: 0.002,
    text: percent,
    said: saidInPercent,
  },
];

/** Alarms on the minute means of every volume with people in it, or of all where nobody is told to be aboard. */
export function limitAlarms(station: Station, cabin: Cabin, book: AlarmBook, time: Second): AlarmEvent[] {
  if (cabin.volumes.length === 0) return [];
  const lived = cabin.volumes.filter((v) => isLivedIn(station, cabin, v.modules));
  const firsts = lived.map((v) => v.modules[0]);
  const orphans = rules.flatMap(({ kind }) =>
    standing(book, kind)
      .filter((about) => !firsts.includes(about))
      .flatMap((m) =>
        clear(book, kind, m, time, () => ({
          text: `${m} is no longer a volume of its own with people in it`,
          says: { code: "limit-gone", values: { module: m } },
        })),
      ),
  );
  return [...lived.flatMap((v) => rules.flatMap((rule) => hold(rule, v, station.limits, book, time))), ...orphans];
}

function hold(rule: Rule, v: Volume, limits: Limits, book: AlarmBook, time: Second): AlarmEvent[] {
  const value = rule.value(v);
  const limit = rule.limit(limits);
  if (!Number.isFinite(value)) return [];
  const beyond = rule.side === "below" ? limit - value : value - limit;
  const about = v.modules[0];
  const where = () => (v.modules.length === 1 ? about : `the volume of ${about}`);
  const values = () => ({ module: about, ...rule.said("value", value), ...rule.said("limit", limit) });
  if (beyond > 0) {
    return raise(book, rule.kind, about, time, () => ({
      text: `${rule.name} ${rule.text(value)} in ${where()}, ${rule.side} the limit of ${rule.text(limit)} (mean of one minute)`,
      says: { code: "limit-passed", values: values() },
    }));
  }
  if (beyond > -rule.margin) return [];
  return clear(book, rule.kind, about, time, () => ({
    text: `${rule.name} ${rule.text(value)} in ${where()}, within the limit of ${rule.text(limit)}`,
    says: { code: "limit-kept", values: values() },
  }));
}
