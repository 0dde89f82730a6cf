/**
 * Reserve time of a leaking volume in which people breathe and into which gas is let. A choked leak takes every gas of the
 * mixture in proportion, so that total pressure and ppO2 each obey a linear equation of their own with one time constant,
 * dp/dt = -p/tau + s, and the time to a limit is a logarithm: no search for a root. A supply that runs dry ends one stretch
 * and begins the next.
 *
 * Source: species balance of a well-mixed volume, p_i V = n_i R T, with the choked flow of `leak.ts`.
 * Validity: temperature held; air well mixed; CO2 that people breathe out is taken out of the air, and the water they lose
 * is in balance. They use as much oxygen at any pressure: past the ppO2 limit the times to the pressure limit mean little.
 * tau is taken as constant: it goes as the root of the molar mass, so that air out of which all oxygen has been breathed
 * drains 1.7 % faster.
 */
import {
  type CubicMetre,
  type Kelvin,
  type Kilogram,
  type KilogramPerSecond,
  type Pascal,
  type PascalPerSecond,
  pascalPerSecond,
  type Second,
  second,
} from "../quantity/index.ts";
import type { SupplyGas } from "../station/index.ts";
import { dryAir } from "./air.ts";
import { GasRangeError, notNegative, positive } from "./errors.ts";
import { molarMass, R } from "./mixture.ts";

/** Gas let in at a steady rate until its tank is empty. */
export interface Feed {
  /** (Pa/s) Rise of the total pressure that it makes. */
  readonly total: PascalPerSecond;
  /** (Pa/s) Rise of ppO2: part of that. */
  readonly oxygen: PascalPerSecond;
  /** (s) From now. */
  readonly lasts: Second;
}

/** A joined volume as of now. */
export interface LivedInAir {
  /** (Pa) */
  readonly pressure: Pascal;
  /** (Pa) NaN where it is not measured: then no limit of it is ever reached. */
  readonly ppO2: Pascal;
  /** (Pa/s) Fall that the oxygen makes which people use and nothing replaces. */
  readonly breathed: PascalPerSecond;
  readonly feeds: readonly Feed[];
}

export interface ReserveLimits {
  /** (Pa) Total pressure, above 0. */
  readonly pressure: Pascal;
  /** (Pa) Above 0. */
  readonly ppO2: Pascal;
}

export type ReserveLimit = "pressure" | "ppO2";

/** (s) Time to each limit, infinite where it is never reached. */
export interface LimitTimes {
  readonly pressure: Second;
  readonly ppO2: Second;
  /** Which comes first: of equals the pressure; null where neither is ever reached. */
  readonly first: ReserveLimit | null;
}

/** (J/(kg K)) Of what a supply holds: over R, the moles in a kilogram. */
export const supplyGasConstant: Readonly<Record<SupplyGas, number>> = {
  o2: R / molarMass.o2,
  n2: R / molarMass.n2,
  air: dryAir.specificGasConstant,
};
/** (-) Moles of oxygen in a mole of what a supply holds: US Standard Atmosphere 1976 for air. */
export const supplyOxygen: Readonly<Record<SupplyGas, number>> = { o2: 1, n2: 0, air: 0.2095 };

/**
 * Rate (Pa/s) at which `flow` (kg/s, either sign) of `gas` changes the pressure of `volume` (m3) at `temperature` (K):
 * flow R T / (M V). Check: the 0.84 kg/day each of six people in 916 m3 at 295 K, 3.2 mmHg/day.
 */
export function pressureOfFlow(
  gas: SupplyGas,
  flow: KilogramPerSecond,
  volume: CubicMetre,
  temperature: Kelvin,
): PascalPerSecond {
  positive("pressureOfFlow", "volume", volume, "m3");
  positive("pressureOfFlow", "temperature", temperature, "K");
  return pascalPerSecond((flow * supplyGasConstant[gas] * temperature) / volume);
}

/** What `flow` (kg/s, from 0) of `gas` out of a tank that holds `mass` (kg, from 0) does to `volume` (m3) at `temperature` (K). */
export function feedOf(
  gas: SupplyGas,
  flow: KilogramPerSecond,
  mass: Kilogram,
  volume: CubicMetre,
  temperature: Kelvin,
): Feed {
  notNegative("feedOf", "flow", flow, "kg/s");
  notNegative("feedOf", "mass", mass, "kg");
  const total = pressureOfFlow(gas, flow, volume, temperature);
  return {
    total,
    oxygen: pascalPerSecond(total * supplyOxygen[gas]),
    lasts: second(flow === 0 ? 0 : mass / flow),
  };
}

/**
 * Times (s) until `air` falls to each of `limits` when its leak alone has the time constant `tau` (s; infinite for no leak):
 * in each stretch between two tanks running dry tau ln((p - p_s)/(limit - p_s)) with p_s = s tau, which for a leak that goes
 * to nothing is (p - limit)/(-s). 0 at the limit or under it. Check: 750 mmHg and 1250 h to 490 mmHg, 532.1 h; no leak, six
 * people in 916 m3, 160 to 146 mmHg of oxygen, 4.4 days.
 */
export function reserveTimesLivedIn(air: LivedInAir, tau: Second, limits: ReserveLimits): LimitTimes {
  const where = "reserveTimesLivedIn";
  notNegative(where, "pressure", air.pressure, "Pa");
  if (!Number.isNaN(air.ppO2)) notNegative(where, "ppO2", air.ppO2, "Pa");
  notNegative(where, "oxygen breathed", air.breathed, "Pa/s");
  positive(where, "pressure limit", limits.pressure, "Pa");
  positive(where, "ppO2 limit", limits.ppO2, "Pa");
  if (!(tau > 0)) throw new GasRangeError(where, "time constant", tau, "more than 0 s");
  const pressure = crossing(air.pressure, limits.pressure, tau, stretches(air, "total"));
  const ppO2 = Number.isNaN(air.ppO2)
    ? Number.POSITIVE_INFINITY
    : crossing(air.ppO2, limits.ppO2, tau, stretches(air, "oxygen"));
  const sooner = ppO2 < pressure ? "ppO2" : "pressure";
  const first = Math.min(pressure, ppO2) === Number.POSITIVE_INFINITY ? null : sooner;
  return { pressure: second(pressure), ppO2: second(ppO2), first };
}

/** A time in which all flows but the leak's are steady. */
interface Stretch {
  /** (Pa/s) What comes in less what is breathed. */
  readonly push: number;
  /** (s) */
  readonly end: number;
}

/** The last one has no end. */
function stretches({ feeds, breathed }: LivedInAir, what: "total" | "oxygen"): Stretch[] {
  const ends = [...new Set([...feeds.map((f) => f.lasts), Number.POSITIVE_INFINITY])].sort((a, b) => a - b);
  return ends.map((end) => ({
    push: feeds.filter((f) => f.lasts >= end).reduce((sum, f) => sum + f[what], -breathed),
    end,
  }));
}

function crossing(start: number, limit: number, tau: number, all: readonly Stretch[]): number {
  if (start <= limit) return 0;
  let level = start;
  let time = 0;
  for (const { push, end } of all) {
    const took = within(level, limit, push, tau);
    if (time + took <= end) return time + took;
    level = after(level, push, tau, end - time);
    time = end;
  }
  return Number.POSITIVE_INFINITY;
}

/** (s) From `level` down to `limit` at a steady `push`; infinite where it turns before. */
function within(level: number, limit: number, push: number, tau: number): number {
  const fallAtLimit = limit / tau - push;
  if (!(fallAtLimit > 0)) return Number.POSITIVE_INFINITY;
  if (tau === Number.POSITIVE_INFINITY) return (level - limit) / fallAtLimit;
  // The same logarithm, with no digit lost where the leak is next to nothing and p_s far away.
  return tau * Math.log1p((level - limit) / (tau * fallAtLimit));
}

const after = (level: number, push: number, tau: number, time: number) =>
  tau === Number.POSITIVE_INFINITY
    ? level + push * time
    : level * Math.exp(-time / tau) - push * tau * Math.expm1(-time / tau);
