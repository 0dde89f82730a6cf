/** One joined volume, watched: its belief, its ladder of onsets, its sensors, and the leak that it knows of. */
import { ninety, toSI } from "../quantity/index.ts";
import { absorbFound, adopt, type Found, loosen, release } from "./absorb.ts";
import { type Bin, binLength, readingsIn, type Sensed, sense } from "./bin.ts";
import { discard, doubtOf, lookAll, pass, renew } from "./calibration.ts";
import { breakOff, feel, miss, partOf } from "./climate.ts";
import { type Heard, hearCodes } from "./coarse.ts";
import { takeCodes, weightOfLook } from "./coarse-weather.ts";
import { leastChance, weigh, weighPassing } from "./evidence.ts";
import { type Followed, sharpenedBy } from "./follow.ts";
import type { Fused, Reading } from "./fusion.ts";
import { hold, jumpAt } from "./jump.ts";
import { foresee, startBelief, update } from "./kalman.ts";
import { scoreLadder, startLadder, startPassing } from "./ladder.ts";
import { isOver, knownFrom, leakOf, leanOf, learn, unsettle } from "./leak.ts";
import { at, sightOfNitrogen, sightOfPressure, states } from "./model.ts";
import { move, nitrogenFraction } from "./move.ts";
import { nominalRateSd, thermometers } from "./nuisance.ts";
import { thresholdOf } from "./odds.ts";
import { expectThermometers, sureShare } from "./share.ts";
import { age, learnScale, rewind, scorePressure, takeOrHold, thermal } from "./take-pressure.ts";
import { assumedTemperature, type Tracker } from "./tracker-state.ts";
import { warm } from "./warmth.ts";

/** (K) What air can be where people are, in a cabin without power too; a warmer thermometer sits in its electronics' heat. */
const livable = { low: 260, high: 305 };
/** Bins (a day) by which "it leaked before we looked" counts. */
const headStart = 1440;
/** (Pa) Uncertainty of the first reading. */
const firstSd = toSI("pressure", 0.5, "mmHg");
/** (Pa) Rounding that averaging leaves, over which a volume is seen coarsely. */
const coarse = toSI("pressure", 0.01, "mmHg");
/** (-) By how much of itself a leak that codes told of is less well known than they say. */
const unsureByCodes = 0.4;
/**
 * (-) By how much of itself what is told of a leak is unsure beside that, while codes are all that sizes it: of leaks from `quick`
 * (Pa/s) up, which cross each edge but once; of slower ones, which the weather carries to and fro over it, in proportion less. Chosen on
 * seeds 1 to 20. A leak that has taken more than `much` (Pa), three steps of a coarse gauge, is known the better the more it is.
 */
const unsureAtEdges = { most: 0.5, quick: toSI("pressureRate", 0.3, "mmHg/h"), much: toSI("pressure", 3, "mmHg") };
/** (steps) What a leak takes of a coarse gauge in a minute from where on its mean tells more than the edge that it crosses. */
const quickSteps = 0.5;
/** (Pa) Gas let in that has not mixed, over which one place says little of the nitrogen of all. */
const uneven = toSI("pressure", 0.5, "mmHg");

/** Nothing is known of a volume, and no memory spent on it, until a gauge speaks there. */
function wake(t: Tracker): void {
  t.belief = startBelief(firstSd, Math.hypot(0.5 * t.metabolic, nominalRateSd));
  t.ladder = startLadder(0, headStart);
  t.passing = startPassing();
}

/** Takes in one bin; `threshold` is the log of the statistic at which a leak is taken as known. */
export function track(t: Tracker, bin: Bin, threshold: number): void {
  t.time += binLength;
  if (Number.isNaN(t.first.pressure)) {
    if (bin.pressure.length === 0) return;
    wake(t);
  }
  move(t, bin);
  const expected = t.first.pressure + foresee(t.belief, sightOfPressure(t.warmth.slow)).mean;
  const sensed = sense(t.senses, bin, expected, t.others);
  remember(t, bin, sensed);
  t.nitrogen = nitrogenOf(t, sensed);
  const byCodes = sensed.pressure !== null && takeFused(t, bin, sensed.pressure);
  if (!byCodes) hearCodes(t.codes.gauges, [], 0);
  if (sensed.pressure === null && t.held !== null && !hold(t.held, bin)) t.held = null;
  if (sensed.pressure === null) miss(t.climate);
  if (sensed.nitrogen !== null) takeNitrogen(t, sensed.nitrogen);
  calibrate(t);
  age(t);
  const evidence = weigh(t.ladder, t.leak !== null, now(t));
  t.evidence =
    evidence.log - doubtOf(t.climate) - (evidence.log > 0 ? weighPassing(t.passing, t.calibration, binLength) : 0);
  const enough = t.evidence >= thresholdOf(t, threshold);
  // The one minute in which an edge is crossed makes a known leak seem many times as fast: the next one has to say so, too.
  const lasts = enough && (!byCodes || t.leak === null || t.codes.enough);
  t.codes.enough = enough;
  if (t.held === null && lasts) {
    Object.assign(t, learn(t.belief, t.ladder, now(t), evidence, t.time, t.leak), { passing: startPassing() });
    // Where edges lie is known less well than the belief has it, and the few that were crossed are all that sizes a leak.
    if (byCodes) loosen(t.belief, unsureByCodes * t.belief.x[at.leak]);
  }
  if (t.leak !== null && sensed.pressure !== null && isOver(t.leak, t.belief)) forget(t);
}

/** Takes the fused pressure of a bin, or what its gauges say one by one; gives whether they were read by their codes. */
function takeFused(t: Tracker, bin: Bin, fused: Fused): boolean {
  // A change of code must not pass for a jump: rounding is noise of each reading too, beside its wander in the state.
  const variance = fused.variance * t.climate.strength[partOf.noise] + fused.bias;
  const share = sureShare(t.belief);
  const { slow, quick, noise } = t.warmth;
  const cool = fused.value - share * quick;
  const falls = binLength * leakOf(t.belief).fall;
  const coded = bin.pressure.every((r) => r.codes !== undefined && falls < quickSteps * r.codes.step);
  const loud = bin.pressure.some((r) => r.noisy);
  const voters = coded || loud ? bin.pressure.filter((r) => fused.sensors.includes(r.sensor)) : [];
  // The edges of one gauge alone lie too far apart to be told from something that passed.
  const byCodes = coded && voters.length > 1;
  const noisy = loud && voters.every((r) => r.noisy);
  if (noisy && !t.noisy) doubt(t);
  t.noisy = noisy;
  t.codes.alone = byCodes;
  if (byCodes) readCodes(t, voters, t.first.pressure + share * quick, share ** 2 * noise);
  else {
    t.codes.rival = null;
    takeOrHold(t, bin, { value: cool - t.first.pressure, variance: variance + share ** 2 * noise, thermal: slow });
  }
  // No spectrum comes from codes, nor from noise that is not the cabin's.
  if (t.leak !== null || byCodes || voters.some((r) => r.noisy)) breakOff(t.climate);
  else
    feel(t.climate, {
      value: cool - t.belief.x[at.share] * slow - t.expected,
      variance: fused.variance + fused.bias,
      readings: readingsIn(bin),
    });
  return byCodes;
}

/** Looks at the onsets of certain ages, while nothing is known that would carry them. */
function calibrate({ ladder, calibration, leak, held, climate, codes }: Tracker): void {
  renew(calibration, climate);
  if (leak !== null) {
    discard(calibration);
    return;
  }
  if (held !== null) return;
  lookAll(calibration, ladder, codes.alone ? (octave, Q) => weightOfLook(codes, octave, Q) : undefined);
  pass(calibration, binLength);
}

const now = (t: Tracker) => ({
  exposure: t.exposure,
  thermal: thermal(t),
  doubt: thermometers.doubt * Math.abs(t.belief.x[at.share]),
  nitrogenFraction: nitrogenFraction(t),
  calibration: t.calibration,
  least: t.codes.alone ? leastChance.byCodes : t.rounding > coarse ** 2 ? leastChance.rounded : 0,
});

function remember(t: Tracker, bin: Bin, sensed: Sensed): void {
  if (Number.isNaN(t.first.pressure) && bin.pressure.length > 0) t.first.pressure = bin.pressure[0].mean;
  if (Number.isNaN(t.first.nitrogen) && sensed.nitrogen !== null) t.first.nitrogen = sensed.nitrogen.value;
  if (sensed.pressure !== null) {
    t.last.pressure = sensed.pressure.value;
    t.rounding = sensed.pressure.bias;
    const { P } = t.belief;
    if (P[at.rounding * states + at.rounding] === 0) P[at.rounding * states + at.rounding] = t.rounding;
  }
  if (Number.isNaN(t.last.pressure)) t.last.pressure = t.first.pressure;
  if (sensed.ppO2 !== null) t.last.ppO2 = sensed.ppO2.value;
  if (sensed.temperature === null) {
    t.warmth.missed++;
    return;
  }
  const kelvin = sensed.temperature.value;
  if (kelvin > livable.low && kelvin < livable.high) t.last.temperature = kelvin;
  if (Number.isNaN(t.warmth.first)) expectThermometers(t.belief, bin.temperature.length);
  warm(t.warmth, kelvin, sensed.temperature.variance + sensed.temperature.bias, t.last.pressure / assumedTemperature);
}

/** Every gauge that speaks is one of codes: each is read by itself, and no minute is held as a jump. */
function readCodes(t: Tracker, readings: readonly Reading[], zero: number, noise: number): void {
  t.held = null;
  t.rounding = 0;
  const score = ({ sight, surprise, point }: Heard) => {
    scorePressure(t, sight, surprise);
    if (point) learnScale(t, surprise);
  };
  const around = { zero, thermal: t.warmth.slow, noise };
  takeCodes(t.codes, t.belief, readings, around, { climate: t.climate, known: t.leak !== null, score });
}

/** Nitrogen bears witness but raises no jump of its own: an analyser that steps is taken as that. */
function takeNitrogen(t: Tracker, fused: Fused): void {
  const sight = sightOfNitrogen(t.warmth.slow * nitrogenFraction(t));
  const value = fused.value - t.first.nitrogen;
  const noise = fused.variance + fused.bias;
  const { mean, variance } = foresee(t.belief, sight);
  const innovation = value - mean;
  if (innovation ** 2 > jumpAt ** 2 * (variance + noise)) {
    t.belief.P[at.composition * states + at.composition] += innovation ** 2;
  }
  const s = update(t.belief, sight, value, noise);
  for (const ladder of [t.ladder, t.passing]) scoreLadder(ladder, sight, nitrogenFraction(t), t.exposure, s, 1);
}

/** (Pa) As the long balance takes it. */
function nitrogenOf(t: Tracker, { nitrogen }: Sensed): number {
  if (nitrogen === null || t.unmixed > uneven) return Number.NaN;
  return nitrogen.value - t.belief.x[at.share] * t.warmth.slow * nitrogenFraction(t);
}

/** A known leak has ended: watches anew from here. */
export function forget(t: Tracker): void {
  release(t.belief);
  t.leak = null;
  t.ladder = startLadder(t.exposure, 1, thermal(t));
}

/** All that is heard turns out to be noise: what it seemed to say until it was found to be is no evidence. */
function doubt(t: Tracker): void {
  t.held = null;
  if (t.leak !== null) return;
  t.ladder = startLadder(t.exposure, 1, thermal(t));
  t.passing = startPassing();
}

/** (Pa/s) Middle and standard deviation of a leak, and (-) how far the interval of 90 % leans upwards. */
export interface Told {
  readonly fall: number;
  readonly sd: number;
  readonly lean: number;
}

/** What is told of the leak: each edge of a code that it crosses is as wrong for all that follows. */
export function toldOf({ belief, codes, leak, time }: Tracker): Told {
  const { fall, sd: own } = leakOf(belief);
  const lean = leak === null ? 0 : leanOf(leak, own);
  if (codes.gauges.length === 0) return { fall, sd: own, lean };
  const { most, quick, much } = unsureAtEdges;
  const taken = leak === null ? 0 : fall * (time - leak.onset);
  const unsure = (most * Math.min(1, fall / quick)) / Math.max(1, taken / much);
  const sd = Math.hypot(own, unsure * fall);
  return { fall, sd, lean: sd > 0 ? lean * (own / sd) : 0 };
}

/** (Pa) The level with temperature, mixing and oscillations taken out, relative to the first reading. */
export const levelOf = (t: Tracker) => t.belief.x[at.level];

/**
 * The volume has lost or won modules at this moment, from `before` to `after` (m3), and goes on as the same one. The level
 * may step; a leak known may have gone with what was shut off, or come with what was joined (`joined`, Pa m3/s at the
 * present pressure).
 */
export function carryOn(t: Tracker, before: number, after: number, joined: number): void {
  const { x } = t.belief;
  if (Number.isNaN(t.first.pressure)) return;
  unsettleLevel(t);
  if (t.leak === null) return;
  const own = x[at.leak] * (before / after);
  x[at.leak] = own + joined / after;
  unsettle(t.leak, t.belief, 0.5 * Math.hypot(own, joined / after));
  t.ladder = startLadder(t.exposure, 1, thermal(t));
}

/** The level may step at this moment, unseen. */
export function unsettleLevel(t: Tracker): void {
  const { P } = t.belief;
  P[at.level * states + at.level] += firstSd ** 2;
  P[at.composition * states + at.composition] += firstSd ** 2;
  t.held = null;
  t.codes.rival = null;
  breakOff(t.climate);
  discard(t.calibration);
}

/** The brisk tier has found a leak, told at `time` (s): it is believed as from the last closed bin. Known ones are added to. */
export function takeFound(t: Tracker, found: Found): void {
  if (t.found === found.time || Number.isNaN(t.first.pressure)) return;
  t.found = found.time;
  if (t.held !== null) rewind(t, t.held, 0);
  const known = leakOf(t.belief);
  absorbFound(t.belief, t.ladder, found, now(t), t.time);
  if (t.leak === null) t.leak = knownFrom(found, t.belief);
  else t.leak.lean = 0;
  t.leak.peak = Math.max(t.leak.peak, known.fall + found.fall);
  t.ladder = startLadder(t.exposure, 1, thermal(t));
  t.passing = startPassing();
}

/** What the samples say of a leak that they are followed for, up to `time` (s), is what is known of it. */
export function sharpen(t: Tracker, followed: Followed, time: number): void {
  if (t.leak === null) return;
  const { fall, sd, onset, onsetSd } = sharpenedBy(followed, t.first.pressure);
  adopt(t.belief, fall, sd);
  if (!followed.first) return;
  t.leak.onset = Math.min(time, onset);
  t.leak.onsetLow = t.leak.onset - ninety * onsetSd;
  t.leak.onsetHigh = Math.min(time, onset + ninety * onsetSd);
}

/** A patch was set or taken off in this volume: its leak may be all gone, or be back. */
export function patched(t: Tracker): void {
  if (t.leak === null) return;
  unsettle(t.leak, t.belief, Math.max(leakOf(t.belief).fall, t.leak.peak));
  t.ladder = startLadder(t.exposure, 1, thermal(t));
}
