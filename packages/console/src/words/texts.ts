/** Forms of a text by number, as Intl.PluralRules names them. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
/** Some texts by their keys. */
export type Texts = Readonly<Record<string, string | Forms>>;
