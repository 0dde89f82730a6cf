import { DocumentError, type Fault, faultOf } from "../../document/index.ts";
import { type Phrase, phrase, verbatim } from "../../phrase/index.ts";

/** One `KEYWORD = value [unit]` of a CCSDS message, in whatever notation it was written. */
export interface Field {
  readonly keyword: string;
  /** As written, without the blanks around it; U+2212 MINUS SIGN as "-". */
  readonly value: string;
  /** As written in `[ ]` or `units=""`; empty where none was. */
  readonly unit: string;
  /** Of the value, from 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A message as a list of fields in the order in which they stand; comments are fields of the keyword `COMMENT`. */
export interface Fields {
  readonly fields: readonly Field[];
  /** Lines and elements that hold no field, as faults. */
  readonly faults: readonly Fault[];
}

/** Real messages hold a typographic minus in numbers and designators. */
export const plainMinus = (text: string) => text.replaceAll("\u2212", "-");

/** At most this much of what was found is quoted. */
const quoted = 60;

export const quote = (text: string) => JSON.stringify(text.length > quoted ? `${text.slice(0, quoted)}…` : text);

/** Says of a field what should stand there. */
export const faultAt = (
  { line, column, value }: Field,
  path: string,
  expected: Phrase,
  found = value === "" ? phrase`nothing` : verbatim(quote(value)),
): Fault => faultOf({ line, column }, path, found, expected);

/** Throws `DocumentError` with all faults in the order of the file, if there is one. */
export function throwFaults(file: string, faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new DocumentError(
    file,
    faults.toSorted((a, b) => a.line - b.line || a.column - b.column),
  );
}

/** What real messages write where they have no value. */
export const isBlank = (value: string) => /^(|nan|n\/a|na|null|none)$/i.test(value);

/** A decimal number as CCSDS writes it (`4.142E+01`, `.5`); NaN for anything else. */
export function numberOf(value: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/.test(value) ? Number(value.replace(/d/i, "e")) : Number.NaN;
}

const timePattern = /^(\d{4})-(?:(\d{2})-(\d{2})|(\d{3}))T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:Z|\+00:?00)?$/;

/**
 * (s) UNIX time of a CCSDS time code, `2010-03-12T22:31:12.618` or with the day of the year `2010-071T22:31:12.618`,
 * always UTC; to 0.2 us, finer than a `Date`. A leap second counts as the second after it. NaN for anything else.
 * CCSDS 301.0-B-4, section 3.5.
 */
export function timeOf(value: string): number {
  const [, year, month, date, ordinal, hour, minute, second, fraction] = timePattern.exec(value) ?? [];
  if (year === undefined) return Number.NaN;
  const [h, min, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || min > 59 || s > 60) return Number.NaN;
  const start =
    ordinal === undefined ? dayOf(Number(year), Number(month), Number(date)) : dayOfYear(Number(year), Number(ordinal));
  return (start + h * 3600_000 + min * 60_000 + s * 1000) / 1000 + Number(fraction ?? 0);
}

function dayOf(year: number, month: number, date: number): number {
  const ms = Date.UTC(year, month - 1, date);
  const there = new Date(ms);
  return there.getUTCMonth() === month - 1 && there.getUTCDate() === date ? ms : Number.NaN;
}

function dayOfYear(year: number, ordinal: number): number {
  const ms = Date.UTC(year, 0, ordinal);
  return ordinal > 0 && new Date(ms).getUTCFullYear() === year ? ms : Number.NaN;
}
