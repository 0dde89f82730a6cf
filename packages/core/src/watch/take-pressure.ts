/** One pressure taken in, or held where it jumps until what comes after tells what the jump was. */
import type { Bin } from "./bin.ts";
import { copyOf } from "./copy.ts";
import { countStep, type Held, isStair, judge, jumpAt, type Take } from "./jump.ts";
import { foresee, nudge, type Surprise, update } from "./kalman.ts";
import { ageLadder, scoreLadder } from "./ladder.ts";
import { at, type Sight, sightOfPressure, states } from "./model.ts";
import { move } from "./move.ts";
import type { Tracker } from "./tracker-state.ts";

/** Bins over which the scale of the noise is learnt, and what it may become. */
const scaleSpan = 720;
const scaleBounds = { low: 0.7, high: 50 };

/** (Pa) What full thermometer compensation adds now. */
export const thermal = (t: Tracker) => t.warmth.slow + t.warmth.quick;

/** What is known of the onsets grows older by a bin. */
export function age(t: Tracker): void {
  ageLadder(t.ladder, t.exposure, thermal(t));
  ageLadder(t.passing, t.exposure);
}

/**
 * Takes a pressure, unless it jumps: then the level follows and nothing is concluded until what comes after tells what the
 * jump was.
 */
export function takeOrHold(t: Tracker, bin: Bin, take: Take): void {
  const { jump } = surprise(t, take);
  const { held } = t;
  const verdict = held === null ? "step" : judge(held, take, jump);
  held?.bins.push(bin);
  held?.takes.push(take);
  if (held !== null && verdict === "step") countStep(t.steps, held.jump);
  if (held !== null && verdict === "trend") rewind(t, held, 0);
  else if (held !== null && verdict === "spike") rewind(t, held, 1);
  else if (verdict === "open") follow(t, take);
  else if (!isStair(t.steps, jump) && Math.abs(jump) > jumpAt) {
    const { belief, ladder, passing, exposure, seenTo, unmixed, stirred, expected } = t;
    t.held = {
      ...copyOf({ belief, ladder, passing, exposure, seenTo, unmixed, stirred, expected }),
      jump,
      bins: [bin],
      takes: [take],
    };
    follow(t, take);
  } else {
    t.held = null;
    takePressure(t, take);
  }
}

/** Lets the level go where the reading went. */
function follow(t: Tracker, take: Take): void {
  const { P } = t.belief;
  const { innovation } = surprise(t, take);
  nudge(t.belief, 0, innovation ** 2, 1);
  P[at.composition * states + at.composition] += innovation ** 2;
  takePressure(t, take);
}

/** Takes the held bins again, without the first `skip` of them. */
export function rewind(t: Tracker, held: Held, skip: number): void {
  t.held = null;
  t.belief = held.belief;
  t.ladder = held.ladder;
  t.passing = held.passing;
  t.exposure = held.exposure;
  t.seenTo = held.seenTo;
  t.unmixed = held.unmixed;
  t.stirred = held.stirred;
  t.expected = held.expected;
  held.takes.forEach((take, i) => {
    if (i > 0) {
      age(t);
      move(t, held.bins[i]);
    }
    if (take !== null && i >= skip) takePressure(t, take);
  });
}

function surprise(t: Tracker, take: Take): { innovation: number; jump: number } {
  const { mean, variance } = foresee(t.belief, sightOfPressure(take.thermal));
  const innovation = take.value - mean;
  return { innovation, jump: innovation / Math.sqrt((variance + take.variance) * t.scale) };
}

function takePressure(t: Tracker, take: Take): void {
  const sight = sightOfPressure(take.thermal);
  const s = update(t.belief, sight, take.value, take.variance);
  scorePressure(t, sight, s);
  if (t.held === null) learnScale(t, s);
}

/** What a pressure, or the code of one gauge, tells of every onset. */
export function scorePressure(t: Tracker, sight: Sight, s: Surprise): void {
  scoreLadder(t.ladder, sight, 1, t.seenTo, s, t.scale);
  scoreLadder(t.passing, sight, 1, t.seenTo, s, t.scale);
}

/** The scale of the noise follows what surprises. */
export function learnScale(t: Tracker, s: Surprise): void {
  const squared = Math.min(9 * t.scale, s.innovation ** 2 / s.variance);
  t.scale = Math.min(scaleBounds.high, Math.max(scaleBounds.low, t.scale + (squared - t.scale) / scaleSpan));
}
