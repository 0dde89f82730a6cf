import { language, pressureUnit, say, theme, themes, timeStyle } from "../app/settings.ts";
import { Choice } from "../parts/Choice.tsx";
import { timeStyles } from "../time/index.ts";
import { pressureUnits } from "../units/index.ts";
import { type Language, languages } from "../words/index.ts";

const named = Object.entries(languages) as [Language, string][];

export function LanguageChoice() {
  return (
    <Choice
      label={say.value("settings.language")}
      name="language"
      options={named}
      value={language.value}
      onChoose={(one) => {
        language.value = one;
      }}
    />
  );
}

export function UnitChoice() {
  return (
    <Choice
      label={say.value("settings.pressure")}
      name="pressure"
      options={pressureUnits.map((unit) => [unit, say.value(`unit.${unit}`)])}
      value={pressureUnit.value}
      onChoose={(one) => {
        pressureUnit.value = one;
      }}
    />
  );
}

export function TimeChoice() {
  return (
    <Choice
      label={say.value("settings.time")}
      name="time"
      options={timeStyles.map((style) => [style, say.value(`settings.time.${style}`)])}
      value={timeStyle.value}
      onChoose={(one) => {
        timeStyle.value = one;
      }}
    />
  );
}

export function ThemeChoice() {
  return (
    <Choice
      label={say.value("settings.theme")}
      name="theme"
      options={themes.map((one) => [one, say.value(`settings.theme.${one}`)])}
      value={theme.value}
      onChoose={(one) => {
        theme.value = one;
      }}
    />
  );
}
