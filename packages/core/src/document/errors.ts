import { englishOf, type Phrase } from "./phrase.ts";

/** One thing wrong with a file: where it is, what stands there and what should. */
export interface Fault {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Where in the document: `modules[3].volume_m3`; empty for the file as a whole. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  /** The same for those who say it in another language. */
  readonly says: { readonly found: Phrase; readonly expected: Phrase };
}

/** One thing wrong with what came in no file. */
export type Refusal = Omit<Fault, "line" | "column">;

export const refusalOf = (path: string, found: Phrase, expected: Phrase): Refusal => ({
  path,
  found: englishOf(found),
  expected: englishOf(expected),
  says: { found, expected },
});

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
