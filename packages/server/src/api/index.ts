/** What may be asked of the server, by whom, and what it answers. */
export { makeApp, prefix } from "./app.ts";
export type { Service } from "./service.ts";
