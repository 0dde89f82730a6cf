import { XMLParser, XMLValidator } from "fast-xml-parser";
import { XtceError } from "./errors.ts";

/** An element with its children in their order; names without their prefix. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const attributesKey = ":@";
const textKey = "#text";

/** The root element of an XML text. Throws `XtceError` for a text that is none, and for one with a document type: nothing of it is needed, and entities in it may be bombs. */
export function readXml(text: string, file: string): Element {
  if (/<!DOCTYPE/i.test(text)) throw new XtceError(file, ["found a document type, expected none"]);
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { line, col, msg } = valid.err;
    throw new XtceError(file, [`line ${line}, column ${col}: found ${msg}, expected well-formed XML`]);
  }
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  const roots = elementsOf(parser.parse(text) as readonly Raw[]);
  if (roots.length !== 1) throw new XtceError(file, [`found ${roots.length} elements, expected one SpaceSystem`]);
  return roots[0];
}

type Raw = Readonly<Record<string, unknown>>;

const elementsOf = (nodes: readonly Raw[]): Element[] =>
  nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== attributesKey);
    if (name === undefined || name === textKey) return [];
    const inner = node[name] as readonly Raw[];
    return [
      {
        name,
        attributes: (node[attributesKey] ?? {}) as Record<string, string>,
        children: elementsOf(inner),
        text: inner
          .map((one) => (textKey in one ? String(one[textKey]) : ""))
          .join("")
          .trim(),
      },
    ];
  });

export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The element that a path of names leads to, the first of each. */
export const childOf = (element: Element | undefined, ...path: readonly string[]): Element | undefined =>
  path.reduce<Element | undefined>((at, name) => at?.children.find((child) => child.name === name), element);
