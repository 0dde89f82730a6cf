/** How the value of a row that is no reading becomes an input. */
import type { ActionInput } from "@hullwatch/core/engine";
import type { Second } from "@hullwatch/core/quantity";

/** What stands in the value column is none of the words that may stand there. */
export interface Refusal {
  readonly expected: string;
}

/** null: a number is missing. */
export type ReadAction = (time: Second, value: string) => ActionInput | Refusal | null;

/** One of `words`, in any case; otherwise what was expected. */
export function word<W extends string>(value: string, words: readonly W[], make: (found: W) => ActionInput) {
  const found = words.find((w) => w === value.trim().toLowerCase());
  return found === undefined ? { expected: words.join(" or ") } : make(found);
}
