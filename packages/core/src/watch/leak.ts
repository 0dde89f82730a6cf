/** The life of a known leak in one volume: learnt from the evidence, followed, given up when the data no longer want it. */
import { ninety, toSI } from "../quantity/index.ts";
import { absorb, absorbFirst, type Exposed, type Found, likely, loosen } from "./absorb.ts";
import { binLength } from "./bin.ts";
import { type Evidence, logsOf, type Moment, sizing, slowSizes, weighSize } from "./evidence.ts";
import type { Belief } from "./kalman.ts";
import { birthsOf, type Ladder, startLadder } from "./ladder.ts";
import { timesOf } from "./mixture.ts";
import { at, states } from "./model.ts";

export interface KnownLeak {
  /** (s) UNIX time: the middle of the onsets and the bounds of its 90 % interval. */
  onset: number;
  onsetLow: number;
  onsetHigh: number;
  /** (-) How far its 90 % interval leaned upwards when it was learnt, and (Pa/s) the standard deviation that it then had. */
  lean: number;
  leanSd: number;
  /** Bins with a reading since it was learnt. */
  bins: number;
  /** Log of the odds when the leak was learnt or last made unsure, and how clearly it then stood out. */
  log: number;
  clarity: number;
  /** (Pa/s) Largest fall that it was seen to make. */
  peak: number;
  /** Bins in a row in which the data would do as well without it. */
  quiet: number;
}

/** (Pa/s) Falls under this are never told from the balance of gas within hours. */
const unseen = toSI("pressureRate", 0.08, "mmHg/h");
const quietBins = 30;

/** (Pa/s) The leak in a belief: mean and standard deviation, of the fall at the first pressure. */
export const leakOf = (b: Belief) => ({
  fall: b.x[at.leak],
  sd: Math.sqrt(Math.max(0, b.P[at.leak * states + at.leak])),
});

/** (-) How far the 90 % interval of a leak known to `sd` (Pa/s) leans: less as more is known of it, or less. */
export function leanOf({ lean, leanSd }: KnownLeak, sd: number): number {
  const narrowed = sd / leanSd;
  return lean * Math.min(narrowed ** 2, 1 / narrowed);
}

/** (-) How clearly the leak stands out: log of the likelihood ratio of its size against none. */
function clarity(b: Belief): number {
  const { fall, sd } = leakOf(b);
  if (!(sd > 0)) return 0;
  const Q = 1 / sd ** 2;
  return (fall > clear * sd ? weighSize(fall * Q, Q)?.log : undefined) ?? averaged(fall, sd);
}

/** Standard deviations from which Laplace's method is good enough; points by which the integral is taken where it is not. */
const clear = 3;
const points = 64;

/** (-) The same without Laplace's method, where the leak does not stand out or the data speak against it: below 0. */
function averaged(fall: number, sd: number): number {
  const { smallest, largest } = slowSizes;
  const top = Math.min(largest, Math.max(2 * smallest, fall + 6 * sd));
  const step = Math.log(top / smallest) / points;
  let sum = 0;
  let most = Number.NEGATIVE_INFINITY;
  const logs = Array.from({ length: points }, (_, i) => {
    const size = smallest * Math.exp((i + 0.5) * step);
    const log = (size * fall - size ** 2 / 2) / sd ** 2 + Math.log(step / logsOf(slowSizes, size));
    most = Math.max(most, log);
    return log;
  });
  for (const log of logs) sum += Math.exp(log - most);
  // What is larger than all that the data allow weighs nothing.
  return most + Math.log(sum);
}

/**
 * (-) By which part the log likelihoods of onsets count, one beside another, where thermometers are compensated for: what their lag and
 * their places leave wanders otherwise than the weather is taken to, and an old onset that it feigns would be believed too surely.
 * Chosen on simulated cabins, seeds 2,001 to 2,020.
 */
const trustBesideThermometers = 0.7;

function temper({ log, components }: Evidence, ladder: Ladder, trust: number): Evidence {
  const tempered = components.map((c) => {
    const births = Math.log(birthsOf(ladder, c.rung));
    return { ...c, log: births + trust * (c.log - births) };
  });
  return { log, components: tempered };
}

/** Takes the evidence into the belief at `time` (s), and gives the leak now known and the ladder to go on with. */
export function learn(
  belief: Belief,
  ladder: Ladder,
  now: Exposed & Moment,
  evidence: Evidence,
  time: number,
  known: KnownLeak | null,
): { leak: KnownLeak; ladder: Ladder } {
  const leak = known === null ? learnFirst(belief, ladder, now, evidence, time) : { ...known, lean: 0 };
  // What changes a leak that was known has both signs: its middle may be none of them.
  if (known !== null) absorb(belief, ladder, evidence, now);
  if (belief.x[at.leak] < 0) belief.x[at.leak] = 0;
  return { leak, ladder: startLadder(now.exposure, 2, now.thermal) };
}

function learnFirst(
  belief: Belief,
  ladder: Ladder,
  now: Exposed & Moment,
  evidence: Evidence,
  time: number,
): KnownLeak {
  const likeliest = sizing(evidence);
  const sized = temper(likeliest, ladder, now.thermal === 0 ? 1 : trustBesideThermometers);
  const seen = firstSeen(ladder, sized, time);
  const { sd, lean } = absorbFirst(belief, ladder, sized, now, likeliest);
  return { ...seen, lean, leanSd: sd, clarity: clarity(belief) };
}

function firstSeen(ladder: Ladder, evidence: Evidence, time: number): Omit<KnownLeak, "clarity" | "lean" | "leanSd"> {
  const components = likely(evidence);
  const best = components.reduce((a, b) => (b.p > a.p ? b : a));
  // Half the gap to the neighbouring onsets belongs to each; and a reading that is alone in its minute lies anywhere within it.
  const stretches = components.map(({ p, rung }) => {
    const at = time - (ladder.steps - ladder.birth[rung]) * binLength;
    const half = 0.5 * (1 + (ladder.birth[rung] > 0 ? birthsOf(ladder, rung) : 1)) * binLength;
    return { p, from: at - half, to: at + half };
  });
  const [onsetLow, onset, onsetHigh] = timesOf(stretches);
  return {
    onset: Math.min(time, onset),
    onsetLow,
    onsetHigh: Math.min(time, onsetHigh),
    bins: 0,
    log: evidence.log,
    peak: best.fall,
    quiet: 0,
  };
}

/** The leak that the brisk tier has found, once it is in the belief. */
export const knownFrom = (found: Found, belief: Belief): KnownLeak => ({
  onset: found.onset,
  onsetLow: found.onsetLow,
  onsetHigh: found.onsetHigh,
  lean: found.lean,
  leanSd: found.sd,
  bins: 0,
  log: found.log - Math.log(binLength),
  clarity: clarity(belief),
  peak: found.fall,
  quiet: 0,
});

/** (-) The log of the odds now: as when the leak was learnt, more or less as it stands out more or less. */
export const logOdds = (leak: KnownLeak, belief: Belief) => leak.log + clarity(belief) - leak.clarity;

/**
 * The leak may have changed by `sd` (Pa/s), for a reason that is known: a patch, a hatch. What was sure of there being one
 * stays so until the data speak against it.
 */
export function unsettle(leak: KnownLeak, belief: Belief, sd: number): void {
  leak.log = logOdds(leak, belief);
  loosen(belief, sd);
  leak.clarity = clarity(belief);
}

/** How many bins with a reading an alarm waits, at most, in a cabin that is not known yet, and for what (-, one sd over the value). */
const patience = 16;
/** The same where codes tell of it: its first edges say little of its size, and the weather is learnt by other means. */
const patienceByCodes = 5;
const wellKnown = 0.15;
/** (Pa/s) A leak that may be this quick does not wait. */
const quick = toSI("pressureRate", 5, "mmHg/h");

/** How many bins with a reading an alarm waits at most, where the cabin's weather has been `learnt`, or codes are all that is read. */
export const patienceFor = (learnt: boolean, byCodes: boolean) => (byCodes ? patienceByCodes : learnt ? 0 : patience);

/**
 * Whether a leak is ripe to be told of: its 90 % interval does not hold 0. In a cabin of whose own weather nothing has been `learnt`
 * chance may be more than it is taken for, so that some minutes more are given to size the leak, and to let a chance find pass.
 */
export function isRipe(leak: KnownLeak, belief: Belief, learnt: boolean, byCodes = false): boolean {
  const { fall, sd } = leakOf(belief);
  if (!(fall > ninety * sd * (1 - leanOf(leak, sd)))) return false;
  return leak.bins >= patienceFor(learnt, byCodes) || sd < wellKnown * fall || (fall > quick && !byCodes);
}

/** After each bin with a reading: remembers the peak; true when the leak has been without support long enough to be given up. */
export function isOver(leak: KnownLeak, belief: Belief): boolean {
  const { fall, sd } = leakOf(belief);
  leak.bins++;
  leak.peak = Math.max(leak.peak, fall - ninety * sd);
  leak.quiet = isGone(leak, belief) ? leak.quiet + 1 : 0;
  return leak.quiet >= quietBins;
}

/** Whether the data would do as well without the leak, and leave at most a fifth of it. */
export function isGone({ peak }: KnownLeak, belief: Belief): boolean {
  const { fall, sd } = leakOf(belief);
  return fall - ninety * sd <= 0 && fall + ninety * sd < Math.max(0.2 * peak, unseen);
}
