/**
 * Several sensors of one quantity in one joined volume, fused into one reading. Each sensor keeps its own offset against
 * the others, so that one that falls silent or comes back makes no jump; one that parts from the others is named.
 * A leak moves all sensors of a joined volume alike and cancels in their differences (parity), so that a drifting sensor is
 * seen long before it could pass for a leak.
 */

/** One sensor's bin: mean of `n` samples, (unit2) variance of that mean, and the part of it that does not average out. */
export interface Reading {
  readonly sensor: string;
  readonly mean: number;
  readonly variance: number;
  readonly bias: number;
}

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
}

export interface Fusion {
  readonly members: { [sensor: string]: Member };
  /** Slow differences that good sensors show, in the quantity's unit: calibration, local warmth. */
  readonly tolerance: number;
}

export interface Fused {
  readonly value: number;
  readonly variance: number;
  /** Sensors that the value rests on. */
  readonly sensors: readonly string[];
}

/** Bins over which parity is smoothed, in which an offset may follow, and after which a verdict stands. */
const paritySpan = 30;
const offsetSpan = 1440;
const settle = 30;
const recover = 60;
/** Standard deviations: of smoothed parity for a verdict; of one bin to pass it over. */
const verdictAt = 6;
const outlierAt = 8;

export const startFusion = (tolerance: number): Fusion => ({ members: {}, tolerance });

/**
 * Fuses one bin. `expected` anchors the offsets of sensors when none with a known offset speaks; the result is then null:
 * such a bin says nothing about change.
 */
export function fuse(fusion: Fusion, readings: readonly Reading[], expected: number): Fused | null {
  const known = readings.filter((r) => fusion.members[r.sensor] !== undefined);
  const good = known.filter((r) => !setAside(fusion.members[r.sensor]));
  const voters = withoutOutliers(fusion, good.length > 0 ? good : known);
  const fused = mean(fusion, voters);
  const centre = fused?.value ?? expected;
  for (const r of readings) {
    if (fusion.members[r.sensor] === undefined) fusion.members[r.sensor] = newcomer(r.mean - centre);
  }
  for (const r of known) judge(fusion, r, voters, fused);
  return fused;
}

const setAside = (m: Member) => m.health === "odd" || (m.health === "torn" && m.parity < 0);
const newcomer = (offset: number): Member => ({ offset, bins: 1, parity: 0, paritySd: 0, health: "good", doubts: 0 });
const level = (fusion: Fusion, r: Reading) => r.mean - fusion.members[r.sensor].offset;

function withoutOutliers(fusion: Fusion, readings: readonly Reading[]): readonly Reading[] {
  if (readings.length < 3) return readings;
  const levels = readings.map((r) => level(fusion, r)).sort((a, b) => a - b);
  const median = levels[levels.length >> 1];
  const near = readings.filter(
    (r) => Math.abs(level(fusion, r) - median) <= outlierAt * Math.sqrt(r.variance + r.bias + fusion.tolerance ** 2),
  );
  return near.length > 0 ? near : readings;
}

function mean(fusion: Fusion, readings: readonly Reading[]): Fused | null {
  let sum = 0;
  let weights = 0;
  for (const r of readings) {
    const weight = 1 / (r.variance + r.bias);
    sum += weight * level(fusion, r);
    weights += weight;
  }
  if (weights === 0) return null;
  return { value: sum / weights, variance: 1 / weights, sensors: readings.map((r) => r.sensor) };
}

/** Compares one sensor with the others and moves its offset and its health. */
function judge(fusion: Fusion, r: Reading, voters: readonly Reading[], fused: Fused | null): void {
  const m = fusion.members[r.sensor];
  m.bins++;
  if (fused === null) return;
  // The others' mean is the mean less this sensor's part in it, if it had one.
  const votes = voters.includes(r);
  if (votes && voters.length === 1) return;
  const part = votes ? fused.variance / (r.variance + r.bias) : 0;
  const difference = (level(fusion, r) - fused.value) / (1 - part);
  const others = fused.variance / (1 - part);
  const span = Math.min(m.bins, paritySpan);
  m.parity += (difference - m.parity) / span;
  m.paritySd = Math.sqrt((r.variance + others) / span + r.bias + fusion.tolerance ** 2);
  // The offset of a young sensor settles fast, but not on what it says while it is doubted.
  m.offset += difference / (m.health === "good" ? Math.min(m.bins, offsetSpan) : offsetSpan);
  const apart = m.bins > settle && Math.abs(m.parity) > verdictAt * m.paritySd;
  const back = Math.abs(m.parity) < (verdictAt / 2) * m.paritySd;
  m.doubts = (m.health === "good" ? apart : back) ? m.doubts + 1 : 0;
  if (m.health === "good" && m.doubts >= 3) {
    m.health = voters.length > 2 || (voters.length === 2 && !votes) ? "odd" : "torn";
    m.doubts = 0;
  } else if (m.health !== "good" && m.doubts >= recover) {
    m.health = "good";
    m.doubts = 0;
  }
}
