/** Who has said and done what, and what the engines add to it. */
export { type As, authorFor } from "./author.ts";
export { serverAuthor, severityOf } from "./drafts.ts";
export { Logbook } from "./logbook.ts";
