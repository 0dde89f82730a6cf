/** What have the other control centres written? */
export { Centres, type CentresStatus } from "./centres.ts";
export { centresSettings } from "./settings.ts";
