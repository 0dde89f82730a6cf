import { type Phrase, phrase } from "../phrase/index.ts";
import { DocumentError, type Fault, faultOf } from "./errors.ts";
import { formatPath, type Path } from "./path.ts";
import type { Position, Source } from "./source.ts";
import type { Misfit } from "./structure.ts";

/**
 * A document in which anything may be missing: what fits its schema is there, the rest is left out (an item of a list
 * as undefined, so that positions stay).
 */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** Collects the faults of one file. */
export class Faults {
  readonly #source: Source;
  readonly #all: Fault[] = [];

  constructor(source: Source) {
    this.#source = source;
    this.#all.push(...source.faults);
  }

  /**
   * The value at `path` is not what it should be. `expected` ends the sentence "expected …"; `found` is what the file
   * has there unless given.
   */
  add(path: Path, expected: Phrase, found: Phrase = this.#source.describe(path)): void {
    this.#push(this.#source.at(path), path, found, expected);
  }

  /** A place where the schema does not hold. */
  addMisfit({ path, expected, isUnknownKey }: Misfit): void {
    if (isUnknownKey) this.#push(this.#source.atKey(path), path, phrase`an unknown key`, expected);
    else this.add(path, expected);
  }

  /** Throws `DocumentError` with every fault in the order of the file, if there is one. */
  throwIfAny(file: string): void {
    if (this.#all.length === 0) return;
    throw new DocumentError(
      file,
      this.#all.toSorted((a, b) => a.line - b.line || a.column - b.column),
    );
  }

  #push(at: Position, path: Path, found: Phrase, expected: Phrase): void {
    this.#all.push(faultOf(at, formatPath(path), found, expected));
  }
}
