/** What does it say, in the language of who reads it? */
export type { Key } from "./catalogue.ts";
export { nameIn } from "./names.ts";
export { type PhraseReader, type Phrases, phraseIn } from "./phrases.ts";
export { knows, type Language, languages, type Values, wordsFor } from "./words.ts";
