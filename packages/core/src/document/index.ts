/** Reading a YAML file against a schema: every fault at once, each with its line and column. */
export { demandOf } from "./demand.ts";
export { DocumentError, type Fault, faultOf, type Refusal, refusalOf } from "./errors.ts";
export { asks } from "./expectation.ts";
export { type Draft, Faults } from "./faults.ts";
export type { Path } from "./path.ts";
export { englishOf, type Phrase, phrase, verbatim } from "./phrase.ts";
export { type DocumentShape, type ReadDocument, readDocument } from "./read.ts";
export { parseSource, type Source } from "./source.ts";
export { choice, choices, oneOf } from "./suggest.ts";
export { unitAsked } from "./unit.ts";
