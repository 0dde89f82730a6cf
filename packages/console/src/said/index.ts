/** How does what the server says sound in the language of who reads it? */
export { type Reader, sentenceOfAlarm, sentenceOfBreak } from "./alarm.ts";
export { type FoundFact, type Objection, sentenceOfFacts, sentenceOfObjection } from "./procedure.ts";
export { sentenceOfTrouble } from "./trouble.ts";
