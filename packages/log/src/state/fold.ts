import { type Entry, type EntryId, idOf, toUtc } from "../entry/index.ts";
import { Gathering, insert } from "./gathering.ts";
import { incidentSubject, type Part, subjectOf, views } from "./parts.ts";
import { type Effective, effective, fits, type Said, type SaidOf } from "./said.ts";
import type { Correction, State, Unread } from "./types.ts";

/** An entry that is here, and where it has been put. */
interface Kept {
  readonly original: Entry;
  effective: Effective;
}

const parts = Object.keys(views) as Part[];
const placeOf = ({ original }: { readonly original: Entry }) => original;

/**
 * The fold of the log. Entries may be added in any order and more than once: the state depends on nothing but which are
 * here. Adding one costs no more than what has been said about its subject. Needs no clock, file or network.
 */
export class Fold {
  readonly #kept = new Map<string, Kept>();
  readonly #byId = new Map<EntryId, Kept[]>();
  /** By the entry that they put right. */
  readonly #corrections = new Map<EntryId, SaidOf<"correction">[]>();
  readonly #parts = Object.fromEntries(parts.map((part) => [part, new Gathering<Said, unknown>(placeOf)])) as {
    readonly [P in Part]: Gathering<Said, unknown>;
  };
  readonly #unread = new Gathering<Kept, Unread>(placeOf);
  readonly #corrected = new Gathering<SaidOf<"correction">, Correction>(placeOf);
  readonly #inIncident = new Map<string, number>();
  #state: State | undefined;

  add(entries: readonly Entry[]): this {
    for (const entry of entries) this.#add(entry);
    return this;
  }

  /** What follows from the entries: a plain value that never changes; its parts are those of before where nothing did. */
  get state(): State {
    this.#state ??= {
      ...(Object.fromEntries(parts.map((part) => [part, this.#list(part)])) as Pick<State, Part>),
      corrections: this.#corrected.list(([said]) => this.#correctionOf(said)),
      unread: this.#unread.list(([kept]) => unreadOf(kept)),
    };
    return this.#state;
  }

  #list(part: Part): readonly unknown[] {
    return this.#parts[part].list((said, subject) => views[part](said, this.#inIncident.get(subject) ?? 0));
  }

  #add(original: Entry): void {
    const id = idOf(original);
    const name = `${id} ${original.hash}`;
    if (this.#kept.has(name)) return;
    this.#state = undefined;
    const kept: Kept = { original, effective: effective(original, this.#corrections.get(id) ?? []) };
    this.#kept.set(name, kept);
    this.#byId.set(id, [...(this.#byId.get(id) ?? []), kept]);
    this.#count(original);
    this.#put(kept, name);
    // Corrections of it that came before it.
    for (const correction of this.#corrections.get(id) ?? []) this.#corrected.touch(nameOf(correction));
    const said = saidOf(kept);
    if (said?.kind === "correction") this.#correct(said);
  }

  #correct(correction: SaidOf<"correction">): void {
    const { of } = correction.body;
    const corrections = this.#corrections.get(of) ?? [];
    this.#corrections.set(of, corrections);
    insert(corrections, correction, placeOf);
    this.#corrected.add(nameOf(correction), correction);
    for (const kept of this.#byId.get(of) ?? []) {
      const name = `${of} ${kept.original.hash}`;
      this.#take(kept, name);
      kept.effective = effective(kept.original, corrections);
      this.#put(kept, name);
    }
  }

  #put(kept: Kept, name: string): void {
    const said = saidOf(kept);
    if (said !== undefined) {
      const about = subjectOf(said);
      if (about !== null) this.#parts[about.part].add(about.subject, said);
    } else if (kept.effective !== null) this.#unread.add(name, kept);
  }

  #take(kept: Kept, name: string): void {
    const said = saidOf(kept);
    if (said !== undefined) {
      const about = subjectOf(said);
      if (about !== null) this.#parts[about.part].remove(about.subject, (one) => one === said);
    } else if (kept.effective !== null) this.#unread.remove(name, (one) => one === kept);
  }

  #count({ station, incident }: Entry): void {
    if (incident === null) return;
    const subject = incidentSubject(station, incident);
    this.#inIncident.set(subject, (this.#inIncident.get(subject) ?? 0) + 1);
    this.#parts.incidents.touch(subject);
  }

  #correctionOf(said: SaidOf<"correction">): Correction {
    const { entry, time, by, corrected } = said;
    const { of, reason, body = null, time: right, withdrawn = false } = said.body;
    const targets = this.#byId.get(of) ?? [];
    const isFitting = targets.some(({ original }) => fits(said, original));
    return {
      ...{ entry, time, by, corrected, of, reason, withdrawn, body },
      correctedTime: right === undefined ? null : toUtc(right),
      without: targets.length === 0 ? "no entry" : isFitting ? null : "not fitting",
    };
  }
}

const nameOf = ({ entry, original }: Said) => `${entry} ${original.hash}`;

const saidOf = ({ effective: what }: Kept) => (what !== null && "said" in what ? what.said : undefined);

function unreadOf({ original, effective: what }: Kept): Unread | null {
  return what !== null && "unread" in what ? { ...what.unread, kind: original.kind } : null;
}

/** The state that follows from `entries`, in whatever order they are given. */
export const stateOf = (entries: readonly Entry[]): State => new Fold().add(entries).state;
