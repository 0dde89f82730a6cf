/** How does the station lie, and what would the next hatch do? */
export { outcomeOf } from "./closing.ts";
export { type Drawing, turned } from "./drawing.ts";
