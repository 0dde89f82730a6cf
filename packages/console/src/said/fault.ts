/** What is wrong with what was sent, in the language of who reads it. */
import type { Refusal } from "@hullwatch/core/phrase";
import type { Say } from "../units/index.ts";
import { type PhraseReader, phraseIn } from "../words/index.ts";

/** A fault as the server tells of it; one that came from an older server says nothing but its English. */
export type ToldFault = Omit<Refusal, "says"> & {
  readonly says?: Refusal["says"];
  readonly line?: number;
  readonly column?: number;
};

/** Where it is, what was found and what was expected. */
export function sentenceOfFault(
  { line, column, path, found, expected, says }: ToldFault,
  say: Say,
  reader: PhraseReader,
) {
  const place = line === undefined ? "" : `${say("error.place", { line, column: column ?? 1 })} `;
  const what = say("error.fault", {
    found: says === undefined ? found : phraseIn(reader, says.found),
    expected: says === undefined ? expected : phraseIn(reader, says.expected),
  });
  return `${place}${path === "" ? "" : `${path}: `}${what}`;
}
