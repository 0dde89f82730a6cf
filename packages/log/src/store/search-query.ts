import { phrase } from "@hullwatch/core/phrase";
import { QueryError } from "./errors.ts";
import { searchable } from "./words.ts";

const longest = 500;
const mostTerms = 32;

/**
 * Endings of Russian nouns and adjectives, longest first. What remains is searched for as the beginning of a word, which
 * finds the other cases and numbers; forms of verbs are found as far as they begin alike.
 */
const endings =
  /(?:иями|ями|ами|ией|иях|иям|ием|ого|его|ому|ему|ыми|ими|ая|яя|ое|ее|ые|ие|ий|ый|ой|ей|ую|юю|ов|ев|ам|ям|ах|ях|ом|ем|ия|ью|ья|ию|ии|ых|их|[аяоеыиуюьй])$/;
const shortestStem = 3;

/**
 * What people type, as a query of FTS5: words that must all be there, in any of their forms (English by Porter's stems,
 * Russian by the endings above) or as beginnings; "a phrase"; -word and -"a phrase" for what must not be there. Nothing
 * that is typed is taken for FTS5's own syntax. Throws `QueryError` where there is nothing to look for.
 */
export function searchQueryOf(text: string): string {
  if (text.length > longest)
    throw new QueryError(phrase`text: found ${text.length} characters, expected at most ${longest}`);
  const terms = searchable(text.normalize("NFC")).match(/-?"[^"]*"?|\S+/gu) ?? [];
  const wanted = terms.filter((term) => !term.startsWith("-")).flatMap(termOf);
  const unwanted = terms.filter((term) => term.startsWith("-")).flatMap((term) => termOf(term.slice(1)));
  if (wanted.length === 0) throw new QueryError(phrase`text: found "${text}", expected a word to look for`);
  if (terms.length > mostTerms)
    throw new QueryError(phrase`text: found ${terms.length} words, expected at most ${mostTerms}`);
  const not = unwanted.length === 0 ? "" : ` NOT (${unwanted.join(" OR ")})`;
  return `(${wanted.join(" AND ")})${not}`;
}

/** One word or phrase; none where nothing in it is a letter or a digit. */
function termOf(term: string): string[] {
  const words = term.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const [word] = words.map((one) => one.toLowerCase());
  if (word === undefined) return [];
  if (words.length > 1 || term.startsWith('"')) return [`"${words.join(" ")}"`];
  const stem = word.replace(endings, "");
  if (stem !== word && stem.length >= shortestStem) return [`"${stem}" *`];
  return word.length < shortestStem ? [`"${word}"`] : [`("${word}" OR "${word}" *)`];
}
