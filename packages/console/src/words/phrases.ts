/** What the server says in phrases of its own, in the language of who reads it. */
import type { Phrase } from "@hullwatch/core/phrase";
import type { Language } from "./words.ts";

/** Texts by the English pattern of a phrase. */
export type Phrases = Readonly<Record<string, string>>;

/** Who reads phrases: `known` are those of the language, `name` puts what has a name in place of its id. */
export interface PhraseReader {
  readonly language: Language;
  readonly known: Phrases;
  readonly name?: (word: string) => string;
}

/** A phrase as `reader` reads it; in English where it is not known otherwise. */
export function phraseIn(reader: PhraseReader, { pattern, values }: Phrase): string {
  const text = reader.known[pattern] ?? pattern;
  return text.replace(/\{(\d+)\}/g, (_, i: string) => valueIn(reader, values[Number(i)]));
}

function valueIn(reader: PhraseReader, value: Phrase["values"][number] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return reader.language === "ru" ? String(value).replace(".", ",") : String(value);
  if (typeof value === "object") return phraseIn(reader, value);
  return reader.name?.(value) ?? value;
}
