/** The quick path over all sensors: a gross drop in one joined volume becomes `rapid-depress`, with a second sensor's word where there is one. */
import { formatQuantity, pascalPerSecond, type Second, second } from "../quantity/index.ts";
import { type HatchState, joinedVolumeOf, type Sensor, type Station } from "../station/index.ts";
import { type Drop, forget, type Recent, rapid, startRecent } from "../watch/index.ts";
import { type AlarmBook, clear, raise, standing, stands } from "./alarms.ts";
import type { AlarmEvent } from "./event.ts";
import type { SampleInput } from "./input.ts";
import { lasting } from "./words.ts";

export interface Gross {
  readonly recents: { [sensor: string]: Recent };
  /** Last gross drop of each sensor: (s) when, (Pa/s) how fast, (s) over how long. */
  readonly drops: { [sensor: string]: Drop & { readonly time: number } };
  readonly hatches: { [hatch: string]: HatchState };
  /** (s) UNIX time until which each module's pressure may still be settling after a hatch moved. */
  readonly settling: { [module: string]: number };
}

/** (s) How long pressures may take to settle after a hatch moved, and how long without a drop ends an alarm. */
const settlingTime = 120;
const overAfter = 300;

export const startGross = (station: Station): Gross => ({
  recents: {},
  drops: {},
  hatches: Object.fromEntries(station.hatches.map((h) => [h.id, h.state])),
  settling: {},
});

const joinedTo = (station: Station, gross: Gross, module: string) =>
  joinedVolumeOf(station, (h) => gross.hatches[h], module);

/** Takes one pressure sample, newest of its sensor; `now` is the time of the newest of all. */
export function takeGross(
  station: Station,
  gross: Gross,
  book: AlarmBook,
  sensor: Sensor,
  input: SampleInput,
  now: Second,
): AlarmEvent[] {
  const { time, value } = input;
  gross.recents[sensor.id] ??= startRecent();
  const noise = Math.sqrt(sensor.sigma ** 2 + sensor.step ** 2 / 12);
  const drop = rapid(gross.recents[sensor.id], time, value, noise);
  if (drop === null || time < gross.settling[sensor.module]) return [];
  gross.drops[sensor.id] = { ...drop, time };
  const modules = joinedTo(station, gross, sensor.module);
  const peers = station.sensors.filter(
    (s) => s !== sensor && modules.includes(s.module) && isListening(gross, book, s, sensor, time),
  );
  const agree = peers.filter((s) => time - (gross.drops[s.id]?.time ?? Number.NEGATIVE_INFINITY) <= 2 * s.period);
  if (peers.length > 0 && agree.length === 0) return [];
  const seenBy = [sensor, ...agree].map((s) => s.id).join(", ");
  const rate = formatQuantity("pressureRate", pascalPerSecond(drop.fall), "mmHg/min", 2);
  const text = `Pressure drops ${rate} in the volume of ${sensor.module} (over ${lasting(drop.over)}, ${seenBy}), limit 1 mmHg/min`;
  return raise(book, "rapid-depress", modules[0], now, () => ({ text }));
}

/** A peer counts if it speaks about as often and has spoken of late; one that is known to fail does not against one that is not. */
const isListening = (gross: Gross, book: AlarmBook, peer: Sensor, sensor: Sensor, time: number) => {
  const times = gross.recents[peer.id]?.times ?? [];
  if (fails(book, peer) && !fails(book, sensor)) return false;
  return peer.period <= 2 * sensor.period && times.length > 2 && time - times[times.length - 1] <= 3 * peer.period;
};

const fails = (book: AlarmBook, { id }: Sensor) => stands(book, "stale", id) || stands(book, "sensor", id);

/**
 * A hatch is said to be in `state` from `time` (s) on. If it moved, pressures on both sides settle, and what they did before
 * no longer counts; a state that is only told again changes nothing.
 */
export function hatchMoved(station: Station, gross: Gross, hatch: string, state: HatchState, time: number): void {
  if (gross.hatches[hatch] === state) return;
  const between = station.hatches.find((h) => h.id === hatch)?.between ?? [];
  const around = () => between.flatMap((m) => joinedTo(station, gross, m));
  const before = around();
  gross.hatches[hatch] = state;
  const touched = new Set([...before, ...around()]);
  for (const m of touched) gross.settling[m] = Math.max(gross.settling[m] ?? time, time + settlingTime);
  for (const s of station.sensors) {
    const recent = gross.recents[s.id];
    if (recent !== undefined && touched.has(s.module)) forget(recent);
  }
}

/** Ends the alarms of volumes in which nothing has dropped for a while. */
export function calmGross(station: Station, gross: Gross, book: AlarmBook, time: number): AlarmEvent[] {
  return standing(book, "rapid-depress").flatMap((about) => {
    const modules = joinedTo(station, gross, about);
    const times = station.sensors.flatMap((s) => (modules.includes(s.module) ? (gross.drops[s.id]?.time ?? []) : []));
    if (times.some((t) => time - t <= overAfter)) return [];
    return clear(book, "rapid-depress", about, second(time), () => `No drop over 1 mmHg/min for ${lasting(overAfter)}`);
  });
}
