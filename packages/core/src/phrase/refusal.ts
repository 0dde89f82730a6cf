import { englishOf, type Phrase } from "./phrase.ts";

/** One thing wrong with what was given: where it is, what stands there and what should. */
export interface Refusal {
  /** Where in it: `modules[3].volume_m3`; empty for all of it. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  /** The same for those who say it in another language. */
  readonly says: { readonly found: Phrase; readonly expected: Phrase };
}

export const refusalOf = (path: string, found: Phrase, expected: Phrase): Refusal => ({
  path,
  found: englishOf(found),
  expected: englishOf(expected),
  says: { found, expected },
});
