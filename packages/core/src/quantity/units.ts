/**
 * Every unit that people and files may write, by dimension. A value in SI is `x * factor + offset`.
 * Conventional values: mmHg 133.322387415 Pa (ISO 80000-4 annex), torr 101325/760 Pa, psi 6894.757293168 Pa,
 * lb 0.45359237 kg (international yard and pound agreement of 1959).
 */
import type {
  CubicMetre,
  CubicMetrePerSecond,
  Kelvin,
  Kilogram,
  KilogramPerSecond,
  Metre,
  Newton,
  Pascal,
  PascalPerSecond,
  Second,
  SquareMetre,
} from "./types.ts";

/** The branded type behind each dimension. */
export interface Dimensions {
  pressure: Pascal;
  pressureRate: PascalPerSecond;
  temperature: Kelvin;
  time: Second;
  mass: Kilogram;
  massFlow: KilogramPerSecond;
  length: Metre;
  area: SquareMetre;
  volume: CubicMetre;
  volumeFlow: CubicMetrePerSecond;
  force: Newton;
}
export type Dimension = keyof Dimensions;

interface Unit {
  readonly factor: number;
  readonly offset: number;
}

const mmHg = 133.322387415;
const torr = 101325 / 760;
const psi = 6894.757293168;
const hour = 3600;
const day = 86400;

const plain = (factors: Record<string, number>): Record<string, Unit> =>
  Object.fromEntries(Object.entries(factors).map(([name, factor]) => [name, { factor, offset: 0 }]));

const pressures = { mmHg, torr, mbar: 100, hPa: 100, kPa: 1000, Pa: 1, bar: 1e5, atm: 101325, psi };
const masses = { kg: 1, g: 1e-3, lb: 0.45359237 };
const times = { s: 1, min: 60, h: hour, day, d: day };

/** Each unit of `over` per each unit of `under`: mmHg/h, kPa/day … */
const ratios = (over: Record<string, number>, under: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(over).flatMap(([a, x]) => Object.entries(under).map(([b, y]) => [`${a}/${b}`, x / y])),
  );

export const units: { readonly [D in Dimension]: Readonly<Record<string, Unit>> } = {
  pressure: plain(pressures),
  pressureRate: plain(ratios(pressures, times)),
  temperature: {
    degC: { factor: 1, offset: 273.15 },
    K: { factor: 1, offset: 0 },
    degF: { factor: 5 / 9, offset: 273.15 - (32 * 5) / 9 },
  },
  time: plain(times),
  mass: plain(masses),
  massFlow: plain(ratios(masses, times)),
  length: plain({ mm: 1e-3, cm: 1e-2, m: 1, km: 1000, in: 0.0254 }),
  area: plain({ mm2: 1e-6, cm2: 1e-4, m2: 1, in2: 0.0254 ** 2 }),
  volume: plain({ m3: 1, L: 1e-3, ft3: 0.3048 ** 3 }),
  volumeFlow: plain({ "m3/s": 1, "m3/h": 1 / hour, "L/min": 1e-3 / 60, cfm: 0.3048 ** 3 / 60 }),
  force: plain({ N: 1, mN: 1e-3 }),
};
