/**
 * How much the pressure of a shut-off volume tells of the rate at which it falls, by how long it has been watched.
 *
 * The air of a tight cabin wanders: gas balance, mixing, orbit, scrubber, day. `table` holds the information of a ramp of
 * 1 mmHg/h that began with the closing (h2/mmHg2), in the innovations of the steady Kalman filter of that nuisance: three
 * gauges of 0.02 mmHg at 1 Hz, rounded to 0.01, on the assumed magnitudes of `bench/detection/laws.ts`. It stands at 2^(k/4) s
 * for k = 0, 1, ...; `bench/detection/closure-information.test.ts` computes it anew.
 */
import { air, nitrogen, opening, wanderOf } from "../locate/index.ts";
import { toSI } from "../quantity/index.ts";

// biome-ignore format: a table
export const table: readonly number[] = [
  0.00049334, 0.00065573, 0.00091981, 0.0013755, 0.0022198, 0.0031571, 0.0047996, 0.0071766, 0.010973, 0.016197,
  0.024101, 0.035696, 0.052549, 0.075834, 0.10861, 0.15323, 0.21320, 0.29152, 0.39230, 0.52056, 0.68133, 0.88125,
  1.1289, 1.4353, 1.8142, 2.2829, 2.8628, 3.5795, 4.4636, 5.5507, 6.8822, 8.5053, 10.475, 12.854, 15.719, 19.165,
  23.313, 28.328, 34.443, 42.008, 51.571, 64.025, 80.828, 104.30, 137.84, 186.00, 254.48, 352.00, 496.25, 698.94,
  944.78, 1211.0, 1526.8, 1872.7, 2209.3, 2481.7, 2752.9, 3035.6, 3309.0, 3700.0, 4225.9, 4935.9, 5711.2, 6583.8,
  7831.1, 9405.5, 10396, 11140, 12574, 14348, 16212, 18064, 20353, 22683, 25348, 28270, 31508, 35138, 39253, 43972,
  49449, 55866, 63437, 72409, 83063, 95727,
];

/** Points of the table to one doubling of the time. */
export const perOctave = 4;

const mmHg = toSI("pressure", 1, "mmHg");
const perSI = (3600 / mmHg) ** 2;

/** (Pa2 s) Variance of one reading times its period, of the gauges that the table already holds. */
export const gaugesOfTable = ((0.02 ** 2 + 0.01 ** 2 / 12) / 3) * mmHg ** 2;

/** (s2/Pa2) By time watched (s): what the readings of one volume tell of its rate of fall, per unit rate squared. */
export type Information = (watched: number) => number;

/**
 * The information of `table` where every part of the nuisance but the gauges' own is larger by `nuisance` (-, in
 * standard deviations): one half of the Kalman sum, so that a rate r is told at error alpha once r^2 times it is ln(1/alpha).
 * Beyond the table (1 s to 29 days) it goes on as at its ends.
 */
export function closureInformation(nuisance: number): Information {
  const logs = table.map((x) => Math.log((x * perSI) / 2 / nuisance ** 2));
  const last = logs.length - 1;
  return (watched) => {
    const x = perOctave * Math.log2(watched);
    const i = Math.max(0, Math.min(last - 1, Math.floor(x)));
    return Math.exp(logs[i] + (x - i) * (logs[i + 1] - logs[i]));
  };
}

/**
 * (s2/Pa2) What the nitrogen of a volume tells of its rate of fall in `watched` (s), per unit rate squared, as `closureInformation`
 * counts it: a ramp in unevenness that goes as an Ornstein-Uhlenbeck process of sd s and time tau holds
 * tau^2/(12 s^2) ((1 + t/tau)^3 - 1).
 */
export function nitrogenInformation(watched: number): number {
  const { sd, tau } = nitrogen.composition;
  return ((nitrogen.share * tau) ** 2 / (24 * sd ** 2)) * ((1 + watched / tau) ** 3 - 1);
}

/** (s) To open a hatch to what nobody can read, and to read what both come to. An assumption. */
const look = 300 + opening.minutes * 60;
/** (Pa2) Of what both come to as gauges show it: mixing, and the mean of those minutes by a gauge of 0.1 mmHg. */
const afterwards = air.mixing.sd ** 2 + (0.1 * mmHg) ** 2;

/**
 * (s2/Pa2) The same of a volume that nothing reads and that is opened after `watched` (s), as far as it has fallen by then: `share` (-) of all
 * air is in it, and people and machines may change it by `unrest` (Pa/s).
 */
export function openingInformation(watched: number, unrest: number, share: number): number {
  const time = Math.max(0, watched - look);
  return time ** 2 / (2 * (wanderOf(Math.hypot(air.balance.sd, unrest), time) + afterwards / share ** 2));
}
