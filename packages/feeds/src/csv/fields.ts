/** What one record of a CSV text came to. */
export type Split =
  | { readonly kind: "fields"; readonly fields: readonly string[]; readonly starts: readonly number[] }
  /** A quoted field is still open where the text ends. */
  | { readonly kind: "open" }
  | { readonly kind: "broken"; readonly at: number; readonly found: string };

/**
 * Splits one record at its commas (RFC 4180): a field that begins with a quote ends at the next quote that is not
 * doubled and may hold commas and line breaks; a quote further inside a field is a character like any other.
 * `starts` are the places of the fields in `text`.
 */
export function splitRecord(text: string): Split {
  const fields: string[] = [];
  const starts: number[] = [];
  let at = 0;
  for (;;) {
    starts.push(at);
    if (text.charAt(at) === '"') {
      const end = closingQuote(text, at + 1);
      if (end < 0) return { kind: "open" };
      const after = text.charAt(end + 1);
      if (after !== "" && after !== ",") return { kind: "broken", at: end + 1, found: text.slice(end + 1) };
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const comma = text.indexOf(",", at);
      fields.push(text.slice(at, comma < 0 ? text.length : comma));
      at = comma < 0 ? text.length : comma;
    }
    if (at >= text.length) return { kind: "fields", fields, starts };
    at++;
  }
}

/** The place of the quote that closes a field, doubled quotes passed over; -1 where there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2);
  return at;
}
