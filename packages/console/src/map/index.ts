/** How does the station lie, and what would the next hatch do? */
export { type Outcome, outcomeOf } from "./closing.ts";
export { type Box, type Drawing, type DrawingFile, drawn, fits, frameOf, turned } from "./drawing.ts";
