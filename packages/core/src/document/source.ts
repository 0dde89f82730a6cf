import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Phrase, phrase, verbatim } from "../phrase/index.ts";
import type { Fault } from "./errors.ts";
import type { Path } from "./path.ts";
import { aliasFault, binaryFault, type Locate, syntaxFaults } from "./syntax.ts";

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A YAML text with the place of everything in it. */
export interface Source {
  /** Plain values; undefined where `sound` is false. */
  readonly value: unknown;
  /** What is wrong with the text as YAML. */
  readonly faults: readonly Fault[];
  /** False where the text is so broken that looking into it would only report consequences. */
  readonly sound: boolean;
  /** Where the value at `path` stands, or that of the nearest thing above it that is there. */
  at(path: Path): Position;
  /** Where the last key of `path` stands; for a position in a list, its value. */
  atKey(path: Path): Position;
  /** The value at `path` as a person would say it. */
  describe(path: Path): Phrase;
}

/** Reads YAML 1.2 (core schema, text keys, one document). Never throws: what is wrong comes back as faults. */
export function parseSource(text: string): Source {
  const lines = new LineCounter();
  // Options that hold whatever a %YAML directive or a tag in the file asks for: one meaning for one text.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: "core",
    stringKeys: true,
    resolveKnownTags: false,
    logLevel: "error",
  });
  const locate: Locate = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = problems(document, text, locate);
  const sound = faults.every((fault) => fault.bearable);
  return {
    value: sound ? document.toJS({ maxAliasCount: -1 }) : undefined,
    faults: faults.map(({ bearable: _, ...fault }) => fault),
    sound,
    at: (path) => locate(walk(document, path).offset),
    atKey: (path) => locate(walk(document, path).keyOffset),
    describe: (path) => describe(walk(document, path).node, path),
  };
}

/** All that is wrong with the text as YAML; with a bearable fault the rest can still be looked into. */
function problems(document: Document.Parsed, text: string, locate: Locate): (Fault & { bearable: boolean })[] {
  const binary = binaryFault(text, locate);
  if (binary !== undefined) return [{ ...binary, bearable: false }];
  const bearable = document.errors.every((error) => error.code === "DUPLICATE_KEY");
  const faults = syntaxFaults(document, locate).map((fault) => ({ ...fault, bearable }));
  const alias = bearable ? aliasFault(document, locate) : undefined;
  return alias === undefined ? faults : [...faults, { ...alias, bearable: false }];
}

/** What a path leads to: `node` undefined where nothing is there, the offsets then those of the nearest thing above. */
interface Place {
  readonly node: Node | null | undefined;
  readonly offset: number;
  readonly keyOffset: number;
}

function walk(document: Document.Parsed, path: Path): Place {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  let keyOffset = offset;
  for (const step of path) {
    const child: Child | undefined = childOf(target(document, node), step);
    if (child === undefined) return { node: undefined, offset, keyOffset: offset };
    keyOffset = child.key?.range?.[0] ?? child.value?.range?.[0] ?? offset;
    offset = child.value?.range?.[0] ?? keyOffset;
    node = child.value;
  }
  return { node: target(document, node), offset, keyOffset };
}

const target = (document: Document.Parsed, node: Node | null) =>
  isAlias(node) ? (node.resolve(document) ?? null) : node;

interface Child {
  readonly key: Node | null;
  readonly value: Node | null;
}

function childOf(owner: Node | null, step: string | number): Child | undefined {
  if (isSeq<Node>(owner) && typeof step === "number") {
    return step < owner.items.length ? { key: null, value: owner.items[step] } : undefined;
  }
  if (!isMap<Node, Node | null>(owner)) return undefined;
  // Of two equal keys the last is the one whose value counts.
  const pair = owner.items.findLast(({ key }) => isScalar(key) && String(key.value ?? "") === step);
  return pair === undefined ? undefined : { key: pair.key, value: pair.value };
}

function describe(node: Node | null | undefined, path: Path): Phrase {
  if (isMap(node)) return phrase`a mapping`;
  if (isSeq(node)) return node.items.length === 0 ? phrase`an empty list` : phrase`a list of ${node.items.length}`;
  if (!isScalar(node) || node.value === null) return path.length === 0 ? phrase`an empty file` : phrase`nothing`;
  const { value } = node;
  if (typeof value === "string") return verbatim(JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value));
  return verbatim(node.source ?? String(value));
}
