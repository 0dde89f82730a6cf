/** Is air being lost, and what next? */
export { nextOf } from "./advice.ts";
export { type Glance, glanceOf, reserveLeft, worstApproach } from "./summary.ts";
