/**
 * What a volume loses over days and months, from the blocks of its nitrogen (`balance.ts`): a straight line through levels that
 * scatter from day to day and wander from one to the next. How strong both are is not known: every pair of a grid is tried, by
 * a Kalman filter for level and loss, and weighs as much as it makes of the record (Bayes; a mixture of normal laws).
 */
import type { Block } from "./balance.ts";

/** (Pa) Scatter of the mean of a day by itself, and (Pa in the root of a day) wander: of each what is tried, and what is expected. */
const scatter = { tried: powers(2, 2.5, 8), expected: 10 };
const wander = { tried: powers(1.6, 1.25, 12), expected: 70 };
/** (-) Natural log of a factor: one sd of what is expected. */
const vague = Math.log(5);
/** (Pa2, (Pa m3/day)2) Nothing is known of level and loss before the first block. */
const unknown = { level: 1e10, loss: 1e16 };
/** (-) How well the flow of a supply is known. */
const flowDoubt = 0.1;
/** (-) Volumes of another size than the last by more than this are other volumes. */
const another = 0.1;
/** A rise that is this much more than the usual change from day to day, and (Pa) at least this, is gas that nobody reported. */
const rise = { times: 8, least: 133 };
const fullDay = 1440;

function powers(base: number, first: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => first * base ** i);
}

/** (Pa m3/day) Loss of nitrogen, positive = lost: mean, sd, and 90 % interval. */
export interface Loss {
  readonly value: number;
  readonly sd: number;
  readonly low: number;
  readonly high: number;
}

/** The loss until a moment, since then, and the second less the first. */
export interface Losses {
  readonly before: Loss;
  readonly after: Loss;
  readonly change: Loss;
}

/** The mean loss over `blocks`, in order of time; null under three. Blocks of volumes of quite another size are left out. */
export function lossOf(blocks: readonly Block[]): Loss | null {
  const own = alike(blocks);
  if (own.length < 3) return null;
  return mixture(tryAll(own, Number.POSITIVE_INFINITY), (f) => f.before);
}

/**
 * The mean losses before and after `moment` (days since 1970), which one scatter and one wander belong to; null with under
 * three blocks before it or two after.
 */
export function lossesAbout(blocks: readonly Block[], moment: number): Losses | null {
  const own = alike(blocks);
  const earlier = own.filter((b) => b.time < moment).length;
  if (earlier < 3 || own.length - earlier < 2) return null;
  const fits = tryAll(own, moment);
  return {
    before: mixture(fits, (f) => f.before),
    after: mixture(fits, (f) => f.after),
    change: mixture(fits, (f) => f.change),
  };
}

const alike = (blocks: readonly Block[]) => {
  const size = blocks.at(-1)?.size ?? 0;
  return blocks.filter((b) => Math.abs(b.size / size - 1) <= another);
};

interface Law {
  readonly mean: number;
  readonly variance: number;
}

/** What one scatter and one wander make of the record: losses (Pa m3/day), and the log of how likely they are. */
interface Fit {
  readonly before: Law;
  readonly after: Law;
  readonly change: Law;
  readonly log: number;
  /** (Pa m3/day)2 What the flows of supplies may be off by. */
  readonly fed: number;
}

/** The blocks column by column; `days` and `fed` since the block before, `parts` (-) how much of them lies before the moment. */
interface Columns {
  readonly levels: Float64Array;
  readonly days: Float64Array;
  readonly parts: Float64Array;
  readonly fed: Float64Array;
  readonly sizes: Float64Array;
  readonly minutes: Float64Array;
  readonly steps: Float64Array;
}

function columnsOf(blocks: readonly Block[], moment: number): Columns {
  const column = (of: (b: Block, before: Block) => number) =>
    Float64Array.from(blocks, (b, i) => of(b, blocks[Math.max(0, i - 1)]));
  return {
    levels: column((b) => b.level),
    days: column((b, before) => b.time - before.time),
    parts: column((b, a) => (b === a ? 0 : Math.min(1, Math.max(0, (moment - a.time) / (b.time - a.time))))),
    fed: column((b, before) => b.fed - before.fed),
    sizes: column((b) => b.size),
    minutes: column((b) => b.minutes),
    steps: stepsOf(blocks),
  };
}

function tryAll(blocks: readonly Block[], moment: number): Fit[] {
  const columns = columnsOf(blocks, moment);
  const [first, last] = [blocks[0], blocks[blocks.length - 1]];
  const fed = ((flowDoubt * (last.fed - first.fed)) / (last.time - first.time)) ** 2;
  return scatter.tried.flatMap((s) =>
    wander.tried.map((w) => {
      const fit = follow(columns, s, w);
      return { ...fit, log: fit.log + expects(s, scatter.expected) + expects(w, wander.expected), fed };
    }),
  );
}

const expects = (sd: number, expected: number) => -0.5 * (Math.log(sd / expected) / vague) ** 2;

/** (Pa2) By how much each level may have stepped: as told, and without limit where it rose as no tight volume does by itself. */
function stepsOf(blocks: readonly Block[]): Float64Array {
  const changes = blocks.slice(1).map((b, i) => b.level - blocks[i].level - (b.fed - blocks[i].fed) / b.size);
  const usual = median(changes);
  const spread = 1.4826 * median(changes.map((c) => Math.abs(c - usual)));
  const limit = usual + Math.max(rise.times * spread, rise.least);
  return Float64Array.from(blocks, (b, i) => (i > 0 && changes[i - 1] > limit ? unknown.level : b.step));
}

const median = (xs: readonly number[]) => [...xs].sort((a, b) => a - b)[xs.length >> 1];

/**
 * A Kalman filter over the blocks, with a scatter `s` (Pa) and a wander `w` (Pa in the root of a day). Written out, since a
 * hundred of them run whenever a loss is asked for: l, u, v are level and losses, ll to vv their covariance.
 */
function follow({ levels, days, parts, fed, sizes, minutes, steps }: Columns, s: number, w: number): Omit<Fit, "fed"> {
  let [l, u, v] = [levels[0], 0, 0];
  let [ll, lu, lv, uu, uv, vv] = [unknown.level, 0, 0, unknown.loss, 0, unknown.loss];
  let [squares, logs, product] = [0, 0, 1];
  for (let i = 0; i < levels.length; i++) {
    const by = (-parts[i] * days[i]) / sizes[i];
    const late = ((parts[i] - 1) * days[i]) / sizes[i];
    l += by * u + late * v + fed[i] / sizes[i];
    const [a, b] = [lu + by * uu + late * uv, lv + by * uv + late * vv];
    ll += by * (lu + a) + late * (lv + b) + w * w * days[i] + steps[i];
    [lu, lv] = [a, b];
    const S = ll + (s * s * fullDay) / minutes[i];
    const innovation = levels[i] - l;
    squares += innovation ** 2 / S;
    // One logarithm for sixteen: no variance passes 1e12, so that no product overflows.
    product *= S;
    if (i % 16 === 15) {
      logs += Math.log(product);
      product = 1;
    }
    const [gl, gu, gv] = [ll / S, lu / S, lv / S];
    l += gl * innovation;
    u += gu * innovation;
    v += gv * innovation;
    uu -= gu * lu;
    uv -= gu * lv;
    vv -= gv * lv;
    ll -= gl * ll;
    lu -= gl * a;
    lv -= gl * b;
  }
  const log = -0.5 * (squares + logs + Math.log(product));
  const before = { mean: u, variance: uu };
  const after = { mean: v, variance: vv };
  return { before, after, change: { mean: v - u, variance: uu + vv - 2 * uv }, log };
}

function mixture(fits: readonly Fit[], of: (f: Fit) => Law): Loss {
  const best = Math.max(...fits.map((f) => f.log));
  const all = fits.reduce((sum, f) => sum + Math.exp(f.log - best), 0);
  const laws = fits
    .map((f) => ({ ...of(f), weight: Math.exp(f.log - best) / all, fed: f.fed }))
    .filter((l) => l.weight > 1e-6)
    .map(({ mean, variance, weight, fed }) => ({ mean, sd: Math.sqrt(Math.max(0, variance) + fed), weight }));
  const value = laws.reduce((sum, l) => sum + l.weight * l.mean, 0);
  const sd = Math.sqrt(laws.reduce((sum, l) => sum + l.weight * (l.sd ** 2 + (l.mean - value) ** 2), 0));
  const below = (q: number) => laws.reduce((sum, l) => sum + l.weight * normal((q - l.mean) / l.sd), 0);
  const quantile = (p: number) => {
    let [low, high] = [value - 12 * sd, value + 12 * sd];
    for (let k = 0; k < 40; k++) {
      const middle = (low + high) / 2;
      if (below(middle) < p) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return { value, sd, low: quantile(0.05), high: quantile(0.95) };
}

/** Normal law's distribution function, to 7.5e-8: Abramowitz & Stegun 1964, 26.2.17. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804014327 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}
