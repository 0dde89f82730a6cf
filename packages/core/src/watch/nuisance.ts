/**
 * What the air of a tight cabin does by itself: the weather that a leak has to be told from.
 *
 * The structure (gas balance as Ornstein-Uhlenbeck rates, mixing, orbit, scrubber and day as narrow-band oscillators)
 * and the first magnitudes are assumptions; the mixing terms are then set so that the least-squares slope of a tight
 * cabin scatters as measured on two barometers aboard the ISS (Raspberry Pi Foundation, Astro Pi commissioning data of
 * 2022: 0.41, 0.22, 0.11, 0.067 mbar/h at 10 min, 1, 2, 4 h). `nuisance.test.ts` holds the scatter that the model implies.
 */
import { toSI } from "../quantity/index.ts";

const mmHg = toSI("pressure", 1, "mmHg");
const minute = 60;
const hour = 3600;
const day = 86400;

/** A stationary first-order process: (Pa or Pa/s) standard deviation, (s) correlation time. */
export interface Wander {
  readonly sd: number;
  readonly tau: number;
}
/** A narrow-band oscillation: (Pa) sd of each quadrature, (s) period, (s) coherence time. */
export interface Oscillation {
  readonly sd: number;
  readonly period: number;
  readonly coherence: number;
}

/** (Pa/s) Gas balance: oxygen made and used, carbon dioxide taken out. */
export const balanceFast: Wander = { sd: (0.02 * mmHg) / hour, tau: 6 * hour };
export const balanceSlow: Wander = { sd: (0.005 * mmHg) / hour, tau: 5 * day };

/** (Pa) Thermometer noise that compensation lets through; mixing and stratification, fast and slow. */
export const mixing: readonly Wander[] = [
  { sd: 0.006 * mmHg, tau: minute },
  { sd: 0.025 * mmHg, tau: 20 * minute },
  { sd: 0.1 * mmHg, tau: 90 * minute },
];

/** Orbit and its half, scrubber and its half, day and its half. */
export const oscillations: readonly Oscillation[] = [
  { sd: 0.036 * mmHg, period: 92.9 * minute, coherence: 10 * hour },
  { sd: 0.012 * mmHg, period: 46.45 * minute, coherence: 10 * hour },
  { sd: 0.018 * mmHg, period: 155 * minute, coherence: 2 * day },
  { sd: 0.008 * mmHg, period: 77.5 * minute, coherence: 2 * day },
  { sd: 0.072 * mmHg, period: day, coherence: 5 * day },
  { sd: 0.024 * mmHg, period: day / 2, coherence: 5 * day },
];

/** (Pa2/s) The level itself walks: what the gauges' drift does in common, and small unreported operations. */
export const levelWalk = (0.012 * mmHg) ** 2 / day;

/**
 * The thermometers' share in the gas temperature: 1 = they read the gas, 0 = they read something else (a computer's case).
 * Several spread over a station are taken to read the gas until the record says otherwise, one or two are not. The share is
 * learnt, and free to change slowly (variance per s). What is learnt from small changes, which thermometers in a few places
 * see badly, need not hold for a large one: `doubt` is how far off it may then be, relative to itself.
 */
export const thermometers = {
  several: 3,
  spread: { mean: 0.9, sd: 0.2 },
  lone: { mean: 0.3, sd: 0.4 },
  walk: 0.01 ** 2 / day,
  doubt: 0.3,
};

/** (Pa) Nitrogen as one module's sensors see it: composition lags by hours, humidity is not always measured. */
export const composition: Wander = { sd: 0.25 * mmHg, tau: 3 * hour };
/** (Pa2/s) Nitrogen walks: nobody breathes it; calibration of the analyser. */
export const nitrogenWalk = (0.05 * mmHg) ** 2 / day;

/** (Pa/s) Nominal leakage of the hull and what is not known of the balance when watching begins. */
export const nominalRateSd = (0.01 * mmHg) / hour;

/** (s) A tight cabin crosses a code of a coarse gauge in about this time: assumed. */
export const roundingTime = hour;
