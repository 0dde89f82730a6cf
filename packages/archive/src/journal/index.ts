/** What was accepted, before anything is made of it. */
export type { Journal, Recovery } from "./journal.ts";
export { openJournal } from "./open.ts";
