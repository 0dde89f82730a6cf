/** What does it say, in the language of who reads it? */
export { type Key, type Language, languages, type Values, wordsFor } from "./words.ts";
