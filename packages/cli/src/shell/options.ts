import {
  type Dimension,
  type Dimensions,
  momentExample,
  parseMoment,
  parseQuantity,
  type Second,
  second,
  UnitError,
} from "@hullwatch/core/quantity";
import { readTime } from "@hullwatch/feeds/csv";
import { UsageError } from "./errors.ts";

const refuse = (flag: string, found: string, expected: string) =>
  new UsageError(`${flag}: found "${found}", expected ${expected}`);

/** Reads "750mmHg" for the option `flag`; a number without its unit is refused with the units that fit. */
function quantityOption<D extends Dimension>(flag: string, dimension: D) {
  return (text: string): Dimensions[D] => {
    try {
      return parseQuantity(dimension, text);
    } catch (error) {
      throw error instanceof UnitError ? new UsageError(`${flag}: ${error.message}`) : error;
    }
  };
}

/** Like `quantityOption`, and more than 0. */
export function positiveOption<D extends Dimension>(flag: string, dimension: D) {
  const read = quantityOption(flag, dimension);
  return (text: string): Dimensions[D] => {
    const value = read(text);
    if (!(value > 0)) throw refuse(flag, text, "more than 0");
    return value;
  };
}

/** Seconds: a bare number, as the contract of `--every` and `--lateness` has it, or a time with its unit. */
export function secondsOption(flag: string, atLeast: number) {
  return (text: string): Second => {
    const value = /^\d+(\.\d+)?$/.test(text) ? second(Number(text)) : quantityOption(flag, "time")(text);
    if (!(value >= atLeast)) throw refuse(flag, text, `${atLeast} s or more`);
    return value;
  };
}

/** (-) More than 0 and at most 1. */
export function coefficientOption(flag: string) {
  return (text: string): number => {
    const value = /^[\d.]+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value > 0 && value <= 1)) throw refuse(flag, text, "a number above 0 and at most 1, such as 0.8");
    return value;
  };
}

/** "1/90d": (s) the mean time between two. */
export function frequencyOption(flag: string) {
  return (text: string): Second => {
    const [, count, time] = /^(\d+(?:\.\d+)?)\/(\d*\.?\d*\D+)$/.exec(text) ?? [];
    if (count === undefined || Number(count) === 0) throw refuse(flag, text, "a count over a time, such as 1/90d");
    const span = positiveOption(flag, "time")(/^\d/.test(time) ? time : `1${time}`);
    return second(span / Number(count));
  };
}

/** A number of days, more than 0 and at most `most`. */
export function daysOption(flag: string, most: number) {
  return (text: string): Second => {
    const days = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(days > 0 && days <= most))
      throw refuse(flag, text, `a number of days above 0 and at most ${most}, such as 7`);
    return second(days * 86400);
  };
}

/** A whole number, 0 or more. */
export function wholeOption(flag: string) {
  return (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(value)) throw refuse(flag, text, "a whole number, 0 or more");
    return value;
  };
}

/** A moment that may hang on the start of the recording: "+6h". */
export type Moment = (start: Second) => Second;

/** ISO 8601 with a zone, UNIX seconds, or an offset from the first row such as "+6h". */
export function momentOption(flag: string) {
  return (text: string): Moment => {
    const expected = `${momentExample}, or UNIX seconds`;
    const fixed = text.trim().startsWith("+") ? Number.NaN : readTime(text.trim());
    if (!Number.isNaN(fixed)) return () => second(fixed);
    if (!text.trim().startsWith("+") || parseMoment(text, second(0)) === null) throw refuse(flag, text, expected);
    return (start) => parseMoment(text, start) as Second;
  };
}

/** (-) A plain number between two. */
export function numberOption(flag: string, low: number, high: number) {
  return (text: string): number => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= low && value <= high)) throw refuse(flag, text, `a number from ${low} to ${high}`);
    return value;
  };
}
