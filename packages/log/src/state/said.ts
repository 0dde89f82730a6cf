import { type Body, type Entry, fitsKind, idOf, type Kind, toUtc } from "../entry/index.ts";
import type { Mark } from "./types.ts";

/** An entry as it now counts: as written, with the corrections to it. */
export type SaidOf<K extends Kind> = Mark & {
  readonly kind: K;
  readonly body: Body<K>;
  readonly original: Entry;
};
export type Said = { [K in Kind]: SaidOf<K> }[Kind];

/** What counts of an entry: nothing where it was withdrawn, `unread` where its kind is not known or wants another body. */
export type Effective = { readonly said: Said } | { readonly unread: Mark } | null;

/** Whether a correction can do what it says to that entry. */
export function fits(correction: SaidOf<"correction">, target: Entry): boolean {
  if (target.kind === "correction") return false;
  return correction.body.body === undefined || fitsKind(target.kind, correction.body.body);
}

/** An entry with the corrections to it, which are in the order of the log: each goes on from the one before. */
export function effective(original: Entry, corrections: readonly SaidOf<"correction">[]): Effective {
  let { body, time } = original;
  let withdrawn = false;
  let corrected = false;
  for (const correction of corrections) {
    if (!fits(correction, original)) continue;
    corrected = true;
    body = correction.body.body ?? body;
    time = correction.body.time === undefined ? time : toUtc(correction.body.time);
    withdrawn = correction.body.withdrawn ?? withdrawn;
  }
  if (withdrawn) return null;
  const mark: Mark = { entry: idOf(original), time, by: original.author, corrected };
  if (!fitsKind(original.kind, body)) return { unread: mark };
  return { said: { ...mark, kind: original.kind, body, original } as Said };
}

export const markOf = ({ entry, time, by, corrected }: Mark): Mark => ({ entry, time, by, corrected });
