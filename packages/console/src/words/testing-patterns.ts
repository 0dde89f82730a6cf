/** Every phrase that core, log and server may send, found in their sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../../..");

/** The English of each, with {0}, {1} for its values. */
export function patternsOf(folders: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const folder of folders)
    for (const name of readdirSync(join(packages, folder), { recursive: true, encoding: "utf8" }))
      if (name.endsWith(".ts") && !/test(ing)?/.test(name)) {
        const text = readFileSync(join(packages, folder, name), "utf8");
        for (const { index } of text.matchAll(/\bphrase`/g)) found.add(patternAt(text, index + "phrase`".length));
      }
  return found;
}

/** From behind the opening backtick to the closing one; what stands in `${}` is a value, whatever it holds. */
function patternAt(text: string, start: number): string {
  let [pattern, values] = ["", 0];
  for (let i = start; text[i] !== "`"; i++) {
    if (text[i] === "$" && text[i + 1] === "{") {
      i = endOfValue(text, i + 2);
      pattern += `{${values++}}`;
    } else {
      if (text[i] === "\\") i++;
      pattern += text[i];
    }
  }
  return pattern;
}

/** Where the brace stands that closes a value; a value may hold phrases and braces of its own. */
function endOfValue(text: string, start: number): number {
  for (let [i, depth] = [start, 0]; ; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && depth-- === 0) return i;
  }
}
