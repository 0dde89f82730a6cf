/** How does what the server says sound in the language of who reads it? */
export { type Reader, sentenceOfAlarm, sentenceOfBreak } from "./alarm.ts";
export { sentenceOfFault, type ToldFault } from "./fault.ts";
export { type FoundFact, type Objection, sentenceOfFacts, sentenceOfObjection } from "./procedure.ts";
export { particularsOf, sentenceOfTrouble } from "./trouble.ts";
