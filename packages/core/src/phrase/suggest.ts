import { englishOf, type Phrase, phrase, verbatim } from "./phrase.ts";

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2][j - 2] + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}

/** Longer words are no slip of the finger, and the distance takes time in the product of both lengths. */
const longest = 64;

/** The candidate that `word` most likely meant: at most a third of its letters wrong; undefined where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > longest) return undefined;
  const near = candidates
    .filter((candidate) => candidate.length <= longest)
    .map((candidate) => ({ candidate, away: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, away }) => isNear(away, Math.max(word.length, candidate.length)));
  return near.sort((a, b) => a.away - b.away)[0]?.candidate;
}

/** One letter at least must be right: of words of one letter none is near another. */
const isNear = (away: number, length: number) => away < length && away <= Math.max(1, Math.floor(length / 3));

/** More than these are not listed: a station has 26 modules. */
const listed = 12;

/**
 * What fits in place of `found`, as the end of a sentence: "open or closed; did you mean closed?". Where there are many
 * candidates only `kind` ("the id of a module") and the nearest one are named.
 */
export function choice(candidates: readonly string[], found?: unknown, kind?: Phrase): Phrase {
  const listing = candidates.length <= listed || kind === undefined;
  const all = candidates.length === 0 ? phrase`none, as there are none` : oneOf(candidates);
  const what = kind === undefined ? all : listing ? phrase`${kind}: ${all}` : kind;
  const meant = candidates.length > 1 && typeof found === "string" ? nearest(found, candidates) : undefined;
  return meant === undefined ? what : phrase`${what}; did you mean ${meant}?`;
}

/** The same as English text. */
export const choices = (candidates: readonly string[], found?: unknown, kind?: string): string =>
  englishOf(choice(candidates, found, kind === undefined ? undefined : verbatim(kind)));

/** "open, closed or jammed": words that nobody translates. */
export const oneOf = (words: readonly string[]): Phrase =>
  words.length > 1 ? phrase`${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}` : verbatim(words[0] ?? "");
