import { type Phrase, phrase } from "../../phrase/index.ts";
import type { Metre } from "../../quantity/index.ts";
import { within } from "./errors.ts";
import { nasa90Diameters, nasa90Flux, nasa90Speed } from "./nasa90.ts";
import { ordem2000ByYear, ordem2000Inclination } from "./ordem2000.ts";
import { type Band, type OrbitAndYear, type Population, speedShares, year as yearSeconds } from "./population.ts";

const model = "debris";

/**
 * What a printed flux is per. ORDEM's is per cross-section, NASA-90's per surface of a tumbling body, a quarter of that. Table 2-4 does not
 * say which: `unknown` takes the geometric mean and carries both ends as a band of 4.
 */
export type Basis = "surface" | "cross-section" | "unknown";

/** (-) From a flux as printed to one per surface. */
export const perSurface: Readonly<Record<Basis, number>> = { surface: 1, "cross-section": 1 / 4, unknown: 1 / 2 };
/** What not knowing the basis leaves open about `perSurface`. */
export const basisBand = (basis: Basis): Band => (basis === "unknown" ? { low: 1 / 2, high: 2 } : { low: 1, high: 1 });

/** (-) Two environments for one orbit: ORDEM and MASTER lie within 2 to 3 at 1 cm, farther apart at 1 mm. */
const between = 2;
/** (kg/m3) As ORDEM2000 is used with ballistic limits: NASA/TM-2009-214785. */
export const debrisDensity = 2800;
/** (km, years) The table; as far as its flux is held on, with a wider band. */
const table = { altitude: 400, near: 50, first: 2002, last: 2023 } as const;
const held = 1.5;
/** Outside these debris is refused: years, km, deg. */
export const debrisValidity = { years: [1990, 2035], altitudes: [200, 2000], inclinations: [28.5, 98] } as const;
/** (-) What another altitude adds to the band: NASA-90's dependence, which has not been checked against a table here. */
const elsewhere = 2;
/** (1e4 Jy) Of a mean cycle. */
const meanSolarFlux = 100;

/**
 * Debris: NASA-90's shape in diameter at the level that ORDEM2000 prints for 3 mm and more (`ordem2000.ts`), relative speeds of NASA-90.
 * Table 2-4 ends in 2023: later years hold its last value and widen the band, to 2035; before 2002 its first, to 1990. Other altitudes follow
 * NASA-90 with a wider band. 200 to 2000 km, 28.5 to 98 deg; throws `FluxRangeError` outside, and where the flux of
 * less than 0.1 mm is asked for. Over 1 m counts as 1 m: no less than the truth.
 */
export function debris({ altitude, inclination, year }: OrbitAndYear, basis: Basis = "unknown"): Population {
  // Degrees again, as they were written: 98 deg must not come back as a little more.
  const [h, i] = [altitude / 1000, Number(((inclination * 180) / Math.PI).toPrecision(12))];
  within(model, phrase`a year`, year, ...debrisValidity.years, "AD");
  within(model, phrase`an altitude`, h, ...debrisValidity.altitudes, "km");
  within(model, phrase`an inclination`, i, ...debrisValidity.inclinations, "deg");
  const notes: Phrase[] = [];
  let factor = between;
  if (year < table.first || year >= table.last + 1) {
    factor *= held;
    notes.push(
      year < table.first
        ? phrase`the table of ORDEM2000 runs from ${table.first} to ${table.last}: its first flux is held, band wider by ${held}`
        : phrase`the table of ORDEM2000 runs from ${table.first} to ${table.last}: its last flux is held, band wider by ${held}`,
    );
  }
  if (Math.abs(h - table.altitude) > table.near) {
    factor *= elsewhere;
    notes.push(
      phrase`the table is for 400 km: ${Number(h.toFixed(1))} km by NASA-90's dependence, band wider by ${elsewhere}`,
    );
  }
  const shape = { h: table.altitude, i: 51.6, year: Math.min(year, 2011), S: meanSolarFlux };
  const there = nasa90Flux(0.3, { ...shape, h }) / nasa90Flux(0.3, shape);
  const level = (ordem2000At(year) * ordem2000Inclination(i) * there * perSurface[basis]) / nasa90Flux(0.3, shape);
  const basisEnds = basisBand(basis);
  return {
    name: "debris",
    source: phrase`ORDEM2000 of 3 mm and more (NASA/TM-2009-214785 table 2-4), shape in diameter of NASA-90`,
    kinds: [
      {
        density: debrisDensity,
        flux: (d: Metre) => (level * nasa90Flux(Math.min(nasa90Diameters.most, 100 * d), shape)) / yearSeconds,
      },
    ],
    speeds: speedShares((v) => nasa90Speed(v, i), 0, 16, 80),
    arrives: "horizontal",
    band: { low: basisEnds.low / factor, high: basisEnds.high * factor },
    notes,
  };
}

/** As printed for the calendar year; the nearest one that is printed. */
const ordem2000At = (year: number) =>
  ordem2000ByYear.get(Math.min(table.last, Math.max(table.first, Math.floor(year))))!;
