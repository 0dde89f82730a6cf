import { ruPhrasesFiles } from "./ru-phrases-files.ts";
import { ruPhrasesSky } from "./ru-phrases-sky.ts";

/** Russian for phrases of the server, by their English patterns. English needs none: it is the pattern. */
export const ruPhrases: Readonly<Record<string, string>> = { ...ruPhrasesFiles, ...ruPhrasesSky };
