import { type Document, type Node, visit } from "yaml";
import { type Phrase, phrase } from "../phrase/index.ts";
import { type Fault, faultOf } from "./errors.ts";

/** Where an offset into the text is. */
export type Locate = (offset: number) => { readonly line: number; readonly column: number };

/** Control characters other than tab and line ends, or bytes that were not UTF-8 (read as U+FFFD). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells a binary file.
const rubbish = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** The first thing in the text that no text file holds. */
export function binaryFault(text: string, locate: Locate): Fault | undefined {
  const offset = text.search(rubbish);
  if (offset < 0) return undefined;
  const code = text.charCodeAt(offset);
  const control = phrase`the control character 0x${code.toString(16).padStart(2, "0")}`;
  const found = code === 0xfffd ? phrase`bytes that are not UTF-8` : control;
  return faultOf(locate(offset), "", found, phrase`YAML text in UTF-8`);
}

const sayings: Readonly<Record<string, Fault["says"]>> = {
  DUPLICATE_KEY: { found: phrase`a key that this mapping already has`, expected: phrase`each key once` },
  MULTIPLE_DOCS: { found: phrase`a second document (---)`, expected: phrase`one document in a file` },
  NON_STRING_KEY: { found: phrase`a key that is a list or a mapping`, expected: phrase`keys that are text` },
  TAG_RESOLVE_FAILED: { found: phrase`a tag (!)`, expected: phrase`plain values without tags` },
  TAB_AS_INDENT: { found: phrase`a tab as indentation`, expected: phrase`spaces` },
  RESOURCE_EXHAUSTION: { found: phrase`lists or mappings nested too deeply`, expected: phrase`a few levels` },
};

/** What the parser found wrong. */
export function syntaxFaults(document: Document.Parsed, locate: Locate): Fault[] {
  const problems = [...document.errors, ...document.warnings];
  // Nesting that exhausts the parser is reported by it once for every level.
  const deep = problems.find((problem) => problem.code === "RESOURCE_EXHAUSTION");
  return (deep === undefined ? problems : [deep]).map((problem) => {
    const broken = {
      found: phrase`broken YAML (${problem.message.replace(/\s+/g, " ")})`,
      expected: phrase`valid YAML`,
    };
    const { found, expected } = sayings[problem.code] ?? broken;
    return faultOf(locate(problem.pos[0]), "", found, expected);
  });
}

/** Anchors are handy for a few repeated items; more than this is a text made to exhaust its reader. */
const maxAliases = 100;

/** The first alias that cannot be used: unknown, within its own anchor, or part of an unfolding without end. */
export function aliasFault(document: Document.Parsed, locate: Locate): Fault | undefined {
  let count = 0;
  let fault: Fault | undefined;
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      count++;
      let expected: Phrase | undefined;
      if (target === undefined) expected = phrase`an anchor &${alias.source} above it`;
      else if (ancestors.includes(target)) expected = phrase`no anchor around it of the same name`;
      // An anchor that holds aliases in turn is how a small text unfolds to a huge value.
      else if (count > maxAliases || holdsAlias(target)) {
        expected = phrase`at most ${maxAliases} aliases, none inside the value of an anchor`;
      }
      if (expected === undefined) return undefined;
      fault = faultOf(locate(alias.range?.[0] ?? 0), "", phrase`the alias *${alias.source}`, expected);
      return visit.BREAK;
    },
  });
  return fault;
}

function holdsAlias(node: Node): boolean {
  let found = false;
  visit(node, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}
