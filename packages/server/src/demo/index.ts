/** How does the night of Soyuz MS-09 look from mission control? */

export { beginningOf, playScenario, StoryClock } from "./demo.ts";
export { AnsweredNight } from "./drill.ts";
export { addDemoPeople, type Demo, demoPassword, demoPeople } from "./people.ts";
