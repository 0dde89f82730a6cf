import type { Entry } from "../entry/index.ts";

/** What somebody may look for in an entry: every text in its body, and who wrote it. */
export function wordsOf({ author, body }: Entry): string {
  const texts: string[] = [];
  collect(body, texts);
  // Control characters are no words; two of them later mark what was found.
  return [...texts, author.name]
    .join(" ")
    .normalize("NFC")
    .replace(/\p{Cc}/gu, " ");
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === "string") texts.push(value);
  else if (value !== null && typeof value === "object") for (const one of Object.values(value)) collect(one, texts);
}

/** People write ё as е. Of the same length as the text, so that what is found there is found here. */
export const searchable = (words: string) => words.replaceAll("ё", "е").replaceAll("Ё", "Е");
