/** Is air being lost, and what next? */
export { nextOf } from "./advice.ts";
export { type Glance, glanceOf, reserveLeft, shutIn } from "./summary.ts";
