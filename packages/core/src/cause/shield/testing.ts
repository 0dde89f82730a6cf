/** For tests: the tables of `testdata`. */
import { readFileSync } from "node:fs";

export const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Lines of a table, cut at commas; `#` and text stay as they are. */
export function rowsOf(name: string): string[][] {
  const text = readFileSync(new URL(`testdata/${name}`, import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
}

/** The numbers of those lines whose second cell is one. */
export const numbersOf = (name: string) => rowsOf(name).flatMap((row) => (Number(row[1]) > 0 ? [row.map(Number)] : []));

export const near = (found: number, expected: number, relative: number) => {
  if (!(Math.abs(found / expected - 1) <= relative)) throw new Error(`${found} is not ${expected} within ${relative}`);
};
