/** What stands in a phrase: a word or number as it is, or another phrase. */
export type Said = string | number | Phrase;

/**
 * A piece of a sentence with its values apart, so that it can be said in another language: `pattern` is the English, with {0}, {1} in
 * place of the values. Plain data, the same after JSON.
 */
export interface Phrase {
  readonly pattern: string;
  readonly values: readonly Said[];
}

/** phrase`a number above ${0}`: the text in English is the pattern, whatever is put in its values. */
export const phrase = (texts: TemplateStringsArray, ...values: readonly Said[]): Phrase => ({
  pattern: texts.reduce((all, text, i) => `${all}{${i - 1}}${text}`),
  values,
});

/** What nobody translates: an id, a key, a number as it was written. */
export const verbatim = (text: string | number): Phrase => ({ pattern: "{0}", values: [text] });

/** The phrase in English. */
export const englishOf = ({ pattern, values }: Phrase): string =>
  pattern.replace(/\{(\d+)\}/g, (_, i: string) => wordOf(values[Number(i)]));

const wordOf = (said: Said): string => (typeof said === "object" ? englishOf(said) : String(said));
