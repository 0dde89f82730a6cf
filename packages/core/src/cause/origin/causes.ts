/** What can have made a hole in a hull. */
export const causes = ["debris", "meteoroid", "drilled", "crack", "seal"] as const;
export type Cause = (typeof causes)[number];

/** What each is called. */
export const causeNames: Readonly<Record<Cause, string>> = {
  debris: "orbital debris",
  meteoroid: "meteoroid",
  drilled: "drilled, or a latent defect",
  crack: "fatigue crack",
  seal: "seal or valve",
};

/** A number of each cause: a probability, a likelihood, a rate. */
export type OfCauses = Readonly<Record<Cause, number>>;

export const ofCauses = (f: (cause: Cause) => number): OfCauses =>
  Object.fromEntries(causes.map((cause) => [cause, f(cause)])) as Record<Cause, number>;

/** Scaled so that they sum to 1. */
export function normalised(weights: OfCauses): OfCauses {
  const sum = causes.reduce((s, cause) => s + weights[cause], 0);
  return ofCauses((cause) => weights[cause] / sum);
}
