import { excerpt } from "./excerpt.ts";

/** One line of a recording that could not be used: where, what stands there, what should. */
export interface Reject {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in characters. */
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

/** A recording that cannot be read, or not to its end: no header, an empty file, a damaged archive. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  readonly code = "HW_RECORDING";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;

  constructor(file: string, { line, column, found, expected }: Reject, options?: ErrorOptions) {
    super(`${file}:${line}:${column}: found ${found}, expected ${expected}`, options);
    this.file = file;
    this.line = line;
    this.column = column;
    this.found = found;
    this.expected = expected;
  }
}

/** What stood at a place, quoted, for a message. */
export const quoted = (text: string) => (text.trim() === "" ? "nothing" : `"${excerpt(text)}"`);
