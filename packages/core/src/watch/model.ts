/**
 * The state of one joined volume and how it moves between two readings. Everything is in Pa, Pa/s and s, relative to
 * the pressure at which watching began.
 *
 *   reading   = mean + rounding + share * (P/T) * (change of the thermometers)
 *   mean      = of the minute, of level + mixing + oscillations: of one reading a minute as it is at the end
 *   nitrogen  = nitrogen level + composition + share * (PN/T) * (change of the thermometers)
 *   level'    = expected + nominal + balance fast + balance slow - leak * P/P0
 *   nitrogen' = - x_N * leak * P/P0
 */
import { partOf } from "./climate.ts";
import { type Averaged, shareOf, swinging, walking, wandering } from "./minute-mean.ts";
import {
  balanceFast,
  balanceSlow,
  composition,
  levelWalk,
  mixing,
  nitrogenWalk,
  oscillations,
  roundingTime,
  thermometers,
} from "./nuisance.ts";

const firstMixing = 3;
const firstOscillation = firstMixing + mixing.length;
const afterOscillations = firstOscillation + 2 * oscillations.length;

/** Where each part of the state lives. */
export const at = {
  level: 0,
  balanceFast: 1,
  balanceSlow: 2,
  share: afterOscillations,
  nitrogen: afterOscillations + 1,
  composition: afterOscillations + 2,
  /** (Pa/s) What the gas balance is off by for good: learnt, never forgotten. */
  nominal: afterOscillations + 3,
  /** (Pa) Rounding that averaging leaves: it wanders as the pressure crosses the codes. */
  rounding: afterOscillations + 4,
  /** (Pa/s) Fall that a known leak makes at the first pressure; exactly 0 while none is known. */
  leak: afterOscillations + 5,
  /** (Pa) What the gauges of a step see, on average over it: made anew with every step. */
  mean: afterOscillations + 6,
  /** (Pa) What each of the first gauges of codes reads beside the others. */
  gauges: afterOscillations + 7,
} as const;
/** Gauges of codes that a volume has places for. */
export const gaugesOfCodes = 4;
export const states = at.gauges + gaugesOfCodes;

/** One step of `dt` seconds: what each part decays by, how the oscillators turn, what noise comes in. */
export interface Step {
  readonly dt: number;
  /** (-) Which part of it has gone by at the mean of its readings. */
  readonly share: number;
  /** What the mean sees of the state before the step. */
  readonly weights: Float64Array;
  /** Of the noise that comes in: its variance in the mean, and its covariance with what it leaves in the state. */
  readonly own: Float64Array;
  readonly across: Float64Array;
  readonly decay: Float64Array;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  readonly noise: Float64Array;
  /** Noise of the parts whose strength is learnt, at the assumed strength, and which part of the climate each is. */
  readonly weather: Float64Array;
  readonly part: Int8Array;
}

const wanderNoise = (sd: number, phi: number) => sd * sd * (1 - phi * phi);

/** The transition over `dt` (s), in which gauges are read so often. */
export function step(dt: number, readings = 1): Step {
  const share = shareOf(readings);
  const weights = new Float64Array(states);
  const own = new Float64Array(states);
  const across = new Float64Array(states);
  const average = (i: number, a: Averaged) => {
    weights.set(a.weights, i);
    own[i] = a.own;
    across.set(a.across, i);
  };
  average(at.level, walking(levelWalk, dt, readings));
  for (const i of [at.balanceFast, at.balanceSlow, at.nominal]) weights[i] = share * dt;
  const decay = new Float64Array(states).fill(1);
  const noise = new Float64Array(states);
  const weather = new Float64Array(states);
  const part = new Int8Array(states);
  const cos = new Float64Array(oscillations.length);
  const sin = new Float64Array(oscillations.length);
  const wander = (into: Float64Array, i: number, sd: number, tau: number) => {
    decay[i] = Math.exp(-dt / tau);
    into[i] = wanderNoise(sd, decay[i]);
  };
  wander(weather, at.balanceFast, balanceFast.sd, balanceFast.tau);
  wander(weather, at.balanceSlow, balanceSlow.sd, balanceSlow.tau);
  part[at.balanceFast] = partOf.balance;
  part[at.balanceSlow] = partOf.balance;
  wander(noise, at.composition, composition.sd, composition.tau);
  decay[at.rounding] = Math.exp(-dt / roundingTime);
  mixing.forEach((m, k) => {
    wander(weather, firstMixing + k, m.sd, m.tau);
    average(firstMixing + k, wandering(m, dt, readings));
    part[firstMixing + k] = partOf.mixing + k;
  });
  oscillations.forEach((o, k) => {
    const rho = Math.exp(-dt / o.coherence);
    cos[k] = rho * Math.cos((2 * Math.PI * dt) / o.period);
    sin[k] = rho * Math.sin((2 * Math.PI * dt) / o.period);
    weather[firstOscillation + 2 * k] = wanderNoise(o.sd, rho);
    weather[firstOscillation + 2 * k + 1] = wanderNoise(o.sd, rho);
    average(firstOscillation + 2 * k, swinging(o, dt, readings));
    part.fill(partOf.oscillations + k, firstOscillation + 2 * k, firstOscillation + 2 * k + 2);
  });
  noise[at.level] = levelWalk * dt;
  noise[at.nitrogen] = nitrogenWalk * dt;
  noise[at.share] = thermometers.walk * dt;
  return { dt, share, weights, own, across, decay, cos, sin, noise, weather, part };
}

/** How `count` states stand in one array: the numbers of each so far `along`, and each so far `across` from the one before. */
export interface Lined {
  readonly count: number;
  readonly along: number;
  readonly across: number;
}

/** Side by side as the rows or the columns of a matrix by rows. */
export const rows = (count: number): Lined => ({ count, along: 1, across: states });
export const columns = (count: number): Lined => ({ count, along: states, across: 1 });

/** Applies the transition in place to the states in `v`, part by part: what moves a part is read once for all of them. */
export function advance(
  s: Step,
  v: Float64Array,
  leakFall: number,
  nitrogenFall: number,
  { count, along, across }: Lined = rows(1),
): void {
  const { dt, share, weights, decay, cos, sin } = s;
  const mean = at.mean * along;
  const end = count * across;
  for (let c = 0; c < end; c += across) {
    const level = v[c + at.level * along];
    const leak = v[c + at.leak * along];
    const fast = v[c + at.balanceFast * along];
    const slow = v[c + at.balanceSlow * along];
    const nominal = v[c + at.nominal * along];
    v[c + mean] =
      -share * leakFall * leak +
      weights[at.level] * level +
      weights[at.balanceFast] * fast +
      weights[at.balanceSlow] * slow +
      weights[at.nominal] * nominal;
    v[c + at.level * along] = level + (dt * (nominal + fast + slow) - leakFall * leak);
    v[c + at.nitrogen * along] -= nitrogenFall * leak;
    v[c + at.balanceFast * along] = decay[at.balanceFast] * fast;
    v[c + at.balanceSlow * along] = decay[at.balanceSlow] * slow;
    v[c + at.composition * along] *= decay[at.composition];
    v[c + at.rounding * along] *= decay[at.rounding];
  }
  for (let i = firstMixing; i < firstOscillation; i++) {
    const weight = weights[i];
    const left = decay[i];
    for (let c = 0; c < end; c += across) {
      const x = v[c + i * along];
      v[c + mean] += weight * x;
      v[c + i * along] = left * x;
    }
  }
  for (let i = firstOscillation, k = 0; i < afterOscillations; i += 2, k++) {
    const a = weights[i];
    const b = weights[i + 1];
    const co = cos[k];
    const si = sin[k];
    for (let c = 0; c < end; c += across) {
      const x = v[c + i * along];
      const y = v[c + (i + 1) * along];
      v[c + mean] = v[c + mean] + a * x + b * y;
      v[c + i * along] = co * x - si * y;
      v[c + (i + 1) * along] = si * x + co * y;
    }
  }
}

/** What a reading sees of the state: the parts at `index` with weight 1, but the last one, the share, with `thermal` (Pa). */
export interface Sight {
  readonly index: readonly number[];
  readonly thermal: number;
}

/** How much a sight sees of its `k`th part. */
export const weightOf = ({ index, thermal }: Sight, k: number) => (k === index.length - 1 ? thermal : 1);

const totalIndex = [at.mean, at.rounding, at.share];
const gaugeIndex = Array.from({ length: gaugesOfCodes }, (_, k) => [at.mean, at.gauges + k, at.share]);
const nitrogenIndex = [at.nitrogen, at.composition, at.share];

/** The pressure reading; `thermal` (Pa) is what full thermometer compensation would add. */
export const sightOfPressure = (thermal: number): Sight => ({ index: totalIndex, thermal });

/** One gauge of codes, which sees its own offset. */
export const sightOfGauge = (thermal: number, slot: number): Sight => ({ index: gaugeIndex[slot], thermal });

/** The nitrogen reading; `thermal` (Pa) likewise, of nitrogen. */
export const sightOfNitrogen = (thermal: number): Sight => ({ index: nitrogenIndex, thermal });

/** (Pa2 and alike) Stationary variances at the start; level and nitrogen as wide as one reading can be off. */
export function startVariance(levelSd: number, nominalSd: number): Float64Array {
  const v = new Float64Array(states);
  v[at.level] = levelSd ** 2;
  v[at.nitrogen] = levelSd ** 2;
  v[at.balanceFast] = balanceFast.sd ** 2;
  v[at.balanceSlow] = balanceSlow.sd ** 2;
  v[at.nominal] = nominalSd ** 2;
  // Set anew when a gauge takes the place; until then nothing sees it.
  v.fill(levelSd ** 2, at.gauges);
  v[at.composition] = composition.sd ** 2;
  mixing.forEach((m, k) => {
    v[firstMixing + k] = m.sd ** 2;
  });
  oscillations.forEach((o, k) => {
    v[firstOscillation + 2 * k] = o.sd ** 2;
    v[firstOscillation + 2 * k + 1] = o.sd ** 2;
  });
  return v;
}
