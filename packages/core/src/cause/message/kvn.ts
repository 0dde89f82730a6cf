import { type Fault, faultOf } from "../../document/index.ts";
import { verbatim } from "../../phrase/index.ts";
import { type Field, type Fields, plainMinus, quote } from "./field.ts";

const assignment = /^(\s*)([A-Za-z][A-Za-z0-9_]*)(\s*=\s*)(.*?)\s*$/;
/** Some centres write `COMMENT = text`. */
const comment = /^(\s*)(COMMENT)(?![A-Za-z0-9_])(\s*=?\s*)(.*?)\s*$/;
const unitAtEnd = /^(.*?)\s*\[([^\]]*)\]$/;

/** Reads keyword = value notation, a field a line (CCSDS 508.0-B-1, section 6.3). Never throws. */
export function readKvn(text: string): Fields {
  const fields: Field[] = [];
  const faults: Fault[] = [];
  for (const [i, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const written = plainMinus(raw);
    if (written.trim() === "") continue;
    const [, before, keyword, between, rest] = comment.exec(written) ?? assignment.exec(written) ?? [];
    if (keyword === undefined) {
      const column = written.search(/\S/) + 1;
      faults.push(faultOf({ line: i + 1, column }, "", verbatim(quote(written.trim())), verbatim("KEYWORD = value")));
      continue;
    }
    const [, bare, unit] = (keyword === "COMMENT" ? null : unitAtEnd.exec(rest)) ?? [null, rest, ""];
    const column = before.length + keyword.length + between.length + 1;
    fields.push({ keyword: keyword.toUpperCase(), value: bare, unit: unit.trim(), line: i + 1, column });
  }
  return { fields, faults };
}
