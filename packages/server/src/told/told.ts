import { type Phrase, phrase, type Refusal, refusalOf, unitAsked } from "@hullwatch/core/phrase";
import { UnitError } from "@hullwatch/core/quantity";

/** What an error says besides its message, for those who say it in another language. */
export interface Told {
  readonly says?: Phrase | undefined;
  readonly faults?: readonly Refusal[] | undefined;
}

/** What an error of any part of Hullwatch has to say so. */
export function toldOf(error: unknown): Told {
  if (error instanceof UnitError) return { faults: [refusalOf("", phrase`"${error.found}"`, unitAsked(error))] };
  const { says, faults } = error as Told;
  return { ...(says && { says }), ...(Array.isArray(faults) && { faults }) };
}
