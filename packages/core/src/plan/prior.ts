import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { choices } from "../phrase/index.ts";
import type { Station } from "../station/index.ts";
import { PriorError } from "./errors.ts";

/**
 * Reads `{module: weight}` from YAML or JSON. Modules that it does not name have weight 0. Throws `PriorError` with file,
 * line and column for a module that the station does not have, or a weight that is no number of 0 or more.
 */
export function parsePrior(text: string, file: string, station: Station): ReadonlyMap<string, number> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const refuse = (offset: number, found: string, expected: string) => {
    const { line, col } = lines.linePos(offset);
    return new PriorError(`${file}:${line}:${col}: found ${found}, expected ${expected}`);
  };
  const [fault] = document.errors;
  if (fault !== undefined) throw refuse(fault.pos[0], "text that is no YAML", "module: weight on every line");
  if (!isMap(document.contents)) throw refuse(0, "no mapping", "module: weight on every line");
  const ids = station.modules.map(({ id }) => id);
  const prior = new Map<string, number>();
  for (const { key, value } of document.contents.items) {
    const id = isScalar(key) ? String(key.value) : "";
    const offset = (node: unknown) => (isScalar(node) ? (node.range?.[0] ?? 0) : 0);
    if (!ids.includes(id)) throw refuse(offset(key), `"${id}"`, choices(ids, id, "the id of a module"));
    const weight = isScalar(value) ? value.value : Number.NaN;
    if (typeof weight !== "number" || !(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw refuse(offset(value), `"${isScalar(value) ? value.value : value}"`, "a weight, a number of 0 or more");
    prior.set(id, weight);
  }
  return prior;
}
