/**
 * The quick path over all sensors: a gross drop in one joined volume becomes `rapid-depress`, with a second sensor's word where there is
 * one; one that is over between two samples only with the word of every other that speaks.
 */
import { formatQuantity, fromSI, pascalPerSecond, type Second, second } from "../quantity/index.ts";
import { type HatchState, joinedVolumeOf, type Sensor, type Station } from "../station/index.ts";
import {
  type Drop,
  excessAtOnce,
  forget,
  grossFall,
  meanFall,
  plunged,
  type Recent,
  rapid,
  standsStill,
  startRecent,
  type Vital,
} from "../watch/index.ts";
import { type AlarmBook, clear, raise, standing, stands } from "./alarms.ts";
import type { AlarmEvent } from "./event.ts";
import type { SampleInput } from "./input.ts";
import { type Known, lifeOf } from "./known.ts";
import { lasting } from "./words.ts";

export interface Gross {
  readonly recents: { [sensor: string]: Recent };
  /** Last gross drop of each sensor: (s) when, (Pa/s) how fast, (s) over how long; and how many samples in a row told of it. */
  readonly drops: { [sensor: string]: Drop & { readonly time: number; readonly samples: number } };
  readonly hatches: { [hatch: string]: HatchState };
  /** (s) UNIX time until which each module's pressure may still be settling after a hatch moved. */
  readonly settling: { [module: string]: number };
}

/** (s) How long pressures may take to settle after a hatch moved, and how long without a drop ends an alarm. */
export const settlingTime = 120;
const overAfter = 300;
/** (s) Between two samples that tell of one drop; and the samples that one sensor must tell of it where the others stand still. */
const patience = 60;
const witnessed = 4;

const nothing: readonly AlarmEvent[] = [];

export const startGross = (station: Station): Gross => ({
  recents: {},
  drops: {},
  hatches: Object.fromEntries(station.hatches.map((h) => [h.id, h.state])),
  settling: {},
});

/** The last samples of a sensor, among those of the state. */
function recentOf(known: Known, { recents }: Gross): Recent {
  if (known.recent === null) {
    recents[known.sensor.id] ??= startRecent();
    known.recent = recents[known.sensor.id];
  }
  return known.recent;
}

const joinedTo = (station: Station, gross: Gross, module: string) =>
  joinedVolumeOf(station, (h) => gross.hatches[h], module);

/** Takes one pressure sample, newest of its sensor; `now` is the time of the newest of all. */
export function takeGross(
  station: Station,
  gross: Gross,
  vitals: { readonly [sensor: string]: Vital },
  book: AlarmBook,
  known: Known,
  input: SampleInput,
  now: Second,
): readonly AlarmEvent[] {
  const { sensor, variance } = known;
  const { time, value } = input;
  const recent = recentOf(known, gross);
  const vital = lifeOf(known, vitals);
  const excess = vital === null ? 1 : excessAtOnce(vital.scatter, sensor);
  const followed = rapid(recent, time, value, Math.sqrt(excess * variance));
  const drop = followed ?? plunged(recent);
  if (drop === null || time < gross.settling[sensor.module]) return nothing;
  const before = gross.drops[sensor.id];
  const goesOn = before !== undefined && time - before.time <= Math.max(patience, 3 * sensor.period);
  const samples = goesOn ? before.samples + 1 : 1;
  gross.drops[sensor.id] = { ...drop, time, samples };
  const modules = joinedTo(station, gross, sensor.module);
  const peers = station.sensors.filter(
    (s) => s !== sensor && modules.includes(s.module) && isListening(gross, book, s, sensor, time),
  );
  const agree = peers.filter((s) => time - (gross.drops[s.id]?.time ?? Number.NEGATIVE_INFINITY) <= 2 * s.period);
  // The first drop told is of three samples.
  const lasts = samples + 2 >= witnessed;
  const still = peers.filter(
    (s) => lasts && drop.fall * drop.over > s.step && standsStill(vitals[s.id], s, time - drop.over),
  );
  if (agree.length === 0 && peers.length > still.length) return nothing;
  if (followed === null && (agree.length === 0 || agree.length < peers.length)) return nothing;
  const seenBy = [sensor, ...agree].map((s) => s.id).join(", ");
  const rate = formatQuantity("pressureRate", pascalPerSecond(drop.fall), "mmHg/min", 2);
  const alone = peers.length > 0 && agree.length === 0;
  const silent = alone ? `; ${still.map((s) => s.id).join(", ")} does not follow and has not moved at all` : "";
  const text = `Pressure drops ${rate} in the volume of ${sensor.module} (over ${lasting(drop.over)}, ${seenBy}), limit 1 mmHg/min${silent}`;
  const fall = fromSI("pressureRate", pascalPerSecond(drop.fall), "mmHg/min");
  const values = {
    fall_mmHg_per_min: fall,
    module: sensor.module,
    over_s: drop.over,
    sensors: seenBy,
    limit_mmHg_per_min: 1,
  };
  return raise(book, "rapid-depress", modules[0], now, () => ({ text, says: { code: "rapid", values } }));
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

/** What the air did until `time` (s) nobody has seen: pressures begin anew. */
export function airUnseen(station: Station, gross: Gross, time: number): void {
  for (const { id } of station.modules) gross.settling[id] = Math.max(gross.settling[id] ?? time, time + settlingTime);
  for (const recent of Object.values(gross.recents)) forget(recent);
}

/**
 * Ends the alarms of volumes in which nothing has dropped for a while. That nothing is heard does not tell so: a gauge that
 * saw the drop must have spoken since, or another one where those have failed; a noisy one tells as much as that.
 */
export function calmGross(
  station: Station,
  gross: Gross,
  vitals: { readonly [sensor: string]: Vital },
  book: AlarmBook,
  time: number,
): AlarmEvent[] {
  return standing(book, "rapid-depress").flatMap((about) => {
    const modules = joinedTo(station, gross, about);
    const gauges = station.sensors.filter((s) => s.quantity === "pressure" && modules.includes(s.module));
    const saw = gauges.filter((s) => gross.drops[s.id] !== undefined);
    if (saw.some((s) => time - gross.drops[s.id].time <= overAfter || falls(gross, s, time))) return [];
    const sound = gauges.filter((s) => vitals[s.id]?.scatter.loud || !fails(book, s));
    const soundSaw = saw.filter((s) => sound.includes(s));
    const heard = (soundSaw.length > 0 ? soundSaw : sound).some((s) => isSteady(gross, s, time));
    if (gauges.length > 0 && !heard) return [];
    return clear(book, "rapid-depress", about, second(time), () => ({
      text: `No drop over 1 mmHg/min for ${lasting(overAfter)}`,
      says: { code: "rapid-over", values: { quiet_s: overAfter, limit_mmHg_per_min: 1 } },
    }));
  });
}

/** Speaks now, and has done so for long enough to show that nothing drops. */
const isSteady = (gross: Gross, { id, period }: Sensor, time: number) => {
  const recent = gross.recents[id];
  const last = recent?.times.at(-1) ?? Number.NEGATIVE_INFINITY;
  return time - last <= Math.max(patience, 3 * period) && last - recent.since >= overAfter - patience;
};

/** Falls on average, though single samples may not tell. */
const falls = (gross: Gross, s: Sensor, time: number) =>
  isSteady(gross, s, time) && meanFall(gross.recents[s.id]) >= grossFall;
