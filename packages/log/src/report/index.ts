/** A whole incident in one file: a page to read and to print, and JSON that can be checked and taken in again. */
export { ExportError } from "./errors.ts";
export {
  exportIncident,
  type IncidentExport,
  importIncident,
  incidentExportSchema,
  readExport,
  verifyExport,
} from "./export.ts";
export { incidentReport } from "./report.ts";
export { sentenceOf } from "./sentence.ts";
