/**
 * Debris of 3 mm and more at 400 km and 51.6 deg, per m2 and year, by year: ORDEM2000 as printed in NASA/TM-2009-214785 (E. L.
 * Christiansen, Handbook for Designing MMOD Protection), table 2-4. It does not say whether per surface or per cross-section.
 */
export const ordem2000ByYear: ReadonlyMap<number, number> = new Map([
  [2002, 6.25e-5],
  [2003, 7.04e-5],
  [2004, 7.6e-5],
  [2005, 7.28e-5],
  [2006, 8.9e-5],
  [2007, 9.52e-5],
  [2008, 9.74e-5],
  [2009, 9.87e-5],
  [2010, 9.92e-5],
  [2011, 1.14e-4],
  [2012, 1.07e-4],
  [2013, 9.98e-5],
  [2014, 9.19e-5],
  [2015, 8.85e-5],
  [2016, 9.91e-5],
  [2017, 1.24e-4],
  [2018, 1.19e-4],
  [2019, 1.23e-4],
  [2020, 1.22e-4],
  [2021, 1.19e-4],
  [2022, 1.18e-4],
  [2023, 1.22e-4],
]);

/** [deg, per m2 and year] The same in 2010 by inclination: table 2-5. */
export const ordem2000ByInclination = [
  [0, 9.13e-5],
  [10, 9.13e-5],
  [20, 9.38e-5],
  [28.5, 9.75e-5],
  [48, 9.76e-5],
  [51.6, 9.92e-5],
  [66, 1.08e-4],
  [90, 1.35e-4],
  [98, 1.49e-4],
] as const;

/** (-) Flux at an inclination (deg, 0 to 98) over that at 51.6 deg: table 2-5, linear between. */
export function ordem2000Inclination(i: number): number {
  const next = Math.max(
    1,
    ordem2000ByInclination.findIndex(([deg]) => deg >= i),
  );
  const [[a, fa], [b, fb]] = [ordem2000ByInclination[next - 1], ordem2000ByInclination[next]];
  return (fa + ((fb - fa) * (i - a)) / (b - a)) / 9.92e-5;
}
