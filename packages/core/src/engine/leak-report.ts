/** What is said of a leak: the alarm's sentence and the estimate. */
import {
  cubicMetre,
  formatInterval,
  fromSI,
  type Interval,
  interval,
  kelvin,
  type Second,
  second,
} from "../quantity/index.ts";
import { type Hole, sizeHole } from "../size/index.ts";
import type { Station } from "../station/index.ts";
import { type KnownLeak, leakOf, probabilityOf } from "../watch/index.ts";
import type { Cabin, Volume } from "./cabin.ts";
import type { EstimateEvent, Says } from "./event.ts";
import { isHidden, mayLeak } from "./location.ts";
import { dpdtOf, pressureOf } from "./losing.ts";
import { ifClosed, reserveOf } from "./reserve-report.ts";
import { clock, isoTime } from "./words.ts";

/**
 * The volume that the estimate speaks of: of those with a known leak, ripe if any is, the one where it stands out most. What a volume
 * that is read still seems to lose while the leak is in one that is not is a rest of when they were joined, and not the leak.
 */
export function leakingVolume(
  station: Station,
  cabin: Cabin,
  time: number,
): (Volume & { leak: KnownLeak }) | undefined {
  const clarity = (v: Volume) => {
    const { fall, sd } = leakOf(v.tracker.belief);
    return sd > 0 ? fall / sd : 0;
  };
  const ripe = cabin.volumes.filter((v) => v.ripe);
  return (ripe.length > 0 ? ripe : cabin.volumes)
    .flatMap((v) => (v.tracker.leak === null ? [] : [{ ...v, leak: v.tracker.leak }]))
    .filter((v) => mayLeak(cabin, v.modules) || !isHidden(station, cabin, time))
    .sort((a, b) => clarity(b) - clarity(a))[0];
}

/** An analyser that lags behind a pressure that drops does not tell of what there is. */
const mostOxygen = 1.05;

/** Sizes the leak of a volume as of now. */
function holeOf(v: Volume, dischargeCoefficient: number): Hole {
  const pressure = pressureOf(v);
  const oxygen = v.tracker.last.ppO2 / pressure;
  const cabin = {
    pressure,
    volume: cubicMetre(v.size),
    temperature: kelvin(v.tracker.last.temperature),
    oxygen: oxygen <= mostOxygen ? oxygen : null,
  };
  return sizeHole(dpdtOf(v), cabin, dischargeCoefficient);
}

/** (s) How long before `time` the leak began. */
function onsetOf(leak: KnownLeak, time: number): Interval<Second> {
  const ago = (t: number) => second(Math.max(0, time - t));
  return interval(ago(leak.onset), ago(leak.onsetHigh), ago(leak.onsetLow));
}

/** An estimate but for what closing hatches would do: that takes a look at the whole station. */
export type Estimate = Omit<EstimateEvent, "ifClosed">;

export function estimate(station: Station, cabin: Cabin, time: Second, dischargeCoefficient: number): Estimate | null {
  const v = leakingVolume(station, cabin, time);
  if (v === undefined) return null;
  return {
    type: "estimate",
    time,
    probability: probabilityOf(v.tracker),
    ...holeOf(v, dischargeCoefficient),
    dischargeCoefficient,
    onset: onsetOf(v.leak, time),
    ...reserveOf(station, cabin),
    reservePressure: station.limits.reservePressure,
    modules: v.modules,
  };
}

/** The estimate as it is told. */
export const inFull = (station: Station, cabin: Cabin, e: Estimate): EstimateEvent => ({
  ...e,
  ifClosed: ifClosed(station, cabin),
});

/** The leak alarm's sentence: value, threshold and time basis. */
export function leakText(e: Estimate, evidence: number, threshold: number, falseAlarm: string): string {
  const onset = e.time - e.onset.value;
  const rate = formatInterval("pressureRate", e.dpdt, "mmHg/h");
  return (
    `Air is being lost: ${rate} beyond nominal, since about ${clock(onset)}; ` +
    `log evidence ${evidence.toFixed(1)} against ${threshold.toFixed(1)} (one false alarm in ${falseAlarm})`
  );
}

/** The same for those who say it in another language. */
export function leakSays({ dpdt, time, onset }: Estimate): Says {
  const [fall, low, high] = [dpdt.value, dpdt.low, dpdt.high].map((x) => fromSI("pressureRate", x, "mmHg/h"));
  const values = { fall_mmHg_per_h: fall, low_mmHg_per_h: low, high_mmHg_per_h: high };
  return { code: "leak", values: { ...values, since: isoTime(time - onset.value) } };
}
