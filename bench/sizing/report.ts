/** How right the estimates were, in lines to be read. */
import type { Floor } from "../detection/floor.ts";
import { mean, quantile, rms, share } from "../detection/tally.ts";
import { type Moment, moments, type Told, type Trial } from "./trial.ts";
import { inMmHgPerHour, type Quantity, quantities } from "./truth.ts";

export interface Sized extends Omit<Trial, "floor"> {
  readonly conditions: string;
  readonly tier: "slow" | "fast";
  /** (m3) */
  readonly size: number;
  /** Of this air: the information that there is in it. */
  readonly floor: Floor;
  /** (s) Between two samples. */
  readonly dt: number;
}

/** Share and its 95 % interval (Wilson 1927, J. American Statistical Association 22:209), in percent. */
export function wilson(hits: number, of: number): { percent: number; low: number; high: number } {
  const z = 1.96;
  const p = hits / of;
  const middle = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return { percent: 100 * p, low: 100 * (middle - half), high: 100 * (middle + half) };
}

const toldAt = (runs: readonly Sized[], when: Moment) =>
  runs.flatMap((run) => {
    const told = run.told[when];
    return told === null ? [] : [{ run, told }];
  });

const valuesOf = (told: readonly { told: Told }[], q: Quantity) =>
  told.flatMap((each) => {
    const of = each.told.of[q];
    return of === undefined ? [] : [of];
  });

function coverageCell(told: readonly { told: Told }[], q: Quantity): string {
  const of = valuesOf(told, q);
  if (of.length === 0) return "-";
  const held = of.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  const { percent, low, high } = wilson(held, of.length);
  return `${percent.toFixed(1)} (${low.toFixed(0)}-${high.toFixed(0)})`;
}

/** (-) The error of each fall in Cramer-Rao sds of the moment that the estimate speaks of; what has no bound is left out. */
const errorsOf = (told: readonly { run: Sized; told: Told }[], by: "information" | "informationOnsetUnknown") =>
  told.flatMap(({ run, told }) => {
    const { dpdt } = told.of;
    const information = run.floor[by][Math.round(told.age / run.dt)];
    if (dpdt === undefined || !(information > 0)) return [];
    return [inMmHgPerHour(dpdt.value - dpdt.truth) * Math.sqrt(information)];
  });

/** The sd of errors and how unsure it is (1.96 sd), from their fourth moment: a few wild ones make it so. */
function spreadOf(errors: readonly number[]): string {
  const middle = mean(errors);
  const sd = rms(errors.map((e) => e - middle));
  const fourth = mean(errors.map((e) => (e - middle) ** 4));
  const unsure = (1.96 * Math.sqrt((fourth - sd ** 4) / errors.length)) / (2 * sd);
  return `${sd.toFixed(2)} ±${unsure.toFixed(2)}`;
}

const cell = (words: string) => words.padStart(14);
const start = (what: string, told: string) => `  ${what.padEnd(24)} ${told.padStart(5)} `;
const head = start("", "told") + [...quantities, "sd / CR", "robust", "onset unknown", "its rms"].map(cell).join("");
const biasHead = start("", "told") + [...quantities, "too high / low"].map(cell).join("");

/**
 * Coverage of every quantity (in brackets its 95 % interval), and the sd of the fall over the Cramer-Rao bound: of one who
 * knows the onset, also half the range of the middle 68 %, and of one who has to find it out; of that the root mean square, too,
 * which holds the bias.
 */
function coverageLine(what: string, runs: readonly Sized[], when: Moment): string {
  const told = toldAt(runs, when);
  if (told.length === 0) return `${start(what, "0")} nothing told`;
  const errors = errorsOf(told, "information");
  const robust = (quantile(errors, 0.841) - quantile(errors, 0.159)) / 2;
  const unknown = errorsOf(told, "informationOnsetUnknown");
  const cells = [
    ...quantities.map((q) => coverageCell(told, q)),
    ...[spreadOf(errors), robust.toFixed(2), spreadOf(unknown), rms(unknown).toFixed(2)],
  ];
  return start(what, String(told.length)) + cells.map(cell).join("");
}

const percent = (x: number) => (100 * x).toFixed(1);

/** Median of value over truth less one; and of the intervals of the fall, those that lie wholly above and below the truth. */
function biasLine(what: string, runs: readonly Sized[], when: Moment): string {
  const told = toldAt(runs, when);
  if (told.length === 0) return `${start(what, "0")} nothing told`;
  const biases = quantities.map((q) => {
    const ratios = valuesOf(told, q).map(({ value, truth }) => value / truth - 1);
    return ratios.length === 0 ? "-" : `${percent(quantile(ratios, 0.5))} %`;
  });
  const fall = valuesOf(told, "dpdt");
  const above = share(fall.map(({ low, truth }) => low > truth));
  const below = share(fall.map(({ high, truth }) => high < truth));
  return start(what, String(told.length)) + [...biases, `${percent(above)} / ${percent(below)}`].map(cell).join("");
}

interface Group {
  readonly what: string;
  readonly has: (run: Sized) => boolean;
}
const decades: readonly Group[] = [0.1, 1, 10, 100].map((from) => ({
  what: `${from} to ${from === 100 ? 200 : from * 10} mmHg/h`,
  has: ({ slope }) => slope >= from && slope < from * 10,
}));
const tiersOf: readonly Group[] = [
  { what: "means of 60 s", has: ({ tier }) => tier === "slow" },
  { what: "1 Hz", has: ({ tier }) => tier === "fast" },
];
const all: Group = { what: "all", has: () => true };

/** Groups by the conditions and volumes that there are. */
const airOf = (runs: readonly Sized[]): Group[] => [
  ...[...new Set(runs.map((r) => r.conditions))].map((c) => ({ what: c, has: (r: Sized) => r.conditions === c })),
  ...[...new Set(runs.map((r) => r.size))].map((m3) => ({ what: `${m3} m3`, has: (r: Sized) => r.size === m3 })),
];

export function printSizing(runs: readonly Sized[]): void {
  const fair = runs.filter((run) => !run.late);
  const untold = fair.filter((run) => run.told["at the alarm"] === null).length;
  console.log(`  ${fair.length} leaks, ${untold} never told, ${runs.length - fair.length} left out: in alarm before`);
  for (const when of moments) {
    console.log(`\n  ${when}: % of 90 % intervals that hold the truth (goal 88 to 92), sd of dpdt (goal 1.2)\n${head}`);
    for (const { what, has } of [all, ...decades, ...tiersOf, ...airOf(runs)])
      console.log(coverageLine(what, fair.filter(has), when));
    console.log(`\n  ${when}: median of value / truth - 1\n${biasHead}`);
    for (const { what, has } of [all, ...decades]) console.log(biasLine(what, fair.filter(has), when));
  }
}
