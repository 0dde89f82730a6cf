import { type Entry, isEntry } from "../entry/index.ts";
import type { ChainFault, Head, Verification } from "../log.ts";
import { CanonicalError } from "./canonical.ts";
import { ChainCheck, type Link } from "./check.ts";
import { hashOf } from "./hash.ts";

/** An entry, or what stands in its place, as a link found at number `at`. */
export function linkOf(entry: unknown, at: number): Link {
  if (!isEntry(entry)) return { at, seq: at, previous: "", hash: "", due: null };
  const { seq, previous, hash, stamp } = entry;
  return { at, seq, previous, hash, due: dueHash(entry), stamp };
}

/** A content that has no canonical form has no hash either. */
function dueHash(entry: Entry): string | null {
  try {
    return hashOf(entry);
  } catch (error) {
    if (error instanceof CanonicalError) return null;
    throw error;
  }
}

/** Checks chains as their links come: all of one centre after the other, each by number. */
export class Verifier {
  readonly #anchors: readonly Head[];
  readonly #faults: ChainFault[] = [];
  readonly #heads: Head[] = [];
  readonly #seen = new Set<string>();
  #check: ChainCheck | undefined;
  #head: Head | undefined;
  #entries = 0;

  /** `anchors`: heads that were kept elsewhere, of any centre. */
  constructor(anchors: readonly Head[] = []) {
    this.#anchors = anchors;
  }

  /** `start`: the number of the first link of that centre, where what is before it is not expected. */
  add(centre: string, link: Link, start = 1): void {
    if (this.#head?.centre !== centre) {
      this.#finish();
      this.#check = new ChainCheck(centre, this.#anchors, start);
      this.#seen.add(centre);
    }
    this.#check?.add(link);
    this.#head = { centre, seq: link.at, hash: link.hash };
    this.#entries++;
  }

  end(): Verification {
    this.#finish();
    for (const centre of new Set(this.#anchors.map((anchor) => anchor.centre))) {
      if (!this.#seen.has(centre)) this.#faults.push(...new ChainCheck(centre, this.#anchors).end());
    }
    const faults = this.#faults;
    return { sound: faults.length === 0, entries: this.#entries, heads: this.#heads, faults };
  }

  #finish(): void {
    if (this.#check !== undefined) this.#faults.push(...this.#check.end());
    if (this.#head !== undefined) this.#heads.push(this.#head);
    this.#head = undefined;
    this.#check = undefined;
  }
}
