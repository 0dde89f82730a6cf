/**
 * What the codes of a gauge say whose step is coarser than its noise. While a minute has one code alone, the pressure is
 * known to lie within it, and no more: a censored reading (Tobin 1958, Econometrica 26:24). Where it has two, the pressure is
 * at the edge between them, and how often each came tells how near: such a minute is as good as one of a fine gauge.
 */
import { density, mills, quantile } from "./normal.ts";

/** The codes of one gauge in one minute: (unit) lowest and highest, step, noise of a sample before it is rounded. */
export interface Codes {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly sigma: number;
  readonly samples: number;
}

/** (steps) Noise under which averaging leaves a fifth of the variance of rounding, or more; the least that is believed. */
const coarse = 0.2;
const sharpest = 0.02;

/** Whether a gauge of noise `sigma` and this `step` (one unit) is to be read by its codes. */
export const isCoarse = (sigma: number, step: number) => sigma < coarse * step;

/** A pressure that is known with Gaussian noise. */
export interface Point {
  readonly kind: "point";
  readonly value: number;
  readonly variance: number;
}
/** A pressure known to lie between two edges, each soft as a normal distribution of so many (unit) sd. */
export interface Within {
  readonly kind: "within";
  readonly low: number;
  readonly high: number;
  readonly soft: number;
}

/** (-) Variance over that of the noise of a sample which no minute falls short of: the pressure moves within it. */
const least = 0.1;

/** What a minute of `codes`, whose samples have this `mean` (unit), says of the pressure. */
export function sayOf({ low, high, step, sigma, samples }: Codes, mean: number): Point | Within {
  const noise = Math.max(sigma, sharpest * step);
  const middle = (low + high) / 2;
  if (high - low < 0.5 * step) {
    // All n samples on one side of an edge are an even chance where one is so with the nth root of a half.
    const root = 0.5 ** (1 / samples);
    const margin = quantile(root);
    const slope = (samples * (0.5 / root) * density(margin)) / density(0);
    const half = step / 2 - noise * margin;
    return { kind: "within", low: middle - half, high: middle + half, soft: noise / slope };
  }
  // Over three codes in a minute: it moves fast, and the mean says where it was.
  if (high - low > 1.5 * step) return { kind: "point", value: mean, variance: step ** 2 / 12 };
  const above = (samples * ((mean - low) / (high - low)) + 0.5) / (samples + 1);
  const z = quantile(above);
  const spread = (above * (1 - above)) / ((samples + 1) * density(z) ** 2);
  return { kind: "point", value: middle + noise * z, variance: noise ** 2 * (spread + least) };
}

/**
 * What a minute `said` that has one code alone, where the one before had the next one alone (`last`, unit): the edge between them was
 * crossed just now. So it is where readings are too few for a minute to show both.
 */
export function crossed({ low, high, step, sigma }: Codes, last: number, said: Point | Within): Point | Within {
  if (said.kind === "point" || !(Math.abs(Math.abs(last - (low + high) / 2) - step) < 0.01 * step)) return said;
  const noise = Math.max(sigma, sharpest * step);
  return { kind: "point", value: (last + (low + high) / 2) / 2, variance: 2 * noise ** 2 };
}

/** (-) Of what is known already: what tells less than this tells nothing. */
const nothing = 1e-4;

/**
 * The reading with Gaussian noise that makes of an expectation (`mean`, `variance`) what `within` makes of it: the moments of
 * a normal distribution cut off at soft edges; and the log of how likely that was. Null where it says next to nothing.
 */
export function momentsOf(
  { low, high, soft }: Within,
  mean: number,
  variance: number,
): (Point & { readonly log: number }) | null {
  const w = Math.sqrt(variance + soft ** 2);
  const [a, b] = [(low - mean) / w, (high - mean) / w];
  // Seen from the nearer edge, so that no digits are lost far outside; all over the density there.
  const [near, far] = a + b > 0 ? [a, b] : [-b, -a];
  const beyond = Math.exp(((near - far) * (near + far)) / 2);
  const mass = mills(near) - (beyond === 0 ? 0 : beyond * mills(far));
  const score = (1 - beyond) / mass;
  const information = score ** 2 - (near - (beyond === 0 ? 0 : beyond * far)) / mass;
  if (!(information * variance > nothing * w ** 2)) return null;
  const pull = (Math.sign(a + b) * score * w) / information;
  const log = Math.log(mass / Math.sqrt(2 * Math.PI)) - near ** 2 / 2;
  return { kind: "point", value: mean + pull, variance: Math.max(0, w ** 2 / information - variance), log };
}
