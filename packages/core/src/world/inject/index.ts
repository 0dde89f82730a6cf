/** A known leak put into a recording. */
export { type InjectedLeak, inject } from "./inject.ts";
