/** What went wrong, in the language of who reads it: by the code that the server's refusals bear. */
import type { Phrase } from "@hullwatch/core/phrase";
import { Problem, Unreachable } from "../link/index.ts";
import type { Say } from "../units/index.ts";
import { type Key, knows, type PhraseReader, phraseIn } from "../words/index.ts";
import { sentenceOfFault, type ToldFault } from "./fault.ts";

/** (-) Of a file with more faults the first ones are told. */
const mostFaults = 10;

export function sentenceOfTrouble(error: unknown, say: Say, reader: PhraseReader): string {
  if (error instanceof Unreachable) return say("trouble.unreachable");
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  const key = `error.${error.code}`;
  const sentence = knows(key) ? say(key as Key) : say("error.other", { code: error.code });
  return [sentence, ...particularsOf(error, say, reader)].join(" ");
}

/** What exactly is wrong with what was sent. */
export function particularsOf({ body }: Problem, say: Say, reader: PhraseReader): string[] {
  const { says, faults } = body as { readonly says?: Phrase; readonly faults?: readonly ToldFault[] };
  if (says !== undefined) return [phraseIn(reader, says)];
  if (!Array.isArray(faults)) return [];
  return faults.slice(0, mostFaults).map((fault: ToldFault) => sentenceOfFault(fault, say, reader));
}
