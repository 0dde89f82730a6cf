import type { en } from "./en.ts";

/** Forms of a text by number, as Intl.PluralRules names them. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Key = keyof typeof en;
export type Catalogue = Readonly<Record<Key, string | Forms>>;
