/** What modules and hatches are called. */
import { language } from "../app/settings.ts";
import { type Language, nameIn } from "../words/index.ts";
import type { WholeStation } from "./types.ts";

/** The station with the names that a language has for what is known. */
export const named = (whole: WholeStation, language: Language): WholeStation => ({
  ...whole,
  name: nameIn(language, whole.name),
  modules: whole.modules.map((module) => ({ ...module, name: nameIn(language, module.name) })),
});

/** The name of the file without what stands in brackets: "Zarya (FGB)" is Zarya. */
export function moduleName({ modules }: WholeStation, id: string): string {
  const name = modules.find((module) => module.id === id)?.name ?? id;
  return name.replace(/\s*\([^)]*\)$/, "");
}

/** "Unity – Destiny": a hatch is known by what it joins. */
export function hatchName(whole: WholeStation, id: string): string {
  const hatch = whole.hatches.find((one) => one.id === id);
  return hatch === undefined ? id : hatch.between.map((module) => moduleName(whole, module)).join(" – ");
}

/** Soyuz MS-08 of `soyuz-ms-08`: the first word, then letters and numbers as ships have them. */
export function shipName(id: string): string {
  const [first, ...rest] = id.split("-");
  return nameIn(language.value, [capital(first), rest.join("-").toUpperCase()].join(" ").trim());
}

const capital = (id: string) => id.replace(/(^|[-_ ])\p{L}/gu, (letter) => letter.toUpperCase());

/** Ids of people are their names in lower case. */
export const personName = (id: string): string => nameIn(language.value, capital(id));
