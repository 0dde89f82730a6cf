import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Fault } from "../../document/index.ts";
import { type Field, type Fields, plainMinus } from "./field.ts";
import { type LineOf, lineFinder } from "./place.ts";

/** An element as fast-xml-parser gives it in order: its name leads to its children, `:@` to its attributes. */
type Node = Readonly<Record<string, unknown>> & { readonly ":@"?: Readonly<Record<string, string>> };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  captureMetaData: true,
});
const metaData = XMLParser.getMetaDataSymbol() as unknown as keyof Node;

const nameOf = (node: Node) => Object.keys(node).find((key) => key !== ":@") ?? "";
const childrenOf = (node: Node): readonly Node[] => {
  const inner = node[nameOf(node)];
  return Array.isArray(inner) ? inner : [];
};

/**
 * Reads the leaf elements of an XML message as fields, in order, one list for each element named `root` (a combined
 * `ndm` may hold several). Its version, in attributes of that element, comes first (CCSDS 505.0-B). Text that is no XML
 * comes back as a fault. Never throws.
 */
export function readXml(
  text: string,
  root: string,
): { readonly messages: readonly Fields[]; readonly faults: readonly Fault[] } {
  const source = text.replace(/^\ufeff/, "");
  const found = parsed(source);
  if (!Array.isArray(found)) return { messages: [], faults: [found as Fault] };
  const at = lineFinder(source);
  const messages = found.flatMap((node) => rootsIn(node, root)).map((node) => fieldsOf(node, source, at));
  if (messages.length > 0) return { messages, faults: [] };
  const names = found.map(nameOf).filter((name) => !name.startsWith("?") && name !== "#text");
  return {
    messages,
    faults: [{ line: 1, column: 1, path: "", found: `the element <${names[0]}>`, expected: `<${root}>` }],
  };
}

/** The elements, or why there are none. */
function parsed(source: string): readonly Node[] | Fault {
  const broken = (line: number, column: number, why: string): Fault => {
    return {
      line,
      column,
      path: "",
      found: `broken XML (${why.replaceAll(/\s+/g, " ")})`,
      expected: "well-formed XML",
    };
  };
  // A message has no use for entities of its own, which are how a small text unfolds to a huge one.
  if (/<!DOCTYPE/i.test(source)) return broken(1, 1, "a document type declaration");
  try {
    const verdict = XMLValidator.validate(source);
    if (verdict !== true) return broken(verdict.err.line, verdict.err.col ?? 1, verdict.err.msg);
    return parser.parse(source) as Node[];
  } catch (error) {
    return broken(1, 1, error instanceof Error ? error.message : String(error));
  }
}

/** Elements of that name, with any prefix, at the top or within an `ndm`. */
function rootsIn(node: Node, root: string): readonly Node[] {
  const name = nameOf(node).replace(/^.*:/, "");
  if (name === root) return [node];
  return name === "ndm" ? childrenOf(node).flatMap((child) => rootsIn(child, root)) : [];
}

function fieldsOf(node: Node, source: string, at: LineOf): Fields {
  const fields: Field[] = [];
  const { id, version } = node[":@"] ?? {};
  if (id !== undefined) fields.push({ keyword: id, value: version ?? "", unit: "", ...at(startOf(node)) });
  const pending = [...childrenOf(node)].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const name = nameOf(next);
    if (name === "#text" || name.startsWith("?")) continue;
    const children = childrenOf(next);
    if (children.some((child) => nameOf(child) !== "#text")) {
      pending.push(...[...children].reverse());
      continue;
    }
    const value = children
      .map((child) => String(child["#text"]))
      .join("")
      .trim();
    const open = source.indexOf(">", startOf(next)) + 1;
    const { units, unit = units ?? "" } = next[":@"] ?? {};
    const keyword = name === "USER_DEFINED" ? `USER_DEFINED_${next[":@"]?.parameter ?? ""}` : name;
    fields.push({ keyword, value: plainMinus(value), unit, ...at(open) });
  }
  return { fields, faults: [] };
}

const startOf = (node: Node) => (node[metaData] as { startIndex?: number } | undefined)?.startIndex ?? 0;
