/** Reading a YAML file against a schema: every fault at once, each with its line and column. */
export { DocumentError, type Fault, faultOf } from "./errors.ts";
export { asks } from "./expectation.ts";
export { type Draft, Faults } from "./faults.ts";
export type { Path } from "./path.ts";
export { type DocumentShape, type ReadDocument, readDocument } from "./read.ts";
export { parseSource, type Source } from "./source.ts";
