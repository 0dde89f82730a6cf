import { type Fault, faultOf } from "../../document/index.ts";
import { type Phrase, phrase, verbatim } from "../../phrase/index.ts";
import { plainMinus, quote } from "../message/field.ts";
import type { Catalogue, ElementSet } from "./elements.ts";

/** What stands in columns `from` to `to` (from 1, both included) of a line, and what may stand there. */
interface Column {
  readonly name: string;
  readonly line: 0 | 1;
  readonly from: number;
  readonly to: number;
  readonly pattern: RegExp;
  readonly expected: Phrase;
}

const decimal = /^ *[+-]?\d*\.?\d* *$/;
const epoch = /^[\d ]\d(?:[ 0]{2}[1-9]|[ 0][1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])\.\d{1,8} *$/;
const exponential = /^ *[+-]? *\d* *[+-]? *\d* *$/;
const column = (name: string, line: 0 | 1, from: number, to: number, pattern: RegExp, expected: Phrase): Column => {
  return { name, line, from, to, pattern, expected };
};
/** T.S. Kelso, CelesTrak, "NORAD two-line element set format". */
const columns = [
  column(
    "number of line 1",
    0,
    3,
    7,
    /^[A-HJ-NP-Z0-9 ][\d ]{3}\d$/,
    phrase`a catalogue number, its first digit perhaps a letter but I and O`,
  ),
  column("epoch", 0, 19, 32, epoch, phrase`two digits of the year and the day from 1 to 366 with its fraction`),
  column("mean motion dot", 0, 34, 43, decimal, phrase`a decimal number`),
  column("BSTAR", 0, 54, 61, exponential, phrase`a number such as  28098-4`),
  column("ephemeris type", 0, 63, 63, /^[02 ]$/, phrase`0 for SGP4; 4 is SGP4-XP, which SGP4 reads wrongly`),
  column(
    "number of line 2",
    1,
    3,
    7,
    /^[A-HJ-NP-Z0-9 ][\d ]{3}\d$/,
    phrase`a catalogue number, its first digit perhaps a letter but I and O`,
  ),
  column("inclination", 1, 9, 16, /^ *\d+\.\d+ *$/, phrase`degrees`),
  column("node", 1, 18, 25, /^ *\d+\.\d+ *$/, phrase`degrees`),
  column("eccentricity", 1, 27, 33, /^\d{7}$/, phrase`seven digits`),
  column("perigee", 1, 35, 42, /^ *\d+\.\d+ *$/, phrase`degrees`),
  column("mean anomaly", 1, 44, 51, /^ *\d+\.\d+ *$/, phrase`degrees`),
  column("mean motion", 1, 53, 63, /^ *\d+\.\d+ *$/, phrase`revolutions a day`),
];

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Reads two-line element sets, with or without a line for the name above each; `#` begins a comment. Never throws. */
export function readTles(text: string): Catalogue {
  const lines: Line[] = plainMinus(text.replace(/^\ufeff/, ""))
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ text: line.trimEnd(), number: i + 1 }))
    .filter((line) => line.text !== "" && !line.text.startsWith("#"));
  const elements: ElementSet[] = [];
  const faults: Fault[] = [];
  let name: Line | undefined;
  for (let i = 0; i < lines.length; i++) {
    const [one, two] = [lines[i], lines[i + 1]];
    if (!isLine("1", one)) {
      if (name !== undefined || isLine("2", one)) faults.push(stray(name ?? one));
      name = isLine("2", one) ? undefined : one;
      continue;
    }
    const wrong = isLine("2", two) ? faultsOf([one, two]) : [alone(one, two)];
    if (isLine("2", two)) i++;
    if (wrong.length === 0) elements.push(elementsOf([one, two], name));
    faults.push(...wrong);
    name = undefined;
  }
  if (name !== undefined) faults.push(stray(name));
  return { format: "tle", elements, faults };
}

/** As good as a line of an element set whatever is wrong with it: long, and beginning with its number. */
const isLine = (number: "1" | "2", line: Line | undefined) =>
  line?.text.startsWith(`${number} `) === true && line.text.length > 40;

const at = (line: Line, column: number) => ({ line: line.number, column });
const alone = (one: Line, next: Line | undefined): Fault => {
  const found = next === undefined ? phrase`the end` : verbatim(quote(next.text));
  return faultOf(at(next ?? one, 1), "", found, phrase`line 2 of an element set`);
};
const stray = (line: Line): Fault =>
  faultOf(at(line, 1), "", verbatim(quote(line.text)), phrase`line 1 of an element set`);

function faultsOf(pair: readonly [Line, Line]): Fault[] {
  const short = pair.find((line) => line.text.length < 69);
  if (short !== undefined) {
    const found = phrase`a line of ${short.text.length} characters`;
    return [faultOf(at(short, short.text.length + 1), "", found, verbatim(69))];
  }
  const wrong = columns.flatMap(({ name, line, from, to, pattern, expected }) => {
    const found = pair[line].text.slice(from - 1, to);
    return pattern.test(found) ? [] : [faultOf(at(pair[line], from), name, verbatim(quote(found)), expected)];
  });
  if (wrong.length > 0) return wrong;
  const [one, two] = pair.map((line) => line.text.slice(2, 7));
  if (one !== two)
    return [faultOf(at(pair[1], 3), "number of line 2", verbatim(quote(two)), phrase`${quote(one)}, that of line 1`)];
  return pair.flatMap((line) => {
    const [found, expected] = [line.text[68], String(checksum(line.text))];
    return found === expected
      ? []
      : [faultOf(at(line, 69), "checksum", verbatim(quote(found)), verbatim(quote(expected)))];
  });
}

/** The sum of all digits, a minus counted as 1, without its tens. */
function checksum(line: string): number {
  let sum = 0;
  for (const c of line.slice(0, 68)) sum += c === "-" ? 1 : c >= "0" && c <= "9" ? Number(c) : 0;
  return sum % 10;
}

/** "A" in front is 10, "Z" 33; I and O are left out (Alpha-5). */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
function catalogueNumber(text: string): string {
  const first = letters.indexOf(text[0]);
  const digits = first < 0 ? text.trim() : `${first + 10}${text.slice(1)}`;
  return digits.replace(/^0+(?=\d)/, "");
}

/** "28098-4" is 0.28098e-4. */
function assumedPoint(text: string): number {
  const [, sign = "", digits = "0", exponent = "0"] = /^\s*([+-]?)\s*(\d+)\s*([+-]?\s*\d+)?\s*$/.exec(text) ?? [];
  return Number(`${sign}0.${digits}e${exponent.replaceAll(" ", "")}`);
}

function elementsOf([one, two]: readonly [Line, Line], name: Line | undefined): ElementSet {
  const number = (line: Line, from: number, to: number) => Number(line.text.slice(from - 1, to).trim() || "0");
  const id = catalogueNumber(one.text.slice(2, 7));
  const year = number(one, 19, 20);
  // Sputnik flew in 1957: two digits from there on are of that century.
  const start = Date.UTC(year + (year < 57 ? 2000 : 1900), 0, 1) / 1000;
  return {
    name: name?.text.replace(/^0 /, "").trim() ?? `object ${id}`,
    id,
    internationalDesignator: one.text.slice(9, 17).trim(),
    epoch: start + (number(one, 21, 32) - 1) * 86400,
    meanMotion: number(two, 53, 63),
    eccentricity: Number(`0.${two.text.slice(26, 33).replaceAll(" ", "0")}`),
    inclination: number(two, 9, 16),
    node: number(two, 18, 25),
    perigee: number(two, 35, 42),
    meanAnomaly: number(two, 44, 51),
    bstar: assumedPoint(one.text.slice(53, 61)),
    tle: [one.text, two.text],
    others: {},
  };
}
