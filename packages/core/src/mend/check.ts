/** A leak check of one volume as it runs: what its gauges say, minute by minute, until it is decided, ends or is interrupted. */
import type { Reading } from "../watch/index.ts";
import { type AirMinute, feelWarmth, observe, predict, type Seen } from "./air.ts";
import { defaultResidual, errors, grossFactor, jump, longestSilence } from "./assumptions.ts";
import { type AirModel, type Checked, flowOfMass, modelsOf } from "./model.ts";
import { passesVestibule, type RuleReading, readForRule } from "./rule.ts";
import {
  closeUpperBound,
  decide,
  decideGross,
  flowOf,
  logRatio,
  passJump,
  passMinute,
  type Question,
  startJump,
  startTest,
  upperBound,
  type Verdict,
  type Weighed,
  weigh,
} from "./sequential.ts";

export interface Check {
  readonly checked: Checked;
  /** (s) UNIX time. */
  readonly since: number;
  readonly question: Question;
  /** One for each way in which the thermometers may speak of the gas. */
  readonly models: readonly AirModel[];
  /** (Pa m3/s) What was lost all the time, as known when that was begun. */
  steady: number;
  /** (Pa) Mean of the gauges, first and last; NaN before. */
  first: number;
  last: number;
  /** (Pa) One standard deviation of the first. */
  noise: number;
  /** (s) When a gauge last spoke; and in how many minutes one has. */
  heard: number;
  readings: number;
  verdict: Verdict;
  /** Whether the leak is a gross one: told apart long before the verdict. */
  gross: Verdict;
  /** (s) When the verdict fell; NaN before. */
  decided: number;
  /** (Pa m3/s) The upper bound when it did; NaN before. */
  proven: number;
  /** It was tight, and has opened again. */
  reopened: boolean;
  /** Gas comes in, or it grows warmer: no fall can be looked for. */
  rises: boolean;
  /** (Pa) By how much it has jumped up within minutes; NaN where it has not. */
  jumped: number;
  /** A gauge stands stiller than it can. */
  still: boolean;
  /** What the rule of practice reads. */
  readonly rule: RuleReading[];
}

/** The question of a check: less than `residual` (kg/s), to see `visible` (kg/s). */
export const questionOf = (c: Checked, residual: number = defaultResidual, visible = residual): Question => ({
  limit: flowOfMass(residual, c.temperature),
  visible: flowOfMass(visible, c.temperature),
  gross: grossFactor * flowOfMass(residual, c.temperature),
  errors,
});

/** A check begins at `since` (s). */
export const startCheck = (checked: Checked, since: number, question: Question): Check => ({
  checked,
  since,
  question,
  models: modelsOf(checked),
  steady: 0,
  first: Number.NaN,
  last: Number.NaN,
  noise: Number.NaN,
  heard: since,
  readings: 0,
  verdict: "undecided",
  gross: "undecided",
  decided: Number.NaN,
  proven: Number.NaN,
  reopened: false,
  rises: false,
  jumped: Number.NaN,
  still: false,
  rule: [],
});

/** Takes the minute that ends at `time` (s). */
export function followCheck(check: Check, m: AirMinute, time: number): void {
  const scale = Number.isNaN(check.first) ? 1 : Math.max(0, check.last / check.first);
  for (const model of check.models) followModel(check, model, m, scale);
  if (m.pressure.length === 0) return;
  check.heard = time;
  check.readings++;
  check.last = meanOf(m.pressure);
  if (Number.isNaN(check.first)) {
    check.first = check.last;
    check.noise = Math.sqrt(m.pressure.reduce((s, r) => s + r.variance + r.bias, 0)) / m.pressure.length;
  }
  readForRule(check.rule, time, check.last);
  check.still = m.still === true;
  const codes = Math.sqrt(12 * Math.max(...m.pressure.map((r) => r.bias)));
  check.jumped = jumpIn(check, Math.max(jump.least, jump.codes * codes));
  judge(check, time);
}

/** (Pa) By how much the pressure has jumped up in the last minutes, `least` (Pa) or more; NaN where it has not. */
function jumpIn({ models }: Check, least: number): number {
  for (const i of models[0].jumps.keys()) {
    const seen = models.map((m) => ({ L: m.jumps[i].L, Q: m.jumps[i].Q, log: m.prior + m.air.evidence }));
    if (seen.some((w) => w.Q === 0)) continue;
    const { mean } = flowOf(seen);
    if (mean >= least && logRatio(seen, mean) >= jump.ratio) return mean;
  }
  return Number.NaN;
}

function followModel({ checked, steady }: Check, model: AirModel, m: AirMinute, scale: number): void {
  const { air, test, again } = model;
  // Before the first reading nothing has a level to fall from.
  if (!Number.isNaN(air.anchor)) {
    for (const t of [test, again]) passMinute(t, air, checked.volume, scale);
    for (const t of model.jumps) passJump(t, air);
    predict(air, m.breathed);
    model.jumps = [...model.jumps.slice(1 - jump.minutes), startJump()];
  }
  const take = (seen: Seen) => {
    const shown = weigh(test, air, seen);
    // Of a leak that has begun since: what was lost all the time is left out.
    weigh(again, air, { ...seen, innovation: seen.innovation - steady * shown });
    for (const t of model.jumps) weigh(t, air, seen);
  };
  const felt = feelWarmth(air, m.temperature);
  if (felt !== null) take(felt);
  for (const reading of m.pressure) take(observe(air, reading));
}

/** What all models say of a leak since the start, or of one that has begun since. */
export const weighed = ({ models }: Pick<Check, "models">, which: "test" | "again" = "test"): Weighed[] =>
  models.map((m) => ({ L: m[which].L, Q: m[which].Q, log: m.prior + m.air.evidence }));

const meanOf = (readings: readonly Reading[]) => readings.reduce((s, r) => s + r.mean, 0) / readings.length;

/** A verdict stands unless the other is proven later; and after `tight` a fall that begins later is looked for. */
function judge(check: Check, time: number): void {
  const all = weighed(check);
  check.rises ||= check.jumped > 0 || logRatio(all, -check.question.limit) >= -Math.log(errors.reopened);
  if (check.rises) return;
  if (check.verdict !== "tight") {
    // What had passed for a leak may be over: a bound that holds at all times may still prove the volume tight.
    const open = check.verdict === "undecided" || !check.reopened;
    const now = open ? decide(all, check.question) : check.verdict;
    check.gross = grossNow(check, all);
    if (now === "undecided" || now === check.verdict || (now === "tight" && check.still)) return;
    settle(check, now, time);
    if (now === "tight") check.gross = now;
    for (const m of check.models) m.again = startTest();
    check.steady = Math.max(0, flowOf(all).mean);
    return;
  }
  const again = weighed(check, "again");
  const ratio = logRatio(again, check.question.visible);
  if (ratio < Math.log(errors.leaking)) {
    for (const m of check.models) m.again = startTest();
    check.steady = Math.max(0, flowOf(all).mean);
  }
  if (ratio < -Math.log(errors.reopened)) return;
  check.reopened = true;
  check.gross = decideGross(again, check.question);
  settle(check, "leaking", time);
}

/** A first guess of its size may pass for gross: that alone is taken back. */
function grossNow({ gross, question }: Check, all: readonly Weighed[]): Verdict {
  if (gross === "tight") return gross;
  const now = decideGross(all, question);
  return now === "undecided" ? gross : now;
}

function settle(check: Check, verdict: Verdict, time: number): void {
  check.verdict = verdict;
  check.decided = time;
  check.proven = upperFlow(check);
}

/** Whether no gauge has spoken for so long, at `time` (s), that the check says nothing any more. */
export const isLost = ({ checked, heard }: Check, time: number) => time - heard > checked.silence;

/** (s) How long a volume may be silent: `periods` (s) of the gauges in it that speak by themselves. */
export const silenceOf = (periods: readonly number[]) =>
  periods.length === 0
    ? longestSilence.byHand
    : Math.max(longestSilence.sensors, longestSilence.periods * Math.min(...periods));

/** (Pa m3/s) What the flow is below with 95 %, at the pressure of the first reading. */
export function upperFlow(check: Check): number {
  const { verdict, reopened, rises, proven, steady, question } = check;
  const { errors, limit } = question;
  // What comes in hides what goes out: a bound is worth what it was before.
  if (rises) return Number.isNaN(proven) ? Number.POSITIVE_INFINITY : proven;
  const asked = weighed(check, reopened ? "again" : "test");
  const most = verdict === "leaking" ? closeUpperBound(asked, errors.tight, limit) : upperBound(asked, errors.tight);
  return reopened ? steady + most : most;
}

/** The flow (Pa m3/s, at the pressure of the first reading) and its standard deviation, of the leak that the verdict speaks of. */
export function leakSeen(check: Check): ReturnType<typeof flowOf> {
  if (!check.reopened) return flowOf(weighed(check));
  const { mean, sd } = flowOf(weighed(check, "again"));
  return { mean: check.steady + mean, sd };
}

/** Whether the rule "vestibule" is passed; null where it is too early to say. */
export const passesRule = ({ rule }: Check): boolean | null => passesVestibule(rule);
