import type { Quality } from "../feed/index.ts";

/** `Status.Class` of an item, with what it is called. */
const classes: Readonly<Record<string, readonly [name: string, quality: Quality]>> = {
  0: ["Overridden", "bad"],
  1: ["Missing", "bad"],
  2: ["Dead", "bad"],
  3: ["Off-scale high", "bad"],
  4: ["Off-scale low", "bad"],
  // A value outside its limits is a measurement all the same: it may be the leak.
  5: ["Out of limit high", "good"],
  6: ["Out of limit low", "good"],
  7: ["Out of calibration", "suspect"],
  8: ["Overscaling", "bad"],
  9: ["Static", "stale"],
  16: ["Lower limit", "good"],
  17: ["Upper limit", "good"],
  18: ["Event limit", "good"],
  20: ["Truncated", "suspect"],
  24: ["Default", "good"],
};

/** How far a value of this class may be trusted; one that nobody has heard of is used, and called suspect. */
export const qualityOf = (statusClass: string | null): Quality => classes[statusClass ?? ""]?.[1] ?? "suspect";

/** Of TIME_000001: the station's signal is acquired. */
export const acquired = "24";
