/** How has it been? */
export { fallLine, panned, type ReadLine, tableOf, type View, zoomed } from "./data.ts";
