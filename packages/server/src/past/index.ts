/** What was known of a station at a moment that is over? */
export { Past } from "./past.ts";
