/** How has it been? */
export { panned, type ReadLine, type View, zoomed } from "./data.ts";
