import { fromSI, type Interval, type Second, significant } from "@hullwatch/core/quantity";

/** A moment (UNIX s) for a report: "2018-08-29 22:58:10Z". */
export const utc = (time: number) =>
  `${new Date(Math.floor(time) * 1000).toISOString().slice(0, 19).replace("T", " ")}Z`;

/** The unit in which people say a duration of that length. */
const unitFor = (time: number) => (time < 5400 ? "min" : time < 4 * 86400 ? "h" : "d");

/** A duration: "25.0 min", "7.52 h", "18.1 d". */
export function span(time: Second): string {
  const unit = unitFor(time);
  return `${significant(fromSI("time", time, unit))} ${unit}`;
}

/** A duration and its interval, in the unit that fits the value. */
export function spanInterval({ value, low, high }: Interval<Second>): string {
  const unit = unitFor(value);
  const [v, l, h] = [value, low, high].map((x) => significant(fromSI("time", x, unit), 2));
  return Number.isFinite(value) ? `${v} (${l} to ${h}) ${unit}` : `unlimited (${l} to ${h} ${unit})`;
}

export const count = (n: number) => new Intl.NumberFormat("en").format(n);

/** "1 reading", "13,723 readings". */
export const plural = (n: number, what: string) => `${count(n)} ${what}${n === 1 ? "" : "s"}`;

/** Breaks a text at blanks into lines of at most `width`; further lines begin with `indent` blanks. */
export function wrap(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const before = rest.lastIndexOf(" ", width);
    const blank = rest.slice(0, Math.max(0, before)).trim() === "" ? rest.indexOf(" ", width) : before;
    if (blank < 0) break;
    lines.push(rest.slice(0, blank).trimEnd());
    rest = " ".repeat(indent) + rest.slice(blank).trimStart();
  }
  return [...lines, rest];
}

/** Up to eight names, then how many more. */
export const names = (all: readonly string[]) =>
  all.length > 8 ? `${all.slice(0, 8).join(", ")} and ${all.length - 8} more` : all.join(", ");
