/** What went wrong, in the language of who reads it: by the code that the server's refusals bear. */
import { Problem, Unreachable } from "../link/index.ts";
import type { Say } from "../units/index.ts";
import { type Key, knows, type Language } from "../words/index.ts";

/** (-) Refusals about what was sent: what exactly is wrong with it stands in the server's own words, which are English. */
const aboutWhatWasSent = [400, 409, 413, 415, 422];

export function sentenceOfTrouble(error: unknown, say: Say, language: Language): string {
  if (error instanceof Unreachable) return say("trouble.unreachable");
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  const key = `error.${error.code}`;
  const sentence = knows(key) ? say(key as Key) : say("error.other", { code: error.code });
  const isParticular = language === "en" && aboutWhatWasSent.includes(error.status) && error.message !== "";
  return isParticular ? `${sentence} ${error.message}` : `${sentence}${placesOf(error, say)}`;
}

/** Where the faults of a file are: that needs no words. */
function placesOf({ body: { faults } }: Problem, say: Say): string {
  if (!Array.isArray(faults)) return "";
  const places = (faults as { line?: number; column?: number }[]).filter(({ line }) => typeof line === "number");
  return places
    .slice(0, 10)
    .map(({ line, column }) => ` ${say("error.place", { line: line!, column: column ?? 1 })}`)
    .join("");
}
