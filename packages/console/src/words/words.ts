import type { Catalogue, Key } from "./catalogue.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export type Values = Readonly<Record<string, string | number>>;

export const languages = { en: "English", ru: "Русский" } as const;
export type Language = keyof typeof languages;

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, ru };

/** Whether there is a text of that key: codes come from elsewhere. */
export const knows = (key: string): key is Key => Object.hasOwn(en, key);

/** The texts of a language. `n` among the values chooses the form; what stands in braces is replaced by its value. */
export function wordsFor(language: Language): (key: Key, values?: Values) => string {
  const catalogue = catalogues[language];
  const rules = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const found = catalogue[key];
    const text = typeof found === "string" ? found : (found[rules.select(Number(values.n))] ?? found.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  };
}
