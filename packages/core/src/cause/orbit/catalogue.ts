import { type Fault, faultOf } from "../../document/index.ts";
import { phrase } from "../../phrase/index.ts";
import { type Field, throwFaults } from "../message/field.ts";
import { readKvn } from "../message/kvn.ts";
import { Section } from "../message/section.ts";
import { readXml } from "../message/xml.ts";
import { type Catalogue, type ElementSet, elementsOf } from "./elements.ts";
import { csvRecords, jsonRecords, type Records } from "./records.ts";
import { readTles } from "./tle.ts";

const start = { line: 1, column: 1 };
const forms = phrase`TLE, or OMM as JSON, KVN, XML or CSV`;

/**
 * Reads element sets in whatever form they come: TLE with Alpha-5, or OMM/GP as JSON, KVN (several may follow each
 * other), XML (several in an `ndm`) or CSV. An element set with a fault is left out and the fault kept with line and
 * field. Throws `DocumentError` where none can be read. `file` is its name, for messages.
 */
export function parseCatalogue(text: string, file: string): Catalogue {
  if (/^\ufeff?\s*(?:CCSDS_CDM_VERS\s*=|(?:<[?!][^>]*>\s*)*<(?:\w+:)?cdm\b)/.test(text)) {
    // Read as element sets it would be a list of faults of which none says so.
    throwFaults(file, [faultOf(start, "", phrase`a Conjunction Data Message`, forms)]);
  }
  const catalogue = read(text);
  if (catalogue.elements.length === 0) {
    const none = faultOf(start, "", phrase`no element set`, forms);
    throwFaults(file, catalogue.faults.length > 0 ? catalogue.faults.slice(0, 20) : [none]);
  }
  return catalogue;
}

/** The element set with the latest epoch of each object, and how many others there are. */
export function newestOf(elements: readonly ElementSet[]): {
  readonly newest: readonly ElementSet[];
  readonly older: number;
} {
  const byId = new Map<string, ElementSet>();
  for (const one of elements) if (one.epoch >= (byId.get(one.id)?.epoch ?? one.epoch)) byId.set(one.id, one);
  return { newest: [...byId.values()], older: elements.length - byId.size };
}

/** By the first line that is neither blank nor a comment. */
function read(text: string): Catalogue {
  const [first = ""] = /^(?!COMMENT\b|#)\S.*$/m.exec(text.replace(/^[\ufeff\s]+/, "")) ?? [];
  if (first.startsWith("<")) return fromXml(text);
  if (/^[[{]/.test(first)) return fromRecords("omm-json", jsonRecords(text));
  if (/^[A-Z_]+\s*=/.test(first)) return fromKvn(text);
  if (/^"?[A-Z_]+"?(?:,"?[A-Z_]+"?){3}/i.test(first)) return fromRecords("omm-csv", csvRecords(text));
  return readTles(text);
}

function fromXml(text: string): Catalogue {
  const { count, fields, faults } = readXml(text, "omm");
  return gather("omm-xml", count, fields, faults);
}

function fromKvn(text: string): Catalogue {
  const { fields, faults } = readKvn(text);
  const messages: Field[][] = [];
  for (const field of fields) {
    if (field.keyword === "CCSDS_OMM_VERS" || messages.length === 0) messages.push([]);
    messages.at(-1)!.push(field);
  }
  return gather("omm-kvn", messages.length, (i) => messages[i], faults);
}

function gather(
  format: Catalogue["format"],
  count: number,
  fields: (message: number) => readonly Field[],
  before: readonly Fault[],
): Catalogue {
  const faults: Fault[] = [...before];
  const elements: ElementSet[] = [];
  for (let message = 0; message < count; message++) {
    const own: Fault[] = [];
    const one = elementsOf(new Section("", fields(message), own, []));
    faults.push(...own);
    if (one !== undefined && own.length === 0) elements.push(one);
  }
  return { format, elements, faults };
}

function fromRecords(format: Catalogue["format"], records: Records): Catalogue {
  const faults: Fault[] = [...records.faults];
  const elements: ElementSet[] = [];
  for (let record = 0; record < records.count; record++) {
    const own: Fault[] = [];
    const one = elementsOf(new Section("", records.fields(record, false), own, []));
    if (one !== undefined && own.length === 0) elements.push(one);
    else elementsOf(new Section("", records.fields(record, true), faults, []));
  }
  return { format, elements, faults };
}
