/** One joined volume, watched: its belief, its ladder of onsets, its sensors, and the leak that it knows of. */
import { toSI } from "../quantity/index.ts";
import { release } from "./absorb.ts";
import { type Bin, binLength, type Sensed, type Senses, sense, startSenses } from "./bin.ts";
import { weigh } from "./evidence.ts";
import { type Belief, foresee, predict, startBelief, update } from "./kalman.ts";
import { ageLadder, type Ladder, predictLadder, scoreLadder, startLadder } from "./ladder.ts";
import { isOver, type KnownLeak, learn } from "./leak.ts";
import { at, sightOfNitrogen, sightOfPressure, states, step } from "./model.ts";
import { nominalRateSd, thermometer } from "./nuisance.ts";

export interface Tracker {
  /** (s) UNIX time of the end of the last bin. */
  time: number;
  /** (Pa/s) Fall that the crew's oxygen makes in this volume if none of it is replaced. */
  metabolic: number;
  /** (Pa, K, Pa) First readings; NaN until a sensor has spoken. */
  readonly first: { pressure: number; temperature: number; nitrogen: number };
  /** (Pa, K, Pa) Last readings. */
  readonly last: { pressure: number; temperature: number; ppO2: number };
  /** (Pa) What full thermometer compensation of the pressure adds now. */
  thermal: number;
  /** (s) Integral of P/P0: for how long a hole would have blown at the first pressure. */
  exposure: number;
  belief: Belief;
  ladder: Ladder;
  /** Squared surprise over what the model expects, smoothed: 1 where the assumed noise fits. */
  scale: number;
  /** Log of the statistic. */
  evidence: number;
  leak: KnownLeak | null;
  held: Held | null;
  readonly senses: Senses;
}

/** (Pa, Pa2, Pa) A fused pressure relative to the first one, its variance, and the thermal term that goes with it. */
interface Take {
  readonly value: number;
  readonly variance: number;
  readonly thermal: number;
}

/** What was believed before a bin that jumped, and the bin: kept until the next one tells what the jump was. */
interface Held {
  readonly belief: Belief;
  readonly ladder: Ladder;
  readonly exposure: number;
  readonly take: Take;
  readonly jump: number;
}

/** (K) Stands in where no thermometer reads a temperature that people live at. */
const assumedTemperature = 295;
const livable = { low: 285, high: 305 };
/** Standard deviations at which a bin has jumped, and at which the next one goes on the same way. */
const jumpAt = 6;
const goesOnAt = 4;
/** Bins over which the scale of the noise is learnt, and what it may become. */
const scaleSpan = 720;
const scaleBounds = { low: 0.7, high: 50 };
/** Bins (a day) by which "it leaked before we looked" counts. */
const headStart = 1440;
/** (Pa) Uncertainty of the first reading. */
const firstSd = toSI("pressure", 0.5, "mmHg");
const minute = step(binLength);

/** Begins to watch a volume at `time` (s) where the crew's oxygen makes it fall by `metabolic` (Pa/s). */
export function startTracker(time: number, metabolic: number): Tracker {
  const share = { index: at.share, mean: thermometer.mean };
  return {
    time,
    metabolic,
    first: { pressure: Number.NaN, temperature: Number.NaN, nitrogen: Number.NaN },
    last: { pressure: Number.NaN, temperature: assumedTemperature, ppO2: Number.NaN },
    thermal: 0,
    exposure: 0,
    belief: startBelief(firstSd, Math.hypot(0.5 * metabolic, nominalRateSd), share),
    ladder: startLadder(0, headStart),
    scale: 1,
    evidence: Number.NEGATIVE_INFINITY,
    leak: null,
    held: null,
    senses: startSenses(),
  };
}

/** Takes in one bin; `threshold` is the log of the statistic at which a leak is taken as known. */
export function track(t: Tracker, bin: Bin, threshold: number): void {
  t.time += binLength;
  move(t, bin);
  const sensed = sense(t.senses, bin, t.first.pressure + foresee(t.belief, sightOfPressure(t.thermal)).mean);
  remember(t, bin, sensed);
  if (sensed.pressure !== null) {
    const { value, variance } = sensed.pressure;
    takeOrHold(t, bin, { value: value - t.first.pressure, variance, thermal: t.thermal });
  }
  if (sensed.nitrogen !== null) takeNitrogen(t, sensed.nitrogen);
  ageLadder(t.ladder, t.exposure);
  const evidence = weigh(t.ladder, t.leak !== null);
  t.evidence = evidence.log;
  if (t.held === null && evidence.log >= threshold) {
    const now = { exposure: t.exposure, nitrogenFraction: nitrogenFraction(t) };
    Object.assign(t, learn(t.belief, t.ladder, now, evidence, t.time, t.leak));
  }
  if (t.leak !== null && isOver(t.leak, t.belief)) forget(t);
}

/** The state moves by one bin: nominal balance, what people let in, the known leak. */
function move(t: Tracker, bin: Bin): void {
  const { x, P } = t.belief;
  const exposure = (minute.dt * (t.last.pressure || 1)) / (t.first.pressure || 1);
  const nitrogen = exposure * nitrogenFraction(t);
  predict(t.belief, minute, exposure, nitrogen);
  predictLadder(t.ladder, minute, exposure, nitrogen);
  t.exposure += exposure;
  // Between no oxygen replaced and all of it: half is the best guess, and the start's variance covers the rest.
  x[at.level] += bin.supplied - 0.5 * t.metabolic * minute.dt;
  x[at.nitrogen] += bin.suppliedNitrogen;
  // A flow is known to a tenth at best, for as long as it flows; oxygen takes hours to reach the analysers.
  P[at.level * states + at.level] += (0.3 * bin.supplied) ** 2 + bin.unrest ** 2;
  P[at.nitrogen * states + at.nitrogen] += (0.3 * bin.suppliedNitrogen) ** 2;
  P[at.composition * states + at.composition] += bin.supplied ** 2;
  // A hole may grow or clog by some 3 % in an hour without anyone being told.
  P[at.leak * states + at.leak] += (0.03 * x[at.leak]) ** 2 * (minute.dt / 3600);
}

/** (-) What share of the escaping gas is nitrogen; air's own where it is not measured. */
const nitrogenFraction = (t: Tracker) =>
  Number.isFinite(t.first.nitrogen) ? Math.min(1, Math.max(0, t.first.nitrogen / t.first.pressure)) : 0.78;

function remember(t: Tracker, bin: Bin, sensed: Sensed): void {
  if (Number.isNaN(t.first.pressure) && bin.pressure.length > 0) t.first.pressure = bin.pressure[0].mean;
  if (Number.isNaN(t.first.nitrogen) && sensed.nitrogen !== null) t.first.nitrogen = sensed.nitrogen.value;
  if (sensed.pressure !== null) t.last.pressure = sensed.pressure.value;
  else if (Number.isNaN(t.last.pressure)) t.last.pressure = t.first.pressure;
  if (sensed.ppO2 !== null) t.last.ppO2 = sensed.ppO2.value;
  if (sensed.temperature === null) return;
  const kelvin = sensed.temperature.value;
  if (Number.isNaN(t.first.temperature)) t.first.temperature = kelvin;
  if (kelvin > livable.low && kelvin < livable.high) t.last.temperature = kelvin;
  t.thermal = (t.last.pressure / assumedTemperature) * (kelvin - t.first.temperature);
}

/** A step is not a leak and a spike is nothing: a bin that jumps waits for the next one to say which it was. */
function takeOrHold(t: Tracker, bin: Bin, take: Take): void {
  const { held } = t;
  t.held = null;
  if (held !== null) {
    const { jump } = surprise(t, take);
    // Twice the same way while the pressure falls: a leak that begins, or one that is not as large as it was thought.
    const fell = jump * Math.sign(held.jump) > goesOnAt && take.value < held.take.value;
    const cameBack = Math.abs(jump + held.jump) < 0.3 * Math.abs(held.jump);
    if (fell || cameBack) {
      t.belief = held.belief;
      t.ladder = held.ladder;
      t.exposure = held.exposure;
      if (fell) takePressure(t, held.take);
      ageLadder(t.ladder, t.exposure);
      move(t, bin);
      takePressure(t, take);
      return;
    }
  }
  const { innovation, jump } = surprise(t, take);
  if (Math.abs(jump) > jumpAt) {
    const { belief, ladder, exposure } = t;
    t.held = { ...structuredClone({ belief, ladder, exposure }), take, jump };
    belief.P[at.level * states + at.level] += innovation ** 2;
    belief.P[at.composition * states + at.composition] += innovation ** 2;
  }
  takePressure(t, take);
}

function surprise(t: Tracker, take: Take): { innovation: number; jump: number } {
  const { mean, variance } = foresee(t.belief, sightOfPressure(take.thermal));
  const innovation = take.value - mean;
  return { innovation, jump: innovation / Math.sqrt((variance + take.variance) * t.scale) };
}

function takePressure(t: Tracker, take: Take): void {
  const sight = sightOfPressure(take.thermal);
  const s = update(t.belief, sight, take.value, take.variance);
  scoreLadder(t.ladder, sight, 1, t.exposure, s, t.scale);
  if (t.held !== null) return;
  const squared = Math.min(9 * t.scale, s.innovation ** 2 / s.variance);
  t.scale = Math.min(scaleBounds.high, Math.max(scaleBounds.low, t.scale + (squared - t.scale) / scaleSpan));
}

/** Nitrogen bears witness but raises no jump of its own: an analyser that steps is taken as that. */
function takeNitrogen(t: Tracker, fused: { value: number; variance: number }): void {
  const sight = sightOfNitrogen(t.thermal * nitrogenFraction(t));
  const value = fused.value - t.first.nitrogen;
  const { mean, variance } = foresee(t.belief, sight);
  const innovation = value - mean;
  if (innovation ** 2 > jumpAt ** 2 * (variance + fused.variance)) {
    t.belief.P[at.composition * states + at.composition] += innovation ** 2;
  }
  scoreLadder(t.ladder, sight, nitrogenFraction(t), t.exposure, update(t.belief, sight, value, fused.variance), 1);
}

/** A known leak has ended: watch anew from here. */
function forget(t: Tracker): void {
  release(t.belief);
  t.leak = null;
  t.ladder = startLadder(t.exposure, 1);
}

/** (Pa) The level with temperature, mixing and oscillations taken out, relative to the first reading. */
export const levelOf = (t: Tracker) => t.belief.x[at.level];

/**
 * The volume has lost or won modules at this moment, from `before` to `after` (m3), and goes on as the same one. The level
 * may step; a leak known may have gone with what was shut off, or come with what was joined (`joined`, Pa m3/s at the
 * present pressure).
 */
export function carryOn(t: Tracker, before: number, after: number, joined: number): void {
  const { x, P } = t.belief;
  P[at.level * states + at.level] += firstSd ** 2;
  P[at.composition * states + at.composition] += firstSd ** 2;
  t.held = null;
  if (t.leak === null) return;
  const own = x[at.leak] * (before / after);
  x[at.leak] = own + joined / after;
  P[at.leak * states + at.leak] += (0.5 * own) ** 2 + (0.5 * (joined / after)) ** 2;
  t.ladder = startLadder(t.exposure, 1);
}
