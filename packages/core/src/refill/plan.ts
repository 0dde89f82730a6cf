/** The whole refill: how much of which gas, let in in which order, how fast, and what it brings. */
import { reserveTimeExponential, reserveTimesLivedIn } from "../gas/index.ts";
import { type Kilogram, kilogram, pascal, pascalPerSecond, type Second, second } from "../quantity/index.ts";
import { filedPositions, joinedVolumes, volumeOf } from "../station/index.ts";
import { ppO2Floor } from "./bounds.ts";
import type { Cabin } from "./cabin.ts";
import { ledgerOf, massOf } from "./ledger.ts";
import { molesPerKilogram, type Tank } from "./release.ts";
import { bestPlan, firstQuestion, stopOf } from "./settle.ts";
import { lackingOf, shareOf } from "./share.ts";
import { startCabin } from "./start-cabin.ts";
import type { Breach, FirstLimit, Refill, RefillAsked, Stop } from "./types.ts";

/** (-) Air is mixed when the oxygen fraction of no module is farther from the mean; looked at for two days. */
export const mixedWithin = 0.002;
const longestMixing = 2 * 86400;

/**
 * The plan that brings `asked.air` to `asked.to` with the least gas and in the least time within all limits of the station,
 * or, where there is none, the nearest safe state below and the plan that reaches it. Validity: see `cabin.ts`; `asked.to` at
 * least the pressure now, ppO2 and ppCO2 together below it.
 */
export function planRefill(asked: RefillAsked): Refill {
  const { station } = asked;
  const modules = volumeToFill(asked);
  const start = startCabin(asked, modules);
  const within = station.supplies.filter((s) => modules.includes(s.module));
  const outOfReach = station.supplies.filter((s) => !modules.includes(s.module)).map((s) => s.id);
  const tanks = () =>
    within.map((supply): Tank => {
      return { supply, module: modules.indexOf(supply.module), left: supply.mass * molesPerKilogram(supply.gas) };
    });
  const plan = bestPlan(asked, start, tanks);
  const end = plan.done;
  // Where no stage brought the cabin nearer to what is asked, it is the hole that takes what is let in.
  const inVain = end.steps.length === 0 && plan.stopped !== null && asked.leak > 0;
  const stopped: Breach | null = inVain ? { limit: "leak", module: null } : stopOf(plan);
  const final = end.cabin.air();
  const left = new Map<string, Kilogram>(station.supplies.map((s) => [s.id, s.mass]));
  for (const { supply, left: moles } of end.tanks) left.set(supply.id, kilogram(Math.max(0, massOf(supply, moles))));
  // Above the highest pressure no gas would help.
  const helped = stopped !== null && asked.to <= station.limits.totalPressureMax;
  const lacking = helped ? lackingOf(firstQuestion(asked, start, tanks())) : { o2: 0, n2: 0 };
  const times = (cabin: Cabin) => timesOf(asked, start, cabin);
  const [before, after] = [times(start), times(end.cabin)];
  const letInMass = end.steps.reduce((sum, s) => sum + s.mass, 0);
  return {
    modules,
    outOfReach,
    steps: end.steps,
    time: second(end.time),
    final,
    mixed: mixingTime(end.cabin),
    remaining: left,
    reserveBefore: before.reserve,
    reserveAfter: after.reserve,
    bought: second(asked.leak === 0 ? 0 : end.time + after.reserve - before.reserve),
    firstBefore: before.first,
    firstAfter: after.first,
    letIn: kilogram(letInMass),
    breathed: kilogram(end.cabin.breathed / molesPerKilogram("o2")),
    fedToLeak: end.cabin.leakedMass,
    stoppedBy: stopped === null ? null : { ...stopped, value: limitValue(asked, stopped.limit, lacking) },
    short: pascal(stopped === null ? 0 : Math.max(0, asked.to - final.pressure)),
    ceiling: stopped === null ? null : ceilingOf(asked, start, tanks()),
    lacking: (["o2", "n2"] as const).flatMap((gas) =>
      lacking[gas] > 0 ? [{ gas, mass: kilogram(lacking[gas] / molesPerKilogram(gas)) }] : [],
    ),
    ledger: ledgerOf(asked, end.cabin, within, left),
  };
}

/** The joined volume in which most people are; of equals the largest. */
function volumeToFill({ station, hatches }: RefillAsked): readonly string[] {
  const at = filedPositions(station);
  const people = (modules: readonly string[]) => station.crew.filter(({ id }) => modules.includes(at(id))).length;
  return joinedVolumes(station, hatches).reduce((best, other) => {
    const more = people(other) - people(best);
    return more > 0 || (more === 0 && volumeOf(station, other) > volumeOf(station, best)) ? other : best;
  });
}

function ceilingOf(asked: RefillAsked, start: Cabin, tanks: readonly Tank[]): Refill["ceiling"] {
  const { amounts, pressure, stopped } = shareOf(firstQuestion(asked, start, tanks));
  const mass = (["o2", "n2", "air"] as const).reduce((sum, gas) => sum + amounts[gas] / molesPerKilogram(gas), 0);
  return { pressure: pascal(pressure), mass: kilogram(mass), limit: stopped };
}

function limitValue({ station, leak, within }: RefillAsked, stop: Stop, lacking: { o2: number; n2: number }): number {
  const { limits } = station;
  return {
    total_pressure_max: limits.totalPressureMax,
    ppO2_max: limits.ppO2Max,
    o2_fraction_max: limits.o2FractionMax,
    ppO2_min: limits.ppO2Min,
    ppO2_floor: ppO2Floor,
    supply: lacking.o2 / molesPerKilogram("o2") + lacking.n2 / molesPerKilogram("n2"),
    leak,
    time: within,
  }[stop];
}

function timesOf({ station, leak }: RefillAsked, start: Cabin, cabin: Cabin): { reserve: Second; first: FirstLimit } {
  const { limits } = station;
  const air = cabin.air();
  const fall = pascalPerSecond((leak * air.pressure) / start.pressure);
  const breathed = cabin.layout.breath.reduce((sum, x) => sum + x, 0) / cabin.layout.total;
  const { first, ...times } = reserveTimesLivedIn(
    { pressure: air.pressure, ppO2: air.ppO2, breathed: pascalPerSecond(breathed), feeds: [] },
    second(leak === 0 ? Number.POSITIVE_INFINITY : start.pressure / leak),
    { pressure: limits.reservePressure, ppO2: limits.ppO2Min },
  );
  return {
    reserve: reserveTimeExponential(air.pressure, limits.reservePressure, fall),
    first: { limit: first, time: second(Math.min(times.pressure, times.ppO2)) },
  };
}

function mixingTime(end: Cabin): Second {
  const cabin = end.copy();
  const isMixed = () => {
    const mean = cabin.air().o2Fraction;
    return Math.max(cabin.richestFraction - mean, mean - cabin.poorestFraction) <= mixedWithin;
  };
  let time = 0;
  while (!isMixed()) {
    if (time >= longestMixing) return second(Number.POSITIVE_INFINITY);
    cabin.run(60, null);
    time += 60;
  }
  return second(time);
}
