/** What the watch over a volume can promise: told when it begins, when its weather has been learnt, and when that changes. */
import { formatQuantity, pascalPerSecond, type Second, second, toSI } from "../quantity/index.ts";
import type { Sensor, Station } from "../station/index.ts";
import { basisOf, detectable, horizons, roundingOf, type Sight } from "../watch/index.ts";
import { stands } from "./alarms.ts";
import type { Volume } from "./cabin.ts";
import type { Lack, WatchEvent } from "./event.ts";
import type { EngineState, Promised } from "./state.ts";
import { lasting } from "./words.ts";

/** (-) Figures that have changed by less are not told again. */
const notable = 1.2;
/** What stands in for a gauge that is missing: (Pa) noise of a nitrogen analyser in a minute, (K) a change of temperature. */
const analyser = toSI("pressure", 0.3, "mmHg");
const unseenWarmth = 1;
/** Barometers from which a bad one can be named. */
const parity = 3;

/** What there is to tell of the volumes now: `daily` asks whether figures have changed, else it is beginnings and learning alone. */
export function promises(
  station: Station,
  state: EngineState,
  threshold: number,
  time: Second,
  daily: boolean,
): WatchEvent[] {
  const { live, diary } = state;
  return live.volumes.flatMap((v) => {
    if (v.tracker.leak !== null || Number.isNaN(v.tracker.first.pressure)) return [];
    const key = keyOf(v.modules);
    const before = diary.promised[key];
    const { changes } = v.tracker.climate;
    const same = before?.basis === basisOf(v.tracker.climate).basis;
    // While neither the weather nor the gauges are others, nor are the figures, which cost a day of the filter's future.
    if (same && (!daily || (before.changes === changes && before.gauges === gaugesOf(station, state, v)))) return [];
    const found = figuresOf(station, state, v, threshold);
    if (found === null) return [];
    const gauges = gaugesOf(station, state, v);
    const now = { basis: found.basis, changes, gauges, detectable: found.detectable };
    if (before !== undefined && !hasChanged(before, now)) return [];
    const present = new Set(live.volumes.map((each) => keyOf(each.modules)));
    const kept = Object.entries(diary.promised).filter(([each]) => present.has(each));
    diary.promised = { ...Object.fromEntries(kept), [key]: now };
    return [promiseOf(v, found, threshold, time, state.options.falseAlarmInterval)];
  });
}

const keys = new WeakMap<readonly string[], string>();
/** The modules of a volume in one word. It is asked for every minute, and put together once. */
function keyOf(modules: readonly string[]): string {
  const key = keys.get(modules) ?? modules.join();
  keys.set(modules, key);
  return key;
}

const hasChanged = (before: Promised, now: Promised) =>
  before.basis !== now.basis ||
  before.gauges !== now.gauges ||
  now.detectable.some((x, i) => Math.abs(Math.log(x / before.detectable[i])) > Math.log(notable));

/** The gauges that are read, in words. */
const gaugesOf = (station: Station, state: EngineState, v: Volume) =>
  JSON.stringify(countOf(soundIn(station, state, v)));

const soundIn = (station: Station, state: EngineState, v: Volume) =>
  station.sensors.filter((s) => v.modules.includes(s.module) && isSound(state, v, s));

function countOf(sensors: readonly Sensor[]): WatchEvent["gauges"] {
  const count = (...of: readonly string[]) => sensors.filter((s) => of.includes(s.quantity)).length;
  return { pressure: count("pressure"), temperature: count("temperature"), nitrogen: count("ppN2", "ppO2") };
}

type Figures = Pick<WatchEvent, "basis" | "learnt" | "detectable" | "gauges"> & { readonly sight: Sight };

function figuresOf(station: Station, state: EngineState, v: Volume, threshold: number): Figures | null {
  const { tracker } = v;
  const sensors = soundIn(station, state, v);
  const sight = sightOf(sensors);
  const smallest = detectable(tracker, sight, threshold);
  if (smallest === null) return null;
  const { basis, learnt } = basisOf(tracker.climate);
  return { basis, learnt: second(learnt), gauges: countOf(sensors), detectable: smallest.map(pascalPerSecond), sight };
}

function promiseOf(
  v: Volume,
  { sight, ...figures }: Figures,
  threshold: number,
  time: Second,
  falseAlarmInterval: Second,
): WatchEvent {
  const event = { type: "watch", time, modules: v.modules, falseAlarmInterval, ...figures } as const;
  const { gauges, detectable: smallest } = figures;
  const better = (other: Sight) => detectable(v.tracker, other, threshold)!.map((x, i) => Math.max(1, smallest[i] / x));
  const without = lacks(v, gauges, { sight, smallest, better });
  return { ...event, promise: promiseText(event), without, text: watchText(event, without) };
}

/** Whether a sensor is read: neither silent or frozen nor apart from the others. */
function isSound({ book, frozen }: EngineState, { tracker }: Volume, { id, quantity }: Sensor): boolean {
  const sense = quantity === "ppN2" ? "nitrogen" : quantity;
  const health = sense === "ppH2O" ? undefined : tracker.senses[sense].members[id]?.health;
  return !stands(book, "stale", id) && !frozen.includes(id) && health !== "odd";
}

/** What sensors that read as declared make of a minute together. */
function sightOf(sensors: readonly Sensor[]): Sight {
  const of = (quantity: Sensor["quantity"]) => together(sensors.filter((s) => s.quantity === quantity));
  const [whole, oxygen, nitrogen, dioxide] = [of("pressure"), of("ppO2"), of("ppN2"), of("ppCO2")];
  const difference =
    oxygen === null || whole === null
      ? []
      : [whole.variance + whole.bias + oxygen.variance + oxygen.bias + (dioxide?.variance ?? 0) + (dioxide?.bias ?? 0)];
  const known = [...(nitrogen === null ? [] : [nitrogen.variance + nitrogen.bias]), ...difference];
  return {
    pressure: whole?.variance ?? Number.POSITIVE_INFINITY,
    readings: whole?.readings ?? 1,
    rounding: whole?.bias ?? 0,
    nitrogen: known.length === 0 ? null : 1 / known.reduce((sum, x) => sum + 1 / x, 0),
  };
}

/** (Pa2) Variance of the weighted mean of a minute, and what rounding leaves of it; null of none. */
function together(sensors: readonly Sensor[]): { variance: number; bias: number; readings: number } | null {
  const each = sensors.map(({ sigma, step, period }) => ({
    variance: ((sigma ** 2 + step ** 2 / 12) * period) / 60,
    bias: roundingOf(sigma, step),
    readings: 60 / period,
  }));
  const weights = each.reduce((sum, { variance, bias }) => sum + 1 / (variance + bias), 0);
  if (each.length === 0) return null;
  const mean = (part: "variance" | "bias") =>
    each.reduce((sum, s) => sum + s[part] / (s.variance + s.bias) ** 2, 0) / weights ** 2;
  const readings = each.reduce((sum, s) => sum + s.readings / (s.variance + s.bias), 0) / weights;
  return { variance: mean("variance"), bias: mean("bias"), readings };
}

/** What a volume does without, and by what factor its smallest leaks are larger for it. */
function lacks(
  { tracker }: Volume,
  gauges: WatchEvent["gauges"],
  { sight, smallest, better }: { sight: Sight; smallest: readonly number[]; better: (other: Sight) => number[] },
): Lack[] {
  const found: Lack[] = [];
  if (gauges.pressure < parity && gauges.pressure > 0) {
    const part = gauges.pressure / parity;
    found.push({
      what: "barometers",
      text:
        gauges.pressure === 1
          ? "one barometer, nothing to compare it with: its own drift cannot be told from a leak"
          : "two barometers: that one drifts is seen, not which of them",
      factor: better({ ...sight, pressure: sight.pressure * part, rounding: sight.rounding * part }),
    });
  }
  if (gauges.temperature === 0) {
    const perKelvin = tracker.last.pressure / tracker.last.temperature;
    found.push({
      what: "thermometers",
      text: `no thermometer: gas that cools by ${unseenWarmth} K unseen looks like a leak`,
      factor: smallest.map((x, i) => Math.hypot(1, (perKelvin * unseenWarmth) / horizons[i] / x)),
    });
  }
  if (gauges.nitrogen === 0) {
    found.push({
      what: "nitrogen",
      text: "neither ppN2 nor ppO2: oxygen made or breathed cannot be told from air lost",
      factor: better({ ...sight, nitrogen: analyser ** 2 }),
    });
  }
  return found;
}

type Said = Omit<WatchEvent, "promise" | "without" | "text">;

/** What is promised of false alarms, and why not what was asked for. */
function promiseText({ basis, learnt, falseAlarmInterval }: Said): string {
  const asked = `one false alarm in ${lasting(falseAlarmInterval)}`;
  if (basis === "learnt") return `${asked}, by the weather and chance of this volume itself over ${lasting(learnt)}`;
  return basis === "assumed"
    ? `${asked} only where the air is no rougher than the tables assume: nothing has been learnt of it yet; small leaks wait up to 16 min longer until 4 h have been heard without a break`
    : `${asked} as far as ${lasting(learnt)} show the weather: what is slower is taken from tables until 17 h have been heard without a break`;
}

const bases = { assumed: "weather assumed", "first hours": "weather of the first hours", learnt: "weather learnt" };

function watchText({ basis, gauges, detectable: smallest }: Said, without: readonly Lack[]): string {
  const sizes = smallest.map(
    (x, i) => `${formatQuantity("pressureRate", pascalPerSecond(x), "mmHg/h", 2)} within ${horizons[i] / 3600} h`,
  );
  const { pressure } = gauges;
  const missing = without.map(({ what }) =>
    what === "barometers" ? `${parity - pressure} more ${parity - pressure === 1 ? "barometer" : "barometers"}` : what,
  );
  const lost = missing.length === 0 ? "" : `; does without ${missing.join(", ")}`;
  return `${pressure} barometer${pressure === 1 ? "" : "s"}, ${bases[basis]}: leaks are told from ${sizes.join(", ")}${lost}`;
}
