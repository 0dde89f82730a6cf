import type { Band } from "../flux/index.ts";

/** A number of penetrations to be expected, with the band of what it rests on. */
export interface Expected {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const none: Expected = { value: 0, low: 0, high: 0 };

export const expectedOf = (value: number, { low, high }: Band): Expected => ({
  value,
  low: value * low,
  high: value * high,
});

/** Bands add as if all were wrong the same way: the fluxes of all modules rest on the same models. */
export const sumOf = (all: readonly Expected[]): Expected =>
  all.reduce((a, b) => ({ value: a.value + b.value, low: a.low + b.low, high: a.high + b.high }), none);

/** Probability of no penetration exp(-N): NASA/TM-2009-214785 eq. 2-1 to 2-3. More penetrations, less of it. */
export const noPenetration = ({ value, low, high }: Expected): Expected => ({
  value: Math.exp(-value),
  low: Math.exp(-high),
  high: Math.exp(-low),
});
