/** How the belief of a volume moves on by one bin: nominal balance, what people let in, the known leak. */
import { toSI } from "../quantity/index.ts";
import { type Bin, readingsIn } from "./bin.ts";
import { rivalWeather } from "./coarse-weather.ts";
import { type Belief, nudge, predict } from "./kalman.ts";
import { predictLadder } from "./ladder.ts";
import { minuteOf } from "./minute.ts";
import { at, type Step, states } from "./model.ts";
import type { Tracker } from "./tracker-state.ts";

/** (s) In which gas let in at one end of a station has mixed: 63 % of an oxygen top-up reached Columbus in 2.3 h (2015). */
const mixingTime = 2.3 * 3600;
/** A noted operation goes on for half an hour, and moves so much (Pa) that the notes do not tell. */
const operation = { bins: 30, sd: toSI("pressure", 0.2, "mmHg") };

/** (-) What share of the escaping gas is nitrogen; air's own where it is not measured. */
export const nitrogenFraction = (t: Tracker) =>
  Number.isFinite(t.first.nitrogen) ? Math.min(1, Math.max(0, t.first.nitrogen / t.first.pressure)) : 0.78;

/** The state moves by one bin. */
export function move(t: Tracker, bin: Bin): void {
  const minute = minuteOf(readingsIn(bin));
  const exposure = (minute.dt * (t.last.pressure || 1)) / (t.first.pressure || 1);
  const nitrogen = exposure * nitrogenFraction(t);
  predictLadder(t.ladder, minute, exposure, nitrogen);
  predictLadder(t.passing, minute, exposure, nitrogen);
  t.exposure += exposure;
  t.seenTo = t.exposure - (1 - minute.share) * exposure;
  // Between no oxygen replaced and all of it: half is the best guess, and the start's variance covers the rest.
  const expected = bin.supplied - 0.5 * t.metabolic * minute.dt;
  t.expected += expected;
  const letIn = t.unmixed + bin.supplied;
  // A flow is known to a tenth at best: what all of it may be off by grows with all of it.
  const doubt = 0.1 ** 2 * (letIn ** 2 - t.unmixed ** 2);
  t.unmixed = letIn * Math.exp(-minute.dt / mixingTime);
  if (bin.stirred) t.stirred = operation.bins;
  const { rival } = t.codes;
  const moved = { minute, exposure, nitrogen, expected, doubt };
  moveBelief(t, t.belief, t.climate.strength, bin, moved);
  if (rival !== null) moveBelief(t, rival.belief, rivalWeather(t.climate.strength, rival), bin, moved);
  if (t.stirred > 0) t.stirred--;
}

/** What a step is: (s) exposure to the leak, of all and of nitrogen; (Pa) by which the level is known to have moved, and (Pa2) how far off. */
interface Moved {
  readonly minute: Step;
  readonly exposure: number;
  readonly nitrogen: number;
  readonly expected: number;
  readonly doubt: number;
}

function moveBelief(t: Tracker, belief: Belief, strength: Float64Array, bin: Bin, moved: Moved): void {
  const { x, P } = belief;
  const { minute, exposure, nitrogen, expected, doubt } = moved;
  predict(belief, minute, exposure, nitrogen, { strength, rounding: t.rounding });
  x[at.nitrogen] += bin.suppliedNitrogen;
  nudge(belief, expected, doubt, minute.share);
  P[at.nitrogen * states + at.nitrogen] += (0.3 * bin.suppliedNitrogen) ** 2;
  if (t.stirred > 0) nudge(belief, 0, operation.sd ** 2 / operation.bins, minute.share);
  // Where oxygen is let in the generators are turned down, and the balance is another one for days.
  const balance = at.balanceSlow * states + at.balanceSlow;
  if (bin.supplied > bin.suppliedNitrogen) P[balance] = Math.max(P[balance], (0.4 * t.metabolic) ** 2);
  // Until it has mixed, analysers in other modules do not see it: nitrogen by difference is off by as much.
  const apart = at.composition * states + at.composition;
  P[apart] = Math.max(P[apart], t.unmixed ** 2);
  // A hole may grow or clog by some 4 % in an hour without anyone being told.
  P[at.leak * states + at.leak] += (0.04 * x[at.leak]) ** 2 * (minute.dt / 3600);
}
