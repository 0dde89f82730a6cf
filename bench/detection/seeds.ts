/**
 * Which seeds are for what: the one place that says so. Whoever works on the detector looks at seeds below 1,000 alone;
 * the figures that are reported come from `reported` on, and nothing may be chosen by them. Within a seed every record
 * draws from streams named by what it is, so that a leak run shares nothing with a record without a leak.
 */
export const seeds = {
  /** `--seed 1` and so on, below `tuningEnd`. */
  tuning: 1,
  tuningEnd: 1000,
  /** Where the bench begins unless told otherwise. */
  reported: 50_001,
} as const;

export const isForTuning = (seed: number) => seed < seeds.tuningEnd;
