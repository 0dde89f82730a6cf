/** After each closed minute: which alarms stand, and what is to be told. */
import { formatInterval, formatQuantity, pascalPerSecond, type Second, second } from "../quantity/index.ts";
import { fallOf, spanOf } from "../size/index.ts";
import type { Station } from "../station/index.ts";
import { binLength, leakOf, thresholdOf, thresholdsFor } from "../watch/index.ts";
import { advise } from "./advice.ts";
import { clear, raise, stands } from "./alarms.ts";
import { balances } from "./balance-report.ts";
import { type Cabin, metabolicFall, peopleIn, type Volume } from "./cabin.ts";
import { evidenceFor } from "./cabin-minute.ts";
import { tellMending, tellStanding } from "./check-report.ts";
import type { AlarmEvent, EstimateEvent, HullwatchEvent, TrendEvent } from "./event.ts";
import { calmGross } from "./gross.ts";
import type { Sensors } from "./known.ts";
import { type Estimate, estimate, inFull, leakingVolume, leakSays, leakText } from "./leak-report.ts";
import { limitAlarms } from "./limit-alarms.ts";
import { isHidden, locatorOf, mayLeak, tellLocation } from "./location.ts";
import { promises } from "./promise-report.ts";
import { reserveSays, reserveText } from "./reserve-report.ts";
import { frozenSensors, noisySensors, sensorAlarms } from "./sensor-alarms.ts";
import { settledSays, settledText } from "./settled.ts";
import type { Soon } from "./soon.ts";
import type { EngineOptions, EngineState } from "./state.ts";
import { lasting } from "./words.ts";

const trendEvery = 86400;

/** The events of the minute that has just closed, as of the newest input. */
export function assess(
  station: Station,
  sensors: Sensors,
  state: EngineState,
  threshold: number,
  soon?: Soon,
): readonly HullwatchEvent[] {
  const { live, book, vitals, gross, diary } = state;
  const time = second(state.newest);
  const first = [
    ...sensorAlarms(sensors, live, vitals, book, time, state.resumed),
    ...calmGross(station, gross, vitals, book, time),
    ...leakAlarm(station, state, threshold, time),
  ];
  soon?.(first);
  const events = [
    ...first,
    ...tellWhere(station, state, time),
    ...tellMending(state, time),
    ...limitAlarms(station, live, book, time),
    ...daily(station, state, threshold, time),
  ];
  diary.assessed = time;
  state.frozen = frozenSensors(sensors, vitals, time);
  state.noisy = noisySensors(sensors, vitals);
  return events;
}

/** Where the leak that stands is, and what to do next to find it. */
export function tellWhere(station: Station, state: EngineState, time: Second): HullwatchEvent[] {
  const locator = locatorOf(station, state, time);
  return [...tellLocation(station, state, locator, time), ...advise(station, state, locator, time)];
}

/** Whether a leak is known, and what there is to say of it. */
export function leakAlarm(station: Station, state: EngineState, threshold: number, time: Second): HullwatchEvent[] {
  const { live, book, options, diary } = state;
  const found = estimate(station, live, time, options.dischargeCoefficient);
  const leaking = leakingVolume(station, live, time);
  if (found === null || leaking === undefined) {
    // What no gauge shows any more may go on where there is none.
    if (stands(book, "leak", "station") && isHidden(station, live, time))
      return isDue(state, time) ? tellAgain(state, time) : [];
    const cleared = clear(book, "leak", "station", time, () => overSays(live));
    return [
      ...cleared,
      ...clear(book, "reserve-short", "station", time, () => ({
        text: "No leak is known any more",
        says: { code: "no-leak", values: {} },
      })),
    ];
  }
  if (!leaking.ripe && !stands(book, "leak", "station")) return [];
  const raised = raise(book, "leak", "station", time, () => {
    const evidence = evidenceFor(leaking.leak, leaking.tracker.belief);
    const own = thresholdOf(leaking.tracker, threshold);
    const passed = evidence >= own ? own : bySamples(options);
    const text = leakText(found, evidence, passed, lasting(options.falseAlarmInterval));
    return { text, says: leakSays(found), onset: found.onset, rate: found.rate, threshold: passed };
  });
  if (raised.length > 0) diary.estimates = [];
  // After hatches moved nobody should go by the volume that was.
  const moved = found.modules.join() !== diary.modules.join();
  const due = raised.length > 0 || moved || isDue(state, time) || isSharper(state, leaking);
  const told = due ? [noted(state, leaking, inFull(station, live, found))] : [];
  return [...raised, ...told, ...reserveAlarm(station, state, found, time)];
}

/** Whether an estimate would come too late the next time that it is asked. */
function isDue({ diary, options }: EngineState, time: number): boolean {
  const last = time - diary.assessed;
  const step = last >= binLength ? last : 2 * binLength;
  return !(time + step - diary.estimated <= options.every);
}

/** Where nothing reads any more what leaks: what was told last of a volume that held it, which stays true as far as is known. */
function tellAgain({ live, diary }: EngineState, time: Second): HullwatchEvent[] {
  const { estimates } = diary;
  const estimate = estimates.findLast(({ modules }) => mayLeak(live, modules)) ?? estimates.at(-1);
  if (estimate === undefined) return [];
  const { value, low, high } = estimate.onset;
  const ago = (x: number) => second(x + time - estimate.time);
  diary.estimated = time;
  const onset = { value: ago(value), low: ago(low), high: ago(high) };
  return [{ ...estimate, time, onset, reserve: null, outlook: null }];
}

/** (-) The threshold of the brisk tier, in minutes as that of the other one. */
const bySamples = ({ falseAlarmInterval }: EngineOptions) =>
  thresholdsFor(falseAlarmInterval).brisk - Math.log(binLength);

/** Why a leak is over. */
function overSays({ volumes, mending: { holes, settled } }: Cabin): Pick<AlarmEvent, "text" | "says"> {
  if (settled !== null) return { text: settledText(settled, holes), says: settledSays(settled) };
  if (volumes.length === 0) {
    const text = "Nothing was heard for more than a week: watching begins anew, and a leak has to be found anew";
    return { text, says: { code: "leak-unheard", values: {} } };
  }
  const unproven = holes.filter((h) => h.state !== "tight").map((h) => h.id);
  const but = unproven.length === 0 ? "" : `; not checked tight: ${unproven.join(", ")}`;
  const text = `No volume that is measured has lost more than nominal for half an hour${but}`;
  return { text, says: { code: "leak-over", values: {} } };
}

/** Of how many volumes the last estimate is remembered: each hatch that shuts makes a new one. */
const remembered = 16;

/** Remembers what is told. */
function noted({ diary }: EngineState, { modules, tracker }: Volume, estimate: EstimateEvent): EstimateEvent {
  const others = diary.estimates.filter((e) => e.modules.join() !== modules.join());
  const estimates = [...others, { ...estimate, ifClosed: [] }].slice(-remembered);
  Object.assign(diary, { estimated: estimate.time, estimates, sd: leakOf(tracker.belief).sd, modules });
  return estimate;
}

/** (-) An estimate is told again when its sd has come down to this part, while the leak is followed by the sample. */
const sharper = 0.75;

/** Whether what is known of the leak of a volume has become so much sharper that it is told at once. */
export const isSharper = ({ diary, book }: EngineState, { pack, tracker }: Volume): boolean =>
  pack.brisk.followed !== null && stands(book, "leak", "station") && leakOf(tracker.belief).sd < sharper * diary.sd;

function reserveAlarm(station: Station, state: EngineState, e: Estimate, time: Second): HullwatchEvent[] {
  const limit = station.limits.abandonBelowReserve;
  const { book } = state;
  const { reserve, outlook } = e;
  if (reserve !== null && outlook !== null && reserve.value < limit) {
    const wording = () => ({
      text: reserveText(reserve, outlook, e.reservePressure, limit),
      says: reserveSays(reserve, e.reservePressure, limit),
    });
    return raise(book, "reserve-short", "station", time, wording);
  }
  const long = reserve === null || reserve.value > 1.2 * limit;
  if (!long || !stands(book, "reserve-short", "station")) return [];
  return clear(book, "reserve-short", "station", time, () => ({
    text: `Reserve is above ${lasting(limit)} again`,
    says: { code: "reserve-long", values: { limit_s: limit } },
  }));
}

/** What can be promised and, once a day, what the trend is. */
function daily(station: Station, state: EngineState, threshold: number, time: Second): HullwatchEvent[] {
  const { diary, live } = state;
  if (Number.isNaN(diary.trendTold)) diary.trendTold = time;
  const due = time - diary.trendTold >= trendEvery;
  if (due) diary.trendTold = time;
  const overdue = duePromises(station, state, threshold, time);
  const minute = binLength * Math.floor(time / binLength);
  diary.promise = { due: minute + state.options.promiseDelay, daily: diary.promise.daily || due };
  const told = duePromises(station, state, threshold, time);
  return [...overdue, ...told, ...(due ? inTheLong(station, live, time) : [])];
}

/** What there is to promise, where it is time to ask. */
export function duePromises(station: Station, state: EngineState, threshold: number, time: Second): HullwatchEvent[] {
  const { due, daily } = state.diary.promise;
  if (time < due) return [];
  state.diary.promise = { due: Number.POSITIVE_INFINITY, daily: false };
  return promises(station, state, threshold, time, daily);
}

/** The estimate that would come too late if it waited until `time`, the next row's: as of the newest row so far. */
export function overdue(station: Station, state: EngineState, time: number): HullwatchEvent[] {
  const { live, book, diary, options, newest } = state;
  if (time <= diary.estimated + options.every || newest <= diary.estimated || !stands(book, "leak", "station"))
    return [];
  const found = estimate(station, live, second(newest), options.dischargeCoefficient);
  const leaking = leakingVolume(station, live, newest);
  if (found === null || leaking === undefined) return [];
  return [noted(state, leaking, inFull(station, live, found))];
}

/** At the end of the input: the last estimate if a leak is open, the checks that run, and the trend of every volume. */
export function lastWords(station: Station, state: EngineState, time: Second): HullwatchEvent[] {
  const { live, book, diary, options } = state;
  const told = diary.estimated === time || !stands(book, "leak", "station");
  const last = told ? null : estimate(station, live, time, options.dischargeCoefficient);
  return [
    ...(last === null ? [] : [inFull(station, live, last)]),
    ...tellStanding(station, state, time),
    ...inTheLong(station, live, time),
  ];
}

const inTheLong = (station: Station, cabin: Cabin, time: Second): HullwatchEvent[] => [
  ...trends(station, cabin, time),
  ...balances(cabin, time),
];

function trends(station: Station, cabin: Cabin, time: Second): TrendEvent[] {
  return cabin.volumes.flatMap((v) => {
    const dpdt = fallOf(v.trend, binLength);
    if (dpdt === null) return [];
    const metabolic = pascalPerSecond(metabolicFall(station, cabin, v));
    const span = second(spanOf(v.trend, binLength));
    return [
      {
        type: "trend",
        time,
        modules: v.modules,
        span,
        dpdt,
        metabolic,
        text: trendText(station, cabin, v, dpdt, metabolic, span),
      },
    ];
  });
}

/** The trend told as what it is. */
function trendText(
  station: Station,
  cabin: Cabin,
  v: Volume,
  dpdt: TrendEvent["dpdt"],
  metabolic: TrendEvent["metabolic"],
  span: Second,
): string {
  const people = Math.round(peopleIn(station, cabin, v.modules));
  const rate = formatInterval("pressureRate", dpdt, "mmHg/h");
  const oxygen =
    people === 0
      ? "nobody's breathing"
      : `the oxygen of ${people} ${people === 1 ? "person" : "people"} (up to ${formatQuantity("pressureRate", metabolic, "mmHg/h", 2)} if none is replaced)`;
  const over = `over ${lasting(span)}`;
  if (v.tracker.leak !== null) return `Falls ${rate} ${over}, with a leak known`;
  if (dpdt.low <= 0 && dpdt.high >= 0) return `Steady ${over}: ${rate}`;
  if (dpdt.value < 0)
    return `Rises ${formatInterval("pressureRate", negate(dpdt), "mmHg/h")} ${over}: gas is being added or it grows warmer`;
  return dpdt.low <= metabolic
    ? `Falls ${rate} ${over}: no more than ${oxygen}`
    : `Falls ${rate} ${over}: more than ${oxygen} can explain, though no leak alarm is due`;
}

const negate = ({ value, low, high }: TrendEvent["dpdt"]): TrendEvent["dpdt"] => ({
  value: pascalPerSecond(-value),
  low: pascalPerSecond(-high),
  high: pascalPerSecond(-low),
});
