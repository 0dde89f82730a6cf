import { en } from "./en.ts";
import { ru } from "./ru.ts";

/** Forms of a text by number, as Intl.PluralRules names them. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Key = keyof typeof en;
export type Catalogue = Readonly<Record<Key, string | Forms>>;
export type Values = Readonly<Record<string, string | number>>;

export const languages = { en: "English", ru: "Русский" } as const;
export type Language = keyof typeof languages;

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, ru };

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
