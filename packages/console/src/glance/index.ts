/** Is air being lost, and what next? */
export { type Next, nextOf } from "./advice.ts";
export { type Condition, type Glance, glanceOf, reserveLeft } from "./summary.ts";
