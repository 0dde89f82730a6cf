import { type Fault, faultOf } from "../../document/index.ts";
import { phrase, verbatim } from "../../phrase/index.ts";
import { type Field, plainMinus, quote } from "../message/field.ts";
import { lineFinder } from "../message/place.ts";
import { breakOf } from "./json-break.ts";

/** A table of records: each gives its fields, and where they stand is looked up only when somebody asks. */
export interface Records {
  readonly count: number;
  /** `placed`: with the true line and column of each field, which takes a walk through the whole text. */
  fields(record: number, placed: boolean): readonly Field[];
  readonly faults: readonly Fault[];
}

const nothing = (fault: Fault): Records => ({ count: 0, fields: () => [], faults: [fault] });

/** JSON as CelesTrak and Space-Track give GP data: a list of flat objects, or one. Never throws. */
export function jsonRecords(text: string): Records {
  const source = text.replace(/^\ufeff/, "");
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    const { offset, path } = breakOf(source);
    const [rest] = source.slice(offset, offset + 20).split(/[\r\n]/);
    const found = rest === "" ? phrase`the end` : phrase`${quote(rest)}, which is no JSON there`;
    return nothing(faultOf(lineFinder(source)(offset), path, found, phrase`valid JSON`));
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const wrong = list.findIndex((item) => typeof item !== "object" || item === null || Array.isArray(item));
  if (wrong >= 0) {
    const found = verbatim(quote(String(JSON.stringify(list[wrong]))));
    return nothing(faultOf({ line: 1, column: 1 }, `[${wrong}]`, found, phrase`an object with one element set`));
  }
  let places: readonly ReadonlyMap<string, number>[] | undefined;
  const at = lineFinder(source);
  return {
    count: list.length,
    faults: [],
    fields(record, placed) {
      if (placed) places ??= keyOffsets(source);
      return Object.entries(list[record] as object).map(([key, item]) => {
        const where = placed ? at(places?.[record]?.get(key) ?? 0) : { line: 0, column: 0 };
        const written = item === null ? "" : typeof item === "object" ? JSON.stringify(item) : String(item);
        return { keyword: key.toUpperCase(), value: plainMinus(written).trim(), unit: "", ...where };
      });
    },
  };
}

/** Where the value of every key of every object at the outermost level stands. The text is known to be valid. */
function keyOffsets(source: string): readonly ReadonlyMap<string, number>[] {
  const all: Map<string, number>[] = [];
  const outer = /^\s*\[/.test(source) ? 2 : 1;
  let depth = 0;
  for (const token of source.matchAll(/"(?:[^"\\]|\\.)*"(\s*:\s*)?|[[\]{}]/g)) {
    const [whole, colon] = token;
    if (whole === "{" || whole === "[") {
      depth++;
      if (whole === "{" && depth === outer) all.push(new Map());
    } else if (whole === "}" || whole === "]") depth--;
    else if (colon !== undefined && depth === outer) {
      all.at(-1)?.set(JSON.parse(whole.slice(0, whole.length - colon.length)), token.index + whole.length);
    }
  }
  return all;
}

/** GP data as comma-separated values, its first line the keywords. Never throws. */
export function csvRecords(text: string): Records {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  const head = cells(lines[0]).map((cell) => cell.value.toUpperCase());
  const rows = lines.flatMap((line, i) => (i > 0 && line.trim() !== "" ? [i] : []));
  const faults = rows.flatMap((i) => {
    const found = cells(lines[i]).length;
    if (found === head.length) return [];
    return [faultOf({ line: i + 1, column: 1 }, "", phrase`${found} values`, phrase`${head.length}, one a keyword`)];
  });
  const broken = new Set(faults.map((fault) => fault.line));
  const whole = rows.filter((i) => !broken.has(i + 1));
  return {
    count: whole.length,
    faults,
    fields: (record) =>
      cells(lines[whole[record]]).map(({ value, column }, i) => {
        return { keyword: head[i], value: plainMinus(value), unit: "", line: whole[record] + 1, column };
      }),
  };
}

/** The cells of a line; one in quotes may hold commas, and quotes twice. */
function cells(line: string): readonly { readonly value: string; readonly column: number }[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => {
    const [whole, inQuotes, bare = ""] = match;
    const lead = whole.startsWith(",") ? 1 : 0;
    const value = inQuotes === undefined ? bare : inQuotes.replaceAll('""', '"');
    return { value: value.trim(), column: match.index + lead + 1 };
  });
}
