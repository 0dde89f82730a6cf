/** What does everybody know: what a flight director has released. */
export { draftRelease } from "./draft.ts";
export { languageOf, statusFeed, statusPage, styleSheet } from "./page.ts";
