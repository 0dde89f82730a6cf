/** What may hit, and what has hit? */
export { type Entered, evidenceFile, type FindingKind, findingKinds, findings } from "./evidence.ts";
export { pictureOf } from "./history.ts";
export { classOf, shareText } from "./numbers.ts";
export * from "./types.ts";
