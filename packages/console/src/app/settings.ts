/** What each reader chooses for themselves: kept in this browser, known to nobody else. */
import { computed, effect, type Signal, signal } from "@preact/signals";
import { TimeFormat, type TimeStyle, timeStyles } from "../time/index.ts";
import { Format, type PressureUnit, pressureUnits } from "../units/index.ts";
import { type Language, languages, type PhraseReader, type Phrases, wordsFor } from "../words/index.ts";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** A choice that is kept; where the browser keeps nothing it holds until the page is left. */
function kept<T extends string>(name: string, choices: readonly T[], otherwise: T): Signal<T> {
  const key = `hullwatch.${name}`;
  const read = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const found = read();
  const choice = signal(choices.find((one) => one === found) ?? otherwise);
  effect(() => {
    const { value } = choice;
    try {
      if (value !== read()) localStorage.setItem(key, value);
    } catch {
      // A browser that keeps nothing.
    }
  });
  return choice;
}

const languageNames = Object.keys(languages) as Language[];
const asked = navigator.languages.map((tag) => tag.slice(0, 2));
export const language = kept("language", languageNames, languageNames.find((one) => one === asked[0]) ?? "en");
export const pressureUnit = kept<PressureUnit>("pressure", pressureUnits, "mmHg");
export const timeStyle = kept<TimeStyle>("time", timeStyles, "utc");
export const theme = kept<Theme>("theme", themes, "auto");

/** The texts of the language of choice. */
export const say = computed(() => wordsFor(language.value));
export const format = computed(() => new Format(language.value, say.value, pressureUnit.value));
export const time = computed(() => new TimeFormat(language.value, say.value, timeStyle.value));

const phrases = signal<Phrases>({});

/** Who reads phrases of the server: in English until those of the language are here. */
export const phraseReader = computed((): PhraseReader => ({ language: language.value, known: phrases.value }));

/** Loads the phrases of the language of choice: pages need them, the first glance and the crew's view do not. */
export function loadPhrases(): void {
  effect(() => {
    if (language.value === "en") phrases.value = {};
    else void import("../words/ru-phrases.ts").then(({ ruPhrases }) => (phrases.value = ruPhrases));
  });
}

/** Page title, language and theme follow the choices. */
export function applySettings(): void {
  effect(() => {
    document.documentElement.lang = language.value;
  });
  effect(() => {
    if (theme.value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  });
}
