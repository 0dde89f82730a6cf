/** What is assumed of a leak check, of the air that it watches and of sealants. Nothing here was measured aboard. */
import { kilogramPerSecond, toSI } from "../quantity/index.ts";

const mmHg = toSI("pressure", 1, "mmHg");
const mmHgPerHour = toSI("pressureRate", 1, "mmHg/h");
const [minute, hour] = [60, 3600];

/** (s) Step of a check. */
export const step = minute;

/** (Pa, K, s) The air of a volume under check, hatches shut and people told to keep still. */
export const air = {
  /** Draught and vapour. */
  mixing: { sd: 0.04 * mmHg, tau: 20 * minute },
  orbit: { sd: 0.03 * mmHg, period: 92.9 * minute, coherence: 10 * hour },
  /** Of each minute by itself. */
  flicker: 0.012 * mmHg,
  /** (Pa/s) Flows that nobody accounts for. */
  balance: { sd: 0.03 * mmHgPerHour, tau: 6 * hour },
  /** Warmth of the gas, where a thermometer follows it and where none does. */
  warmth: {
    measured: { sd: 0.05, tau: 2 * hour, rate: 0.3 / hour, lasts: hour },
    unknown: { sd: 0.08, tau: 2 * hour },
  },
  /** How much the closing of a hatch stirs the pressure, and in which time that dies away, as warmth from gas let in does. */
  settling: { sd: 0.05 * mmHg, tau: 20 * minute },
} as const;

/**
 * (-) People in the volume use oxygen (1) and give off CO2 (0.87 as much in moles: 0.84 and 1.0 kg a day). Fall that is expected of
 * that, over that by oxygen alone, and one standard deviation: of a whole station, whose machines hold part of it; and of a small
 * part, where CO2 stays unless something takes it up. And (s) how long that stays as it is.
 */
export const breath = {
  whole: { expected: 0.5, sd: 0.5 },
  part: { expected: 0.3, sd: 0.4 },
  tau: 48 * hour,
} as const;
/** They give off water, 4 times as much in moles: (Pa) until it condenses, and (s) as long as the air takes to let go of it. */
export const sweat = { rate: 4, most: 3 * mmHg, tau: 2 * hour } as const;
/**
 * (-) How much of what the thermometers say the gas shares, and how likely that is: that of a computer's case says next to nothing
 * of the cabin. What they say together with the gauges moves these.
 */
export const sharing = [
  { shared: 1, likely: 0.7 },
  { shared: 0.5, likely: 0.2 },
  { shared: 0, likely: 0.1 },
] as const;
/** A thermometer lags the gas (s), and what it says (K) wanders away from the mean of the volume, and is off from the first. */
export const thermometer = { lag: 2 * minute, place: { sd: 0.05, tau: hour }, offset: 0.2 } as const;
/** (Pa) How far a gauge may be off, how far it drifts apart from the others, and in which time (s). */
export const gauge = { sd: 5 * mmHg, drift: 0.03 * mmHg, tau: 12 * hour } as const;
/** (-) Warming of gas that is let in by adiabatic compression: (gamma - 1)/gamma of its relative rise. */
export const adiabatic = 0.286;

/** (kg) Gas that each layer of a curing sealant may give off in all, one standard deviation, and in which time (s). */
export const outgassing = { perLayer: 1e-3, tau: 4 * hour } as const;

/** (-) Verdicts: no more than so many of the volumes that lose the limit are called tight, and of tight ones leaking. */
export const errors = { tight: 0.05, leaking: 0.05, reopened: 0.001 } as const;

/**
 * (kg/s) Below this a volume is called tight unless told otherwise: 0.27 kg a day, the planned loss of a whole station (0.6 lb
 * a day, implied by NASA's OIG remark of 2024 that 3.7 lb a day was over 6 times the plan). It is not scaled with the volume:
 * a station loses kilograms, wherever the hole is.
 */
export const defaultResidual = kilogramPerSecond(toSI("massFlow", 0.27, "kg/day"));
/**
 * A jump upwards is gas that comes in: looked for in each of the last minutes, told from so much on (Pa), from so many codes of a
 * coarse gauge on (-), and where its likelihood over none is so large (ln; 1 in 60,000 by chance, once a minute for 1,000 h).
 */
export const jump = { minutes: 10, least: 0.2 * mmHg, codes: 1.5, ratio: 11 } as const;

/** (-) A leak this many times the limit is gross: told apart first, in minutes. */
export const grossFactor = 10;

/** (s) So long without any gauge and the check is lost: sensors that speak by themselves, and people who read by hand. */
export const longestSilence = { sensors: 10 * minute, periods: 10, byHand: 12 * hour } as const;
/** (s) A plan does not look further ahead. */
export const horizon = 30 * 86400;
