/** Pieces of sentences that can be said in any language. They lean on nothing: threads and browsers load them alone. */
export { demandOf } from "./demand.ts";
export { englishOf, type Phrase, phrase, verbatim } from "./phrase.ts";
export { type Refusal, refusalOf } from "./refusal.ts";
export { choice, choices, oneOf } from "./suggest.ts";
export { unitAsked } from "./unit.ts";
