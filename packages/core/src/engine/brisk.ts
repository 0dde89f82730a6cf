/**
 * The brisk tier of one joined volume: pressure samples of one moment are fused and watched as they come, in the order of their
 * times. What it does depends on the samples of a minute and not on the order in which they arrive: see `outOfOrder`.
 */
import { toSI } from "../quantity/index.ts";
import type { Sensor } from "../station/index.ts";
import {
  type Brisk,
  copyOf,
  copyOfBrisk,
  copyOfEach,
  type Found,
  leakOf,
  middleOf,
  roundingOf,
  sharpen,
  startBrisk,
  stir,
  type Tracker,
  takeBrisk,
} from "../watch/index.ts";
import { settlingTime } from "./gross.ts";

export interface Pack {
  readonly brisk: Brisk;
  /** (s) The moment whose samples are gathered; NaN before the first. */
  time: number;
  /** Whether they have been taken in already: as many as usual had come. */
  taken: boolean;
  /** In the order of the station file. */
  samples: Sampled[];
  /** How many samples it has had, and the most that a moment had of late. */
  count: number;
  usual: number;
  /** (s) Until when pressures settle after a hatch moved. */
  settling: number;
  /** (Pa/s) Fall that was known of when the last moment was. */
  known: number;
  readonly apart: { [sensor: string]: Apart };
}

/** (Pa) How far a sensor stood from the others, of late and for longer. */
interface Apart {
  late: number;
  long: number;
}

/** (-) Place of the sensor in the station file; (Pa, Pa2) its reading less its offset, and the variance of that. */
interface Sampled {
  readonly place: number;
  readonly id: string;
  readonly value: number;
  readonly variance: number;
}

/** Steps over which "of late" and "for longer" are smoothed. */
const spans = { late: 6, long: 300 };
/** Standard deviations beyond which a sensor stands apart. */
const outlierAt = 6;
/** (-) Part of the fall that a sensor may stand apart by; the fall is one sensor's own where it is more. */
const ownAt = 0.7;
/** (-) A gauge whose rounding errs by more of its noise, for as long as the pressure stays, says nothing within seconds. */
const coarse = 0.2;
/** (s) A gauge that speaks less often leaves it to the tier of minutes. */
const slowest = 30;
/** (s) How old a leak is when the tier of minutes goes on alone. */
const followedFor = 180;
/** Bins after which a sensor's offset is known. */
const settled = 3;
/** An operation that somebody noted: (Pa/s) by what it may move the level, (s) for how long. */
const operation = { rate: toSI("pressureRate", 1.5, "mmHg/h"), lasting: 3600 };

export const startPack = (): Pack => ({
  brisk: startBrisk(),
  time: Number.NaN,
  taken: false,
  samples: [],
  count: 0,
  usual: 0,
  settling: Number.NEGATIVE_INFINITY,
  known: 0,
  apart: {},
});

/** A copy that goes its own way, written over `spare`. */
export const copyOfPack = (pack: Pack, spare?: Pack): Pack => ({
  ...pack,
  brisk: copyOfBrisk(pack.brisk, spare?.brisk),
  samples: copyOf(pack.samples),
  apart: copyOfEach(pack.apart, copyOfApart, spare?.apart),
});

function copyOfApart(a: Apart, spare?: Apart): Apart {
  if (spare === undefined) return { ...a };
  spare.late = a.late;
  spare.long = a.long;
  return spare;
}

/** Whether a sensor speaks often and finely enough to be watched by the sample. */
export const isBrisk = ({ quantity, period, sigma, step }: Sensor) =>
  quantity === "pressure" && period <= slowest && roundingOf(sigma, step) <= (coarse * sigma) ** 2;

/** Whether a sample or an action of `time` (s) comes too late to be taken in as the next one. */
export const outOfOrder = (pack: Pack, time: number) => time < pack.time || (time === pack.time && pack.taken);

/** Somebody lets gas in or out from now on, at `rate` (Pa/s). */
export function fed(pack: Pack, rate: number): void {
  stir(pack.brisk, rate);
  leave(pack);
}

/** Somebody has noted an operation that may move gas. */
export function stirred(pack: Pack): void {
  stir(pack.brisk, operation.rate, operation.lasting);
  leave(pack);
}

/** The pressure may go otherwise from now on: a leak that was told of is left to the tier of minutes. */
export function leave({ brisk }: Pack): void {
  brisk.followed = null;
}

/** A hatch of this volume moved at `time` (s). */
export function unsettled(pack: Pack, time: number): void {
  pack.settling = time + settlingTime;
  pack.brisk.time = Number.NaN;
  leave(pack);
}

/** Takes one sample; gives the leak whose evidence passes `threshold`, if any. */
export function takeSample(
  pack: Pack,
  tracker: Tracker,
  { sensor, place, time, value }: { sensor: Sensor; place: number; time: number; value: number },
  threshold: number,
): Found | null {
  const found = time > pack.time && !pack.taken ? flush(pack, tracker, threshold) : null;
  if (!(time <= pack.time)) {
    pack.usual = Math.max(pack.count, pack.usual - 1 / 64);
    pack.count = 0;
    pack.time = time;
    pack.taken = false;
  }
  const member = tracker.senses.pressure.members[sensor.id];
  if (member === undefined || member.health !== "good" || member.bins < settled || time < pack.settling) return found;
  const variance = sensor.sigma ** 2 + sensor.step ** 2 / 12;
  pack.count++;
  const sampled = { place, id: sensor.id, value: value - member.offset, variance };
  let at = pack.samples.length;
  while (at > 0 && pack.samples[at - 1].place > place) at--;
  if (at === pack.samples.length) pack.samples.push(sampled);
  else pack.samples.splice(at, 0, sampled);
  return found === null && pack.count >= pack.usual ? flush(pack, tracker, threshold) : found;
}

/** Fuses the samples of the moment and takes them in. */
function flush(pack: Pack, tracker: Tracker, threshold: number): Found | null {
  const { samples } = pack;
  pack.samples = [];
  pack.taken = true;
  if (samples.length === 0) return null;
  // Of two that part for a moment nobody can say which is right.
  if (samples.length === 2 && areApart(samples[0], samples[1])) return null;
  const { value, variance } = fuse(samples);
  for (const s of samples) {
    const a = apartOf(pack, s.id);
    a.late += (s.value - value - a.late) / spans.late;
    a.long += (s.value - value - a.long) / spans.long;
  }
  const { fall: known, sd } = leakOf(tracker.belief);
  if (known !== pack.known) stir(pack.brisk, Math.max(sd, Math.abs(known - pack.known)));
  pack.known = known;
  const reading = { time: pack.time, value, variance, expected: -known };
  const found = takeBrisk(pack.brisk, reading, tracker.climate, threshold);
  if (found === null) followOn(pack, tracker);
  else if (samples.length > 1 && isOwn(pack, found)) {
    leave(pack);
    return null;
  }
  return found;
}

function apartOf({ apart }: Pack, sensor: string): Apart {
  const known = apart[sensor];
  if (known !== undefined) return known;
  const first = { late: 0, long: 0 };
  apart[sensor] = first;
  return first;
}

/** What the samples have said so far of a leak that was told of is what is known of it. */
function followOn(pack: Pack, tracker: Tracker): void {
  const { brisk } = pack;
  if (brisk.followed === null) return;
  sharpen(tracker, brisk.followed, pack.time);
  // The level moves as it did: only what is taken for leak and what for drift is another.
  const { fall } = leakOf(tracker.belief);
  brisk.x[1] += fall - pack.known;
  pack.known = fall;
}

/** The tier of minutes has taken in a minute: what the samples of it said of a leak that is followed they have said already. */
export function closeMinute({ brisk }: Pack, tracker: Tracker): void {
  if (brisk.followed === null) return;
  sharpen(tracker, brisk.followed, tracker.time);
  if (tracker.leak === null || tracker.time - tracker.leak.onset > followedFor) brisk.followed = null;
}

const areApart = (a: Sampled, b: Sampled) => (a.value - b.value) ** 2 > outlierAt ** 2 * (a.variance + b.variance);

/** Their weighted mean, without those that stand apart. */
function fuse(samples: readonly Sampled[]): { value: number; variance: number } {
  const middle = samples.length < 3 || areClose(samples) ? null : middleOf(samples, (s) => s.value);
  let sum = 0;
  let weights = 0;
  for (const { value, variance } of samples) {
    if (middle !== null && (value - middle) ** 2 > outlierAt ** 2 * variance) continue;
    sum += value / variance;
    weights += 1 / variance;
  }
  return { value: sum / weights, variance: 1 / weights };
}

/** The common case, told without sorting: no two lie as far apart as the finest of them may from the middle. */
function areClose(samples: readonly Sampled[]): boolean {
  let [low, high, finest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { value, variance } of samples) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    finest = Math.min(finest, variance);
  }
  return (high - low) ** 2 <= outlierAt ** 2 * finest;
}

/** Whether what was found is one sensor's own: it has left the others by as much as all of them together have fallen. */
function isOwn({ apart }: Pack, { fall, time, onset }: Found): boolean {
  const lost = fall * (time - onset);
  return Object.values(apart).some(({ late, long }) => Math.abs(late - long) > ownAt * lost);
}
