/** What is said of a leak: the alarm's sentence and the estimate. */
import {
  cubicMetre,
  formatInterval,
  type Interval,
  interval,
  kelvin,
  type Pascal,
  pascal,
  type Second,
  second,
} from "../quantity/index.ts";
import { fallInterval, type Hole, reserveInterval, sizeHole } from "../size/index.ts";
import type { Station } from "../station/index.ts";
import { type KnownLeak, leakOf, probabilityOf } from "../watch/index.ts";
import { type Cabin, homeOf, type Volume } from "./cabin.ts";
import type { EstimateEvent } from "./event.ts";
import { clock } from "./words.ts";

/** The volume that the estimate speaks of: of those with a known leak, ripe if any is, the one where it stands out most. */
export function leakingVolume(cabin: Cabin): (Volume & { leak: KnownLeak }) | undefined {
  const clarity = (v: Volume) => {
    const { fall, sd } = leakOf(v.tracker.belief);
    return sd > 0 ? fall / sd : 0;
  };
  const ripe = cabin.volumes.filter((v) => v.ripe);
  return (ripe.length > 0 ? ripe : cabin.volumes)
    .flatMap((v) => (v.tracker.leak === null ? [] : [{ ...v, leak: v.tracker.leak }]))
    .sort((a, b) => clarity(b) - clarity(a))[0];
}

/** (Pa) */
const leastPressure = 1;

/** Sizes the leak of a volume as of now. */
function holeOf(v: Volume, dischargeCoefficient: number): Hole {
  const { tracker } = v;
  // A gauge near vacuum may read less than nothing.
  const pressure = Math.max(tracker.last.pressure, leastPressure);
  const now = pressure / Math.max(tracker.first.pressure, leastPressure);
  const { fall, sd } = leakOf(tracker.belief);
  const cabin = {
    pressure: pascal(pressure),
    volume: cubicMetre(v.size),
    temperature: kelvin(tracker.last.temperature),
  };
  return sizeHole(fallInterval(fall * now, sd * now), cabin, dischargeCoefficient);
}

/** (s) How long before `time` the leak began. */
function onsetOf(leak: KnownLeak, time: number): Interval<Second> {
  const ago = (t: number) => second(Math.max(0, time - t));
  return interval(ago(leak.onset), ago(leak.onsetHigh), ago(leak.onsetLow));
}

export function estimate(
  station: Station,
  cabin: Cabin,
  time: Second,
  dischargeCoefficient: number,
): EstimateEvent | null {
  const v = leakingVolume(cabin);
  if (v === undefined) return null;
  const hole = holeOf(v, dischargeCoefficient);
  const home = homeOf(station, cabin);
  const { reservePressure } = station.limits;
  return {
    type: "estimate",
    time,
    probability: probabilityOf(v.tracker),
    ...hole,
    dischargeCoefficient,
    onset: onsetOf(v.leak, time),
    reserve: home === undefined ? null : reserveOf(home, reservePressure, dischargeCoefficient),
    reservePressure,
    modules: v.modules,
  };
}

/** How long a volume lasts; null where no leak of its own is told of. */
function reserveOf(v: Volume, limit: Pascal, dischargeCoefficient: number): Interval<Second> | null {
  if (!v.ripe) return null;
  return reserveInterval(holeOf(v, dischargeCoefficient).dpdt, pascal(Math.max(v.tracker.last.pressure, 0)), limit);
}

/** The leak alarm's sentence: value, threshold and time basis. */
export function leakText(e: EstimateEvent, evidence: number, threshold: number, falseAlarm: string): string {
  const onset = e.time - e.onset.value;
  const rate = formatInterval("pressureRate", e.dpdt, "mmHg/h");
  return (
    `Air is being lost: ${rate} beyond nominal, since about ${clock(onset)}; ` +
    `log evidence ${evidence.toFixed(1)} against ${threshold.toFixed(1)} (one false alarm in ${falseAlarm})`
  );
}
