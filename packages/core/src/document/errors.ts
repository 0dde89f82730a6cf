import { type Phrase, type Refusal, refusalOf } from "../phrase/index.ts";

/** One thing wrong with a file, at its place. */
export interface Fault extends Refusal {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A fault at a place of a file. */
export const faultOf = (
  { line, column }: Pick<Fault, "line" | "column">,
  path: string,
  found: Phrase,
  expected: Phrase,
): Fault => ({ line, column, ...refusalOf(path, found, expected) });

const sentence = (file: string, { line, column, path, found, expected }: Fault) =>
  `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}found ${found}, expected ${expected}`;

/** A file that was refused. Its message has one line a fault, in the order of the file. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
  readonly code = "HW_DOCUMENT";
  readonly file: string;
  readonly faults: readonly Fault[];

  constructor(file: string, faults: readonly Fault[]) {
    super(faults.map((fault) => sentence(file, fault)).join("\n"));
    this.file = file;
    this.faults = faults;
  }
}
