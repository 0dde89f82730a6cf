/**
 * How near to the truth a fall can be told at the alarm by one who knows the law of the nuisance, weighs every onset, and begins with
 * the prior that Hullwatch sizes leaks by, each octave alike: errors over the Cramer-Rao bound of one who has to find out the onset.
 *
 *   npm run bench -- least                          (250 leaks of each kind, seeds from 140,001; nuisance without events)
 *   node bench/sizing/least.ts --runs 1000 --seed 1
 *
 * A record is what the steady filter that knows the law is surprised by: white noise, and from the onset on what a leak shows in it.
 * It is stopped where the Shiryaev-Roberts statistic passes the threshold of the tier, which changes nothing of what Bayes's rule says.
 */
import { parseArgs } from "node:util";
import { thresholdsFor } from "../../packages/core/src/watch/index.ts";
import { Random } from "../../packages/core/src/world/random.ts";
import { conditionsOf, tiers } from "../detection/conditions.ts";
import { type Floor, floorOf } from "../detection/floor.ts";
import { isForTuning } from "../detection/seeds.ts";
import { mean, quantile, rms, share } from "../detection/tally.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "140001" }, runs: { type: "string", default: "250" } },
});
const [seed, runs] = [values.seed, values.runs].map(Number);
const falseAlarms = 90 * 86400;

/** Of each tier: (mmHg/h) leaks that are drawn and that are thought of, (-) log of the statistic, onsets looked at, longest record. */
const kinds = [
  {
    tier: tiers.slow,
    drawn: [0.1, 5],
    thought: [0.06, 2000],
    at: thresholdsFor(falseAlarms).fresh,
    onsets: 2880,
    longest: 7200,
  },
  {
    tier: tiers.fast,
    drawn: [5, 200],
    thought: [3.5, 5000],
    at: thresholdsFor(falseAlarms).brisk,
    onsets: 1280,
    longest: 3600,
  },
] as const;
type Kind = (typeof kinds)[number];

const between = ([from, to]: readonly [number, number], part: number) => from * (to / from) ** part;
const thoughtOf = Array.from({ length: 160 }, (_, i) => (i + 0.5) / 160);
/** (-) In log odds, under the best of which nothing counts; standard deviations under which an onset adds nothing. */
const negligible = 14;
const leastFit = 2.5;

/** A leak (mmHg/h), (samples) its age at the alarm, and what may be: sizes with their onset's information and their weight. */
interface Found {
  readonly fall: number;
  readonly age: number;
  readonly parts: readonly { readonly fall: number; readonly information: number; readonly weight: number }[];
}

function run({ drawn, thought, at, onsets, longest }: Kind, floor: Floor, random: Random): Found | null {
  const { shown, information, informationOnsetUnknown } = floor;
  const fall = between(drawn, random.uniform());
  const evidence = new Float64Array(onsets + longest);
  const logs = Math.log(thought[1] / thought[0]);
  for (let n = 1; n <= onsets + longest; n++) {
    const age = n - onsets;
    const surprise = random.normal() + (age > 0 ? fall * shown[age] : 0);
    const first = Math.max(0, n - onsets);
    let statistic = 0;
    for (let b = first; b < n; b++) {
      evidence[b] += shown[n - b] * surprise;
      const [l, q] = [evidence[b], information[n - b]];
      if (age <= 0 || l < leastFit * Math.sqrt(q) || l < thought[0] * q) continue;
      statistic += (Math.exp((l * l) / (2 * q)) * Math.sqrt(2 * Math.PI * q)) / (l * logs);
    }
    if (!(Math.log(statistic) >= at)) continue;
    const logOf = (b: number, f: number) => f * evidence[b] - (f * f * information[n - b]) / 2;
    const all = Array.from({ length: n - first }, (_, i) => first + i).flatMap((b) =>
      thoughtOf.map((part) => ({ b, f: between(thought, part) })),
    );
    const top = all.reduce((most, { b, f }) => Math.max(most, logOf(b, f)), Number.NEGATIVE_INFINITY);
    const parts = all
      .filter(({ b, f }) => logOf(b, f) > top - negligible)
      .map(({ b, f }) => ({
        fall: f,
        information: informationOnsetUnknown[n - b],
        weight: Math.exp(logOf(b, f) - top),
      }));
    return { fall, age, parts };
  }
  return null;
}

/** The mean of `of`, each part with a weight of its own besides. */
function meanOf({ parts }: Found, of: (fall: number) => number, by: (information: number) => number = () => 1): number {
  const sum = parts.reduce((s, { weight, information }) => s + weight * by(information), 0);
  return parts.reduce((s, { weight, information, fall }) => s + weight * by(information) * of(fall), 0) / sum;
}

function middleOf({ parts }: Found): number {
  let left = parts.reduce((s, { weight }) => s + weight, 0) / 2;
  for (const { fall, weight } of parts.toSorted((a, b) => a.fall - b.fall)) {
    left -= weight;
    if (left <= 0) return fall;
  }
  return Number.NaN;
}

const asIs = (fall: number) => fall;
const meanTime = (found: Found) => 1 / meanOf(found, (fall) => 1 / fall);
const ways: readonly (readonly [string, (found: Found) => number])[] = [
  ["middle", middleOf],
  ["mean", (found) => meanOf(found, asIs)],
  ["of the mean time", meanTime],
  ["middle, at most 1.2 of that", (found) => Math.min(middleOf(found), 1.2 * meanTime(found))],
  ["least square in bounds", (found) => meanOf(found, asIs, (information) => information)],
];

console.log(`Seeds from ${seed} (${isForTuning(seed) ? "for tuning" : "for figures that are reported"})`);
for (const [k, kind] of kinds.entries()) {
  for (const name of ["gauss", "gauss-halved", "gauss-doubled"]) {
    const floor = floorOf(conditionsOf(name), kind.tier, kind.onsets + kind.longest);
    const random = new Random(seed + k, `least ${name}`);
    const all = Array.from({ length: runs }, () => run(kind, floor, random)).filter((f) => f !== null);
    const found = all.filter(({ age }) => floor.informationOnsetUnknown[age] > 0);
    console.log(
      `  ${kind.tier.name}, ${name}: ${found.length} of ${runs}; error in bounds: root mean square, sd, mean; within 25 % of the truth`,
    );
    for (const [what, tell] of ways) {
      const told = found.map((f) => ({
        ratio: tell(f) / f.fall,
        bound: f.fall * Math.sqrt(floor.informationOnsetUnknown[f.age]),
      }));
      const errors = told.map(({ ratio, bound }) => (ratio - 1) * bound);
      const middle = mean(errors);
      const near = share(told.map(({ ratio }) => Math.abs(1 / ratio - 1) < 0.25));
      const figures = [rms(errors), rms(errors.map((e) => e - middle)), middle, near].map((x) =>
        x.toFixed(2).padStart(6),
      );
      console.log(`    ${what.padEnd(27)} ${figures.join(" ")}   largest ${quantile(errors, 1).toFixed(1)}`);
    }
  }
}
