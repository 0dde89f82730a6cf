import { phrase } from "../../phrase/index.ts";
import { within } from "./errors.ts";

const model = "NASA-90";

/** (cm) Between them the two power laws were drawn through measurements. */
export const nasa90Diameters = { least: 0.01, most: 100 } as const;

/** Factor of inclination, linear between: [deg, psi]. */
const psi = [
  [28.5, 0.91],
  [30, 0.92],
  [40, 0.96],
  [50, 1.02],
  [60, 1.09],
  [70, 1.26],
  [80, 1.71],
  [90, 1.37],
  [100, 1.78],
  [120, 1.18],
] as const;

function inclinationFactor(i: number): number {
  const next = Math.max(
    1,
    psi.findIndex(([deg]) => deg >= i),
  );
  const [[a, fa], [b, fb]] = [psi[next - 1], psi[next]];
  return fa + ((fb - fa) * (i - a)) / (b - a);
}

/** NASA-90's variables in the units of its print. */
export interface Nasa90 {
  /** (km) Up to 2000. */
  readonly h: number;
  /** (deg) 28.5 to 120. */
  readonly i: number;
  readonly year: number;
  /** (1e4 Jy) Solar flux F10.7, mean of 13 months, of the year before. */
  readonly S: number;
}

/**
 * Debris of diameter >= `d` (cm) per m2 and year of randomly tumbling surface: D. J. Kessler, R. C. Reynolds, P. D. Anz-Meador, NASA TM-100471
 * (1989), as revised in SSP 30425 A/B. 0.01 to 100 cm, 200 to 2000 km, 28.5 to 120 deg; throws `FluxRangeError` outside. Its growth of
 * 4 % a year after 2011 did not happen: `debris` takes of it the shape in diameter alone.
 */
export function nasa90Flux(d: number, { h, i, year, S }: Nasa90): number {
  within(model, phrase`a diameter`, d, nasa90Diameters.least, nasa90Diameters.most, "cm");
  within(model, phrase`an altitude`, h, 200, 2000, "km");
  within(model, phrase`an inclination`, i, 28.5, 120, "deg");
  const H = Math.sqrt(10 ** Math.exp(-(((Math.log10(d) - 0.78) / 0.637) ** 2)));
  const p = 10 ** (h / 200 - S / 140 - 1.5);
  const small = 1.22e-5 * d ** -2.5;
  const large = 8.1e10 * (d + 700) ** -6;
  const growth = 1.02 ** (Math.min(year, 2011) - 1988) * 1.04 ** Math.max(0, year - 2011);
  return H * (p / (p + 1)) * inclinationFactor(i) * (small * growth + large * (1 + 0.05 * (year - 1988)));
}

/** Relative speeds (km/s) of debris on a spacecraft of inclination `i` (deg), not normalised: NASA TM-100471 as in SSP 30425. */
export function nasa90Speed(v: number, i: number): number {
  const between = (a: number, b: number, low: number, x: number, high: number) => (i < a ? low : i < b ? x : high);
  const B = between(60, 80, 0.5, 0.5 - 0.01 * (i - 60), 0.3);
  const C = i < 100 ? 0.0125 : 0.0125 + 0.00125 * (i - 100);
  const D = 1.3 - 0.01 * (i - 30);
  const E = 0.55 + 0.005 * (i - 30);
  const F = between(50, 80, 0.3 + 0.0008 * (i - 50) ** 2, 0.3 - 0.01 * (i - 50), 0);
  const G = between(60, 80, 18.7, 18.7 + 0.0289 * (i - 60) ** 3, 250);
  const H = 1 - 0.0000757 * (i - 60) ** 2;
  const v0 = i < 60 ? 7.25 + 0.015 * (i - 30) : 7.7;
  const bell = (centre: number, width: number) => Math.exp(-(((v - centre * v0) / (width * v0)) ** 2));
  return Math.max(0, (2 * v * v0 - v ** 2) * (G * bell(2.5, B) + F * bell(D, E)) + H * C * (4 * v * v0 - v ** 2));
}
