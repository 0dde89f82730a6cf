/**
 * Several sensors of one quantity in one joined volume, fused into one reading. Each sensor keeps its own offset against
 * the others, so that one that falls silent or comes back makes no jump; one that parts from the others is named.
 * A leak moves all sensors of a joined volume alike and cancels in their differences (parity), so that a drifting sensor is
 * seen long before it could pass for a leak.
 */
import type { Codes } from "./codes.ts";
import { copyOfEach } from "./copy.ts";
import { middleOf } from "./middle.ts";

/** One sensor's bin: mean of `n` samples, (unit2) variance of that mean, and the part of it that does not average out. */
export interface Reading {
  readonly sensor: string;
  readonly mean: number;
  readonly variance: number;
  readonly bias: number;
  /** (-) Readings that it is the mean of, spread evenly over the bin; one unless told otherwise. */
  readonly samples?: number;
  /** Of a gauge whose step is coarser than its noise. */
  readonly codes?: Codes;
  /** It scatters far beyond what is said of it. */
  readonly noisy?: true;
}

/**
 * (unit2) Rounding that averaging does not take away: for noise `sigma` and step q, q^2/12 exp(-4 pi^2 sigma^2/q^2) (Sripad &
 * Snyder 1977, IEEE Trans. ASSP 25:442, first harmonic).
 */
export const roundingOf = (sigma: number, step: number) =>
  step === 0 ? 0 : (step ** 2 / 12) * Math.exp(-(((2 * Math.PI * sigma) / step) ** 2));

/** `good`; `odd` = parts from at least two others; `torn` = two disagree and nobody can say which is right. */
export type Health = "good" | "odd" | "torn";

export interface Member {
  offset: number;
  /** Bins seen. */
  bins: number;
  /** Smoothed difference from the others, and its standard deviation when all is well. */
  parity: number;
  paritySd: number;
  health: Health;
  /** Bins in a row that speak against the present health. */
  doubts: number;
  /** Last mean, and for how many bins it has been the same. */
  last: number;
  still: number;
}

export interface Fusion {
  members: { [sensor: string]: Member };
  /** Slow differences that good sensors show, in the quantity's unit: calibration, local warmth. */
  readonly tolerance: number;
}

export interface Fused {
  readonly value: number;
  /** (unit2) Of the noise, and of the rounding that averaging leaves. */
  readonly variance: number;
  readonly bias: number;
  /** Sensors that the value rests on. */
  readonly sensors: readonly string[];
}

/** Bins over which parity is smoothed, in which an offset may follow, and after which a verdict stands. */
const paritySpan = 30;
const offsetSpan = 1440;
const settle = 30;
const recover = 60;
/** Bins after which a mean that is the same to the last digit counts as stuck, where another gauge says otherwise. */
const stuckAfter = 5;
/** Standard deviations: of smoothed parity for a verdict; of one bin to pass it over. */
const verdictAt = 6;
const outlierAt = 8;
/** Tolerances that no two sensors of one volume are ever apart; (-) how much nearer the other one must be; tolerances, beside noise, that count of a difference. */
const wildAt = 500;
const nearAt = 0.1;
const differsAt = 50;

export const startFusion = (tolerance: number): Fusion => ({ members: {}, tolerance });

/** A copy that goes its own way, written over `spare`. */
export const copyOfFusion = ({ members, tolerance }: Fusion, spare?: Fusion): Fusion => ({
  members: copyOfEach(members, copyOfMember, spare?.members),
  tolerance,
});

/** Number by number, since there are dozens of them: to make a new object of one takes five times as long. */
function copyOfMember(m: Member, spare?: Member): Member {
  if (spare === undefined) return { ...m };
  spare.offset = m.offset;
  spare.bins = m.bins;
  spare.parity = m.parity;
  spare.paritySd = m.paritySd;
  spare.health = m.health;
  spare.doubts = m.doubts;
  spare.last = m.last;
  spare.still = m.still;
  return spare;
}

/** A reading, and what is known of the sensor that it is of. */
interface Spoken {
  readonly reading: Reading;
  readonly member: Member;
}

/**
 * Fuses one bin. `expected` anchors the offsets of sensors when none with a known offset speaks; the result is then null:
 * such a bin says nothing about change.
 */
export function fuse(fusion: Fusion, readings: readonly Reading[], expected: number): Fused | null {
  const { members } = fusion;
  const known: Spoken[] = [];
  for (const reading of readings) {
    const member = members[reading.sensor];
    if (member === undefined) continue;
    watchMoves(member, reading.mean);
    known.push({ reading, member });
  }
  const good = those(known, ({ member }) => !setAside(fusion, member));
  const voters = withoutOutliers(fusion, good.length > 0 ? good : known, expected);
  const fused = mean(voters);
  if (known.length < readings.length) {
    const centre = fused?.value ?? expected;
    const others = readings.filter((r) => members[r.sensor] === undefined);
    // Spread, since a record that grows by a key at a time is slow to read where it has more than a dozen.
    fusion.members = { ...members, ...Object.fromEntries(others.map((r) => [r.sensor, newcomer(r, centre)])) };
  }
  for (const spoken of known) judge(fusion, spoken, voters, fused);
  return fused;
}

/** As `filter`; nearly always it is all of them, and no other array is made. */
const those = (spoken: readonly Spoken[], holds: (s: Spoken) => boolean) =>
  spoken.every(holds) ? spoken : spoken.filter(holds);

/**
 * Of two that disagree the one that has stopped moving is left out: a stuck gauge must not hide a leak. Where both move it is
 * the lower one, so that its drift is no leak.
 */
const setAside = (fusion: Fusion, m: Member) =>
  m.health === "odd" || (m.health === "torn" && (stuckIn(fusion) ? m.still >= stuckAfter : m.parity < 0));
const stuckIn = (fusion: Fusion) =>
  Object.values(fusion.members).some((m) => m.health === "torn" && m.still >= stuckAfter);

const newcomer = (r: Reading, centre: number): Member => ({
  offset: r.mean - centre,
  bins: 1,
  parity: 0,
  paritySd: 0,
  health: "good",
  doubts: 0,
  last: r.mean,
  still: 0,
});

function watchMoves(m: Member, mean: number): void {
  m.still = mean === m.last ? m.still + 1 : 0;
  m.last = mean;
}
const level = ({ reading, member }: Spoken) => reading.mean - member.offset;

function withoutOutliers({ tolerance }: Fusion, spoken: readonly Spoken[], expected: number): readonly Spoken[] {
  if (spoken.length < 2 || areClose(spoken, tolerance)) return spoken;
  if (spoken.length === 2) return withoutWild(spoken, tolerance, expected);
  const median = middleOf(spoken, level);
  const near = spoken.filter((s) => {
    const { variance, bias } = s.reading;
    return Math.abs(level(s) - median) <= outlierAt * Math.sqrt(variance + bias + tolerance ** 2);
  });
  return near.length > 0 ? near : spoken;
}

/** Of two that are wildly apart the one that is where it was expected counts alone, as long as it moves: it is not stuck. */
function withoutWild(spoken: readonly Spoken[], tolerance: number, expected: number): readonly Spoken[] {
  const far = (s: Spoken) => Math.abs(level(s) - expected);
  const [near, wild] = far(spoken[0]) <= far(spoken[1]) ? spoken : [spoken[1], spoken[0]];
  const isWild = far(wild) > wildAt * tolerance && far(near) < nearAt * far(wild);
  return isWild && near.member.still < stuckAfter ? [near] : spoken;
}

/** The common case, told without sorting: all within what any of them is allowed. */
function areClose(spoken: readonly Spoken[], tolerance: number): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const s of spoken) {
    const x = level(s);
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return high - low <= outlierAt * tolerance;
}

function mean(voters: readonly Spoken[]): Fused | null {
  let sum = 0;
  let weights = 0;
  let variance = 0;
  let bias = 0;
  for (const s of voters) {
    const r = s.reading;
    const weight = 1 / (r.variance + r.bias);
    sum += weight * level(s);
    weights += weight;
    variance += weight ** 2 * r.variance;
    bias += weight ** 2 * r.bias;
  }
  if (weights === 0) return null;
  const sensors = voters.map(({ reading }) => reading.sensor);
  return { value: sum / weights, variance: variance / weights ** 2, bias: bias / weights ** 2, sensors };
}

/** Compares one sensor with the others and moves its offset and its health. */
function judge(fusion: Fusion, spoken: Spoken, voters: readonly Spoken[], fused: Fused | null): void {
  const { reading: r, member: m } = spoken;
  m.bins++;
  if (fused === null) return;
  // The others' mean is the mean less this sensor's part in it, if it had one.
  const votes = voters.includes(spoken);
  if (votes && voters.length === 1) return;
  const part = votes ? (fused.variance + fused.bias) / (r.variance + r.bias) : 0;
  const whole = (level(spoken) - fused.value) / (1 - part);
  // What makes no sense for hours must not be what it is measured by afterwards.
  const others = (fused.variance + fused.bias) / (1 - part);
  const most = differsAt * fusion.tolerance + outlierAt * Math.sqrt(r.variance + r.bias + others);
  const difference = Math.min(most, Math.max(-most, whole));
  const span = Math.min(m.bins, paritySpan);
  m.parity += (difference - m.parity) / span;
  m.paritySd = Math.sqrt((r.variance + others) / span + r.bias + fusion.tolerance ** 2);
  // The offset of a young sensor settles fast, but not on what it says while it is doubted.
  if (difference === whole) m.offset += whole / (m.health === "good" ? Math.min(m.bins, offsetSpan) : offsetSpan);
  const apart = m.bins > settle && Math.abs(m.parity) > verdictAt * m.paritySd;
  const back = Math.abs(m.parity) < (verdictAt / 2) * m.paritySd;
  m.doubts = (m.health === "good" ? apart : back) ? m.doubts + 1 : 0;
  if (m.health === "good" && m.doubts >= 3) {
    const isWild = !votes && Math.abs(whole) > wildAt * fusion.tolerance;
    m.health = isWild || voters.length > 2 || (voters.length === 2 && !votes) ? "odd" : "torn";
    m.doubts = 0;
  } else if (m.health !== "good" && m.doubts >= recover) {
    m.health = "good";
    m.doubts = 0;
  }
}

/** A sensor turns out to be at fault, or is gone: those that nobody could tell it from are believed again. */
export function acquit({ members }: Fusion, culprit: string): void {
  if (members[culprit]?.health !== "torn") return;
  members[culprit].health = "odd";
  for (const m of Object.values(members)) {
    if (m.health === "torn") Object.assign(m, { health: "good", parity: 0, doubts: 0 });
  }
}

/** Forgets the sensors that are no longer in the volume. */
export function dismiss(fusion: Fusion, stays: (sensor: string) => boolean): void {
  for (const sensor of Object.keys(fusion.members)) {
    if (stays(sensor)) continue;
    acquit(fusion, sensor);
    delete fusion.members[sensor];
  }
}
