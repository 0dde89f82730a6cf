/** What an entry is: its kinds, their schemas, and the order in which all entries stand. */
export { checksOf } from "./checks.ts";
export {
  type Author,
  type Draft,
  type DraftOf,
  draftSchema,
  draftSchemas,
  type Entry,
  type EntryId,
  type EntryOf,
  entrySchema,
  idOf,
  type KnownEntry,
  type Stamp,
} from "./entry.ts";
export { CorrectionError, DraftError, type DraftFault, KeyReusedError } from "./errors.ts";
export { type Body, bodySchemas, type Kind, kindNames, kindTitles, readableBodies } from "./kinds.ts";
export { compareEntries, type Place } from "./order.ts";
export { draftFaults, entryFault, fitsKind, isEntry } from "./read.ts";
export { toUtc } from "./words.ts";
