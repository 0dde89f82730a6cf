import { XMLParser, XMLValidator } from "fast-xml-parser";
import { type Fault, faultOf } from "../../document/index.ts";
import { type Phrase, phrase, verbatim } from "../../phrase/index.ts";
import { type Field, plainMinus } from "./field.ts";
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

/** Elements of one name in an XML text, each read when it is asked for: a catalogue has 30,000 of them. */
export interface Messages {
  readonly count: number;
  /** The leaf elements of one of them, in order; the version, in attributes of the element itself, comes first. */
  fields(message: number): readonly Field[];
  readonly faults: readonly Fault[];
}

/**
 * Finds the elements named `root`, with any prefix, in an XML text; a combined `ndm` may hold several (CCSDS 505.0-B). Text
 * that is no XML, or has none of them, comes back as a fault. Never throws.
 */
export function readXml(text: string, root: string): Messages {
  const source = text.replace(/^\ufeff/, "");
  const none = (fault: Fault): Messages => ({ count: 0, fields: () => [], faults: [fault] });
  const broken = faultIn(source);
  if (broken !== undefined) return none(broken);
  // Comments blanked, so that nothing in them counts and places stay.
  const bare = source.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, " "));
  const whole = new RegExp(String.raw`<((?:[\w.-]+:)?${root})(?=[\s/>])[^>]*?(?:/>|>[\s\S]*?</\1\s*>)`, "g");
  const spans = [...bare.matchAll(whole)].map((match) => [match.index, match.index + match[0].length] as const);
  if (spans.length === 0) {
    const [, first = ""] = /<([\w.:-]+)/.exec(bare) ?? [];
    return none(faultOf({ line: 1, column: 1 }, "", phrase`the element <${first}>`, verbatim(`<${root}>`)));
  }
  const at = lineFinder(source);
  return {
    count: spans.length,
    faults: [],
    fields(message) {
      const [from, to] = spans[message];
      const part = bare.slice(from, to);
      return fieldsOf(parser.parse(part)[0], part, (offset) => at(from + offset));
    },
  };
}

/** What is wrong with a text that is no XML. */
function faultIn(source: string): Fault | undefined {
  const broken = (line: number, column: number, why: string | Phrase): Fault => {
    const said = typeof why === "string" ? why.replaceAll(/\s+/g, " ") : why;
    return faultOf({ line, column }, "", phrase`broken XML (${said})`, phrase`well-formed XML`);
  };
  // A message has no use for entities of its own, which are how a small text unfolds to a huge one.
  if (/<!DOCTYPE/i.test(source)) return broken(1, 1, phrase`a document type declaration`);
  try {
    const verdict = XMLValidator.validate(source);
    if (verdict === true) return undefined;
    const { line, col = 1, msg } = verdict.err;
    // Of a text that is cut short it names what is open, and the first line.
    const open = /^Invalid '\[(.*)\]' found\.$/s.exec(msg)?.[1].split(",").at(-1)?.replaceAll(/["\s]/g, "");
    if (open === undefined) return broken(line, col, msg);
    const lines = source.trimEnd().split("\n");
    return broken(lines.length, lines[lines.length - 1].length + 1, phrase`the text ends within <${open}>`);
  } catch (error) {
    return broken(1, 1, error instanceof Error ? error.message : String(error));
  }
}

function fieldsOf(node: Node, source: string, at: LineOf): readonly Field[] {
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
  return fields;
}

const startOf = (node: Node) => (node[metaData] as { startIndex?: number } | undefined)?.startIndex ?? 0;
