import { type Procedure, parseProcedure, sha256Of } from "@hullwatch/log";
import { groundOf, isTraining } from "../ground/index.ts";
import type { Logbook } from "../logbook/index.ts";
import { ProblemError } from "../problem/index.ts";

/** A version of a procedure; `published` is the entry in the log, null for one that ships and was not used here yet. */
export interface KnownProcedure {
  readonly hash: string;
  readonly text: string;
  readonly procedure: Procedure;
  readonly published: string | null;
}

export interface ProcedureFile {
  readonly name: string;
  readonly text: string;
}

/** The procedures of a station: those published in its log, every version, and those that ship. */
export class Library {
  readonly #logbook: Logbook;
  readonly #shipped: readonly KnownProcedure[];

  constructor(logbook: Logbook, shipped: readonly ProcedureFile[]) {
    this.#logbook = logbook;
    this.#shipped = shipped.map(({ name, text }) => ({
      hash: sha256Of(text),
      text,
      procedure: parseProcedure(text, name),
      published: null,
    }));
  }

  /** Newest version first of each. */
  of(station: string): readonly KnownProcedure[] {
    const published = this.#published(station);
    // A training has those of its station, and publishes in its own log what it uses.
    if (isTraining(station))
      published.unshift(...this.#published(groundOf(station)).map((one) => ({ ...one, published: null })));
    const known = new Set(published.map(({ hash }) => hash));
    return [...published.reverse(), ...this.#shipped.filter(({ hash }) => !known.has(hash))];
  }

  #published(station: string): KnownProcedure[] {
    return this.#logbook.proceduresOf(station).map(({ entry, text }) => ({
      hash: sha256Of(text),
      text,
      procedure: parseProcedure(text, entry),
      published: entry,
    }));
  }

  /** Throws `ProblemError` 404. */
  get(station: string, hash: string): KnownProcedure {
    const found = this.of(station).find((one) => one.hash === hash);
    if (found === undefined)
      throw new ProblemError(404, "HW_UNKNOWN_PROCEDURE", `found no procedure ${hash} of ${station}`);
    return found;
  }
}
