/** What was accepted, before anything is made of it. */
export type { Damage, Journal, Recovery } from "./journal.ts";
export { type JournalOptions, openJournal } from "./open.ts";
