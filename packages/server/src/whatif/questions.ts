/** What if: pure questions to core about a station as it is, or as somebody says it might be. Units at the edge. */

import { holeArea, massFlowOfFall, pressureFall, reserveTimeExponential, reserveTimeLinear } from "@hullwatch/core/gas";
import { priorOf } from "@hullwatch/core/locate";
import { type Phrase, phrase, type Refusal, refusalOf } from "@hullwatch/core/phrase";
import { defaultSettings, PriorError, planOneAtATime, planRuleBook, planSearch, planWire } from "@hullwatch/core/plan";
import {
  type Dimension,
  type Dimensions,
  fromSI,
  type PascalPerSecond,
  parseQuantity,
  pascal,
  pascalPerSecond,
} from "@hullwatch/core/quantity";
import { planRefill, refillWire } from "@hullwatch/core/refill";
import {
  type HatchState,
  hatchOf,
  joinedVolumes,
  moduleOf,
  parseStation,
  type Station,
  volumeOf,
} from "@hullwatch/core/station";

/** The station as it is: where what is asked says nothing, this holds. */
export interface Situated {
  /** Text of the station file. */
  readonly file: string;
  readonly hatches: Readonly<Record<string, HatchState>>;
  readonly crew: Readonly<Record<string, string>>;
}

export interface PlanAsked {
  readonly leak_dpdt?: string;
  readonly pressure?: string;
  readonly prior?: Readonly<Record<string, number>>;
  readonly hatches?: Readonly<Record<string, HatchState>>;
  readonly crew?: Readonly<Record<string, string>>;
  readonly half_millimetre?: boolean;
}

export interface RefillQuestion {
  readonly pressure: string;
  readonly ppO2: string;
  readonly ppCO2?: string;
  readonly to: string;
  readonly to_ppO2?: string;
  readonly temperature?: string;
  readonly leak?: string;
  readonly imv?: string;
  readonly within?: string;
  readonly oxygen_made?: boolean;
  readonly hatches?: Readonly<Record<string, HatchState>>;
  /** What is left, by supply. */
  readonly supplies?: Readonly<Record<string, string>>;
}

export interface ReserveQuestion {
  readonly pressure: string;
  readonly to?: string;
  readonly rate?: string;
  readonly volume?: string;
  readonly diameter?: string;
  readonly cd?: number;
  readonly temperature?: string;
}

/** What was asked has no answer; `code` is stable. */
class QuestionError extends Error {
  override readonly name = "QuestionError";
  readonly code = "HW_QUESTION";
  readonly faults: readonly Refusal[];

  constructor(fault: Refusal) {
    super(`${fault.path}: found ${fault.found}, expected ${fault.expected}`);
    this.faults = [fault];
  }
}

const refuse = (what: string, found: Phrase, expected: Phrase) => new QuestionError(refusalOf(what, found, expected));

function quantity<D extends Dimension>(dimension: D, text: string | undefined, otherwise: string): Dimensions[D] {
  return parseQuantity(dimension, text ?? otherwise);
}

/** Like `quantity`, and more than 0. */
function positive<D extends Dimension>(what: string, dimension: D, text: string | undefined, otherwise: string) {
  const value = quantity(dimension, text, otherwise);
  if (!(value > 0)) throw refuse(what, phrase`"${text ?? otherwise}"`, phrase`more than 0`);
  return value;
}

/** Every hatch as it is or is said to be. Throws `UnknownIdError`. */
function hatchesOf(station: Station, { hatches }: Situated, said: Readonly<Record<string, HatchState>> = {}) {
  for (const id of Object.keys(said)) hatchOf(station, id);
  return (id: string): HatchState => said[id] ?? hatches[id] ?? hatchOf(station, id).state;
}

/** Which hatch next: the search plan from the largest joined volume, as docs/plan.md has it. */
export function planAsked(now: Situated, asked: PlanAsked) {
  const station = parseStation(now.file, "station file");
  const hatches = hatchesOf(station, now, asked.hatches);
  const people = new Set(station.crew.map(({ id }) => id));
  for (const [who, module] of Object.entries(asked.crew ?? {})) {
    if (!people.has(who)) throw refuse("crew", phrase`"${who}"`, phrase`one of ${[...people].join(", ")}`);
    moduleOf(station, module);
  }
  const joined = joinedVolumes(station, hatches).reduce((a, b) =>
    volumeOf(station, b) > volumeOf(station, a) ? b : a,
  );
  for (const id of Object.keys(asked.prior ?? {})) moduleOf(station, id);
  const prior = asked.prior === undefined ? priorOf(station) : new Map(Object.entries(asked.prior));
  const probability = new Map(joined.map((id) => [id, prior.get(id) ?? 0]));
  if (![...probability.values()].some((p) => p > 0))
    throw new PriorError(`prior: found no weight above 0 in ${joined.join(", ")}, expected one`);
  const fall: PascalPerSecond = positive("leak_dpdt", "pressureRate", asked.leak_dpdt, "0.6mmHg/h");
  const situation = {
    station,
    hatches,
    positions: (id: string) => asked.crew?.[id] ?? now.crew[id] ?? station.crew.find((one) => one.id === id)!.at,
    probability,
    leak: fall * volumeOf(station, joined),
    pressure: positive("pressure", "pressure", asked.pressure, "747mmHg"),
    settings: { ...defaultSettings, halfMillimetre: asked.half_millimetre ?? false },
  };
  return planWire({
    plan: planSearch(situation),
    listed: planOneAtATime(situation, "listed"),
    mostProbableFirst: planOneAtATime(situation, "most-probable-first"),
    ruleBook: planRuleBook(situation),
    apart: station.modules.map(({ id }) => id).filter((id) => !probability.has(id)),
  });
}

/** What to let in, as docs/refill.md has it. */
export function refillAsked(now: Situated, asked: RefillQuestion) {
  const filed = parseStation(now.file, "station file");
  const left = asked.supplies ?? {};
  const unknown = Object.keys(left).find((id) => !filed.supplies.some((s) => s.id === id));
  if (unknown !== undefined)
    throw refuse("supplies", phrase`"${unknown}"`, phrase`one of ${filed.supplies.map((s) => s.id).join(", ")}`);
  const supplies = filed.supplies.map((s) => ({
    ...s,
    mass: left[s.id] === undefined ? s.mass : quantity("mass", left[s.id], ""),
  }));
  const station = { ...filed, supplies };
  const pressure = positive("pressure", "pressure", asked.pressure, "");
  const ppO2 = positive("ppO2", "pressure", asked.ppO2, "");
  const ppCO2 = asked.ppCO2 === undefined ? pascal(0) : positive("ppCO2", "pressure", asked.ppCO2, "");
  const to = positive("to", "pressure", asked.to, "");
  if (ppO2 + ppCO2 >= pressure)
    throw refuse("ppO2", phrase`"${asked.ppO2}"`, phrase`less than the pressure, ${asked.pressure}`);
  if (to < pressure) throw refuse("to", phrase`"${asked.to}"`, phrase`no less than the pressure, ${asked.pressure}`);
  const question = {
    station,
    hatches: hatchesOf(station, now, asked.hatches),
    air: { pressure, ppO2, ppCO2 },
    to,
    toPpO2: positive("to_ppO2", "pressure", asked.to_ppO2, "160mmHg"),
    temperature: positive("temperature", "temperature", asked.temperature, "22degC"),
    leak: asked.leak === undefined ? pascalPerSecond(0) : positive("leak", "pressureRate", asked.leak, ""),
    imv: positive("imv", "volumeFlow", asked.imv, "40cfm"),
    oxygenMade: asked.oxygen_made ?? false,
    within: positive("within", "time", asked.within, "7d"),
  };
  return refillWire(question, planRefill(question));
}

/** How long the pressure stays above a limit, from a rate or from a hole. */
export function reserveAsked({ file }: Pick<Situated, "file">, asked: ReserveQuestion) {
  const { limits } = parseStation(file, "station file");
  const pressure = positive("pressure", "pressure", asked.pressure, "");
  const to = asked.to === undefined ? limits.reservePressure : positive("to", "pressure", asked.to, "");
  if (asked.rate !== undefined) {
    const rate = positive("rate", "pressureRate", asked.rate, "");
    return { to_mmHg: fromSI("pressure", to, "mmHg"), ...times(rate) };
  }
  if (asked.volume === undefined || asked.diameter === undefined)
    throw refuse("rate", phrase`nothing`, phrase`a rate, or volume and diameter of a hole`);
  const volume = positive("volume", "volume", asked.volume, "");
  const temperature = positive("temperature", "temperature", asked.temperature, "22degC");
  const area = holeArea(positive("diameter", "length", asked.diameter, ""), asked.cd ?? 0.8);
  const rate = pressureFall(area, pressure, volume, temperature);
  return {
    to_mmHg: fromSI("pressure", to, "mmHg"),
    ...times(rate),
    rate_kg_per_day: fromSI("massFlow", massFlowOfFall(rate, volume, temperature), "kg/day"),
    area_mm2: fromSI("area", area, "mm2"),
  };

  function times(rate: PascalPerSecond) {
    return {
      rate_mmHg_per_h: fromSI("pressureRate", rate, "mmHg/h"),
      exponential_h: to < pressure ? fromSI("time", reserveTimeExponential(pressure, to, rate), "h") : 0,
      linear_h: to < pressure ? fromSI("time", reserveTimeLinear(pressure, to, rate), "h") : 0,
    };
  }
}
