/** Branded SI quantities, their units at the edge, and values with intervals. */
export { differenceToSI, fromSI, toSI } from "./convert.ts";
export { UnitError } from "./errors.ts";
export { formatInterval, formatQuantity, significant } from "./format.ts";
export { type Interval, interval, mapInterval, ninety } from "./interval.ts";
export { momentExample, parseIso, parseMoment } from "./moment.ts";
export { parseQuantity } from "./parse.ts";
export * from "./types.ts";
export { type Dimension, type Dimensions, units } from "./units.ts";
