/** Something that has no canonical form. */
export class CanonicalError extends Error {
  override readonly name = "CanonicalError";
  readonly code = "HW_LOG_CANONICAL";
}

/** Bodies are shallow; a text nested deeper was made to exhaust its reader. */
const deepest = 32;

/**
 * The one text of a JSON value, after RFC 8785 (JSON Canonicalization Scheme): no white space, keys sorted by UTF-16
 * code units, numbers and strings as ECMAScript writes them. Members that are undefined are left out. Throws
 * `CanonicalError` for what is no JSON, for half a surrogate pair, and beyond 32 levels.
 */
export function canonical(value: unknown, depth = 0): string {
  if (depth > deepest) throw new CanonicalError(`found more than ${deepest} levels, expected a few`);
  if (typeof value === "string") return canonicalText(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${canonicalText(key)}:${canonical(member, depth + 1)}`).join(",")}}`;
  }
  throw new CanonicalError(`found ${typeof value === "number" ? value : typeof value}, expected JSON`);
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new CanonicalError("found half a surrogate pair, expected Unicode text");
  return JSON.stringify(text);
}
