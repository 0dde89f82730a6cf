/** TAI − UTC (s) from the beginning of each of these days on (IERS Bulletin C; none since 2017). Before 1972 it was no whole number; 10 is taken. */
const steps: readonly (readonly [utc: number, offset: number])[] = (
  [
    ["1972-01-01", 10],
    ["1972-07-01", 11],
    ["1973-01-01", 12],
    ["1974-01-01", 13],
    ["1975-01-01", 14],
    ["1976-01-01", 15],
    ["1977-01-01", 16],
    ["1978-01-01", 17],
    ["1979-01-01", 18],
    ["1980-01-01", 19],
    ["1981-07-01", 20],
    ["1982-07-01", 21],
    ["1983-07-01", 22],
    ["1985-07-01", 23],
    ["1988-01-01", 24],
    ["1990-01-01", 25],
    ["1991-01-01", 26],
    ["1992-07-01", 27],
    ["1993-07-01", 28],
    ["1994-07-01", 29],
    ["1996-01-01", 30],
    ["1997-07-01", 31],
    ["1999-01-01", 32],
    ["2006-01-01", 33],
    ["2009-01-01", 34],
    ["2012-07-01", 35],
    ["2015-07-01", 36],
    ["2017-01-01", 37],
  ] as const
).map(([day, offset]) => [Date.parse(`${day}T00:00:00Z`) / 1000, offset]);

/** (s) What a clock of TAI shows at a UNIX time (s). */
export function taiOfUtc(utc: number): number {
  const step = steps.findLast(([from]) => utc >= from) ?? steps[0];
  return utc + step[1];
}

/** (s) UNIX time of a time that counts the seconds of TAI from 1970 (s). Within a leap second it is that of the second after. */
export function utcOfTai(tai: number): number {
  const step = steps.findLast(([utc, offset]) => tai - offset >= utc) ?? steps[0];
  return tai - step[1];
}
