/** A leak check of one volume as it runs: what its gauges say, minute by minute, until it is decided, ends or is interrupted. */
import type { Reading } from "../watch/index.ts";
import {
  type AirFilter,
  type AirMinute,
  feelWarmth,
  observe,
  predict,
  type Seen,
  startAir,
  type Unrest,
} from "./air.ts";
import { air, breath, defaultResidual, errors, longestSilence, outgassing, sharing } from "./assumptions.ts";
import {
  closeUpperBound,
  decide,
  flowOf,
  logRatio,
  passMinute,
  type Question,
  startTest,
  type Test,
  upperBound,
  type Verdict,
  type Weighed,
  weigh,
} from "./sequential.ts";

/** A sensor as its file says: (Pa or K) noise of one reading and quantisation; (s) between readings. */
export interface PlannedSensor {
  readonly id: string;
  readonly sigma: number;
  readonly step: number;
  readonly period: number;
}

/** The volume of a check. */
export interface Checked {
  readonly modules: readonly string[];
  /** (m3) */
  readonly volume: number;
  /** (K) Of its air. */
  readonly temperature: number;
  /** (Pa/s) Fall by the oxygen of the people in it if none is replaced. */
  readonly breathed: number;
  /** (-) Part of the whole station's air. */
  readonly share: number;
  /** Those in it: (K) noise of one reading and quantisation; (s) between readings. */
  readonly thermometers: readonly PlannedSensor[];
  /** (s) Longest time without a word from any gauge. */
  readonly silence: number;
  /** (Pa) What still settles: of a hatch that has just been shut, and of gas let in before. */
  readonly settling: number;
  /** Layers of sealant that still cure in it. */
  readonly curing: number;
}

/** The air as one model has it. */
export interface AirModel {
  /** (-) ln of how likely it was before. */
  readonly prior: number;
  readonly air: AirFilter;
  readonly test: Test;
  /** Whether the hole has opened since the verdict `tight`; begun anew whenever it speaks against that. */
  again: Test;
}

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
  /** (s) When a gauge last spoke; and in how many minutes one has. */
  heard: number;
  readings: number;
  verdict: Verdict;
  /** (s) When the verdict fell; NaN before. */
  decided: number;
  /** It was tight, and has opened again. */
  reopened: boolean;
}

/** (Pa m3/s) The flow of `massFlow` (kg/s) of air at `temperature` (K). */
export const flowOfMass = (massFlow: number, temperature: number) => massFlow * gasConstant * temperature;
/** (kg/s) The mass of a flow (Pa m3/s) at `temperature` (K). */
export const massOfFlow = (flow: number, temperature: number) => flow / (gasConstant * temperature);
/** (J/(kg K)) Dry air. */
const gasConstant = 287.05;

/** The models of the air of a volume under check, the one that is assumed to hold first. */
export function modelsOf(c: Checked): AirModel[] {
  const ways = c.thermometers.length > 0 ? sharing : [{ shared: 0, likely: 1 }];
  return ways.map(({ shared, likely }) => ({
    prior: Math.log(likely),
    air: startAir(unrestOf(c, shared)),
    test: startTest(),
    again: startTest(),
  }));
}

function unrestOf(c: Checked, shared: number): Unrest {
  const breathed = c.breathed * (c.share * breath.sdOfWhole + (1 - c.share) * breath.sdOfPart);
  const { measured, unknown } = air.warmth;
  return {
    balance: { sd: Math.hypot(air.balance.sd, breathed), tau: c.breathed > 0 ? breath.tau : air.balance.tau },
    warmth: measured,
    unseen: { ...unknown, sd: (1 - shared) * unknown.sd },
    shared,
    kelvin: cabinPressure / c.temperature,
    settling: Math.hypot(air.settling.sd, c.settling),
    outgassing: {
      rate: (c.curing * outgassing.perLayer * gasConstant * c.temperature) / c.volume / outgassing.tau,
      tau: outgassing.tau,
    },
  };
}
const cabinPressure = 1e5;

/** The question of a check: less than `residual` (kg/s), to see `visible` (kg/s). */
export const questionOf = (c: Checked, residual: number = defaultResidual, visible = residual): Question => ({
  limit: flowOfMass(residual, c.temperature),
  visible: flowOfMass(visible, c.temperature),
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
  heard: since,
  readings: 0,
  verdict: "undecided",
  decided: Number.NaN,
  reopened: false,
});

/** Takes the minute that ends at `time` (s). */
export function followCheck(check: Check, m: AirMinute, time: number): void {
  const scale = Number.isNaN(check.first) ? 1 : Math.max(0, check.last / check.first);
  for (const model of check.models) followModel(check, model, m, scale);
  if (m.pressure.length === 0) return;
  check.heard = time;
  check.readings++;
  check.last = meanOf(m.pressure);
  if (Number.isNaN(check.first)) check.first = check.last;
  judge(check, time);
}

function followModel({ checked, steady }: Check, { air, test, again }: AirModel, m: AirMinute, scale: number): void {
  // Before the first reading nothing has a level to fall from.
  if (!Number.isNaN(air.anchor)) {
    for (const t of [test, again]) passMinute(t, air, checked.volume, scale);
    predict(air, m.breathed);
  }
  const take = (seen: Seen) => {
    const shown = weigh(test, air, seen);
    // Of a leak that has begun since: what was lost all the time is left out.
    weigh(again, air, { ...seen, innovation: seen.innovation - steady * shown });
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
  if (check.verdict === "undecided") {
    check.verdict = decide(weighed(check), check.question);
    if (check.verdict === "undecided") return;
    check.decided = time;
    beginAgain(check);
    return;
  }
  if (check.verdict === "leaking") {
    // What had passed for a leak may be over: a bound that holds at all times may still prove the volume tight.
    if (!check.reopened && decide(weighed(check), check.question) === "tight") {
      check.verdict = "tight";
      check.decided = time;
      beginAgain(check);
    }
    return;
  }
  const ratio = logRatio(weighed(check, "again"), check.question.visible);
  if (ratio < Math.log(errors.leaking)) beginAgain(check);
  if (ratio < -Math.log(errors.reopened)) return;
  check.verdict = "leaking";
  check.decided = time;
  check.reopened = true;
}

function beginAgain(check: Check): void {
  for (const m of check.models) m.again = startTest();
  check.steady = Math.max(0, flowOf(weighed(check)).mean);
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
  const { verdict, reopened, steady, question } = check;
  const { errors, limit } = question;
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
