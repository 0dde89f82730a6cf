/** What the air and the gauges of a simulated station are like, and the two rates at which they are watched. */

export interface Conditions {
  readonly name: string;
  /** Oxygen releases, airlock operations and steps that nobody reports. */
  readonly events: boolean;
  /** (-) On the sd of every process but the random walk of the level. */
  readonly scale: number;
  /** (mmHg) Quantisation of one reading at 1 Hz. */
  readonly step: number;
}

/** (mmHg) Of one reading at 1 Hz, before it is rounded. */
export const gaugeNoise = 0.02;
/** (mmHg) What gauges round to unless a condition says otherwise. */
export const fineStep = 0.01;
export const gauges = 3;
/** (mmHg) At the beginning. */
export const firstPressure = 747;
/** (m3) */
export const volume = 1011;
/** (K) */
export const temperature = 295;

/** By name: `gauss` or `full` (with events), then any of `-halved`, `-doubled`, `-coarse` (1 mmHg), `-tenth` (0.1 mmHg). */
export function conditionsOf(name: string): Conditions {
  const [base, ...changes] = name.split("-");
  const known = ["halved", "doubled", "coarse", "tenth"];
  if (!["gauss", "full"].includes(base) || changes.some((c) => !known.includes(c))) {
    throw new Error(
      `no conditions "${name}"; expected gauss or full, then any of ${known.map((c) => `-${c}`).join(" ")}`,
    );
  }
  const has = (change: string) => changes.includes(change);
  return {
    name,
    events: base === "full",
    scale: (has("halved") ? 0.5 : 1) * (has("doubled") ? 2 : 1),
    step: has("coarse") ? 1 : has("tenth") ? 0.1 : fineStep,
  };
}

export interface Tier {
  readonly name: "slow" | "fast";
  /** (s) Between two samples. */
  readonly dt: number;
  /** (s) Lived before anything is counted. */
  readonly warmUp: number;
  /** (s) One onset falls at random into each such time after the warm-up. */
  readonly spacing: number;
  /** (s) Of which the worst value counts when a peer's threshold is chosen. */
  readonly block: number;
  /** (s) For which a leak is watched at most. */
  readonly longest: number;
  /** (mmHg/h) */
  readonly slopes: readonly number[];
  /** Samples of the transient after which the filter's gain is taken as steady. */
  readonly riccatiSteps: number;
}

const day = 86400;

export const tiers: { readonly [name in Tier["name"]]: Tier } = {
  slow: {
    name: "slow",
    dt: 60,
    warmUp: 12 * day,
    spacing: day,
    block: 3 * day,
    longest: 90 * 3600,
    slopes: [0.08, 0.25, 0.8],
    riccatiSteps: 57_600,
  },
  fast: {
    name: "fast",
    dt: 1,
    warmUp: 2 * day,
    spacing: 3600,
    block: 6 * 3600,
    longest: 3600,
    slopes: [8, 80],
    riccatiSteps: 400_000,
  },
};
