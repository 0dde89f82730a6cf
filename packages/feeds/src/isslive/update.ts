/** null where the server says that there is none. */
export type FieldValue = string | null;

/**
 * The fields of an item after an update (TLCP 2.5.0, "U"): parts with a bar between, of which an empty one is unchanged, `#` null,
 * `$` an empty text, `^n` n fields unchanged, anything else the value, percent-encoded. null for text that is no update of `count` fields.
 */
export function mergeFields(before: readonly FieldValue[], text: string, count: number): FieldValue[] | null {
  const fields: FieldValue[] = [];
  const same = () => before[fields.length] ?? null;
  for (const part of text.split("|")) {
    const skipped = /^\^(\d+)$/.exec(part)?.[1];
    if (skipped !== undefined) for (let n = Math.min(Number(skipped), count + 1); n > 0; n--) fields.push(same());
    else if (part.startsWith("^")) return null;
    else if (part === "") fields.push(same());
    else if (part === "#") fields.push(null);
    else if (part === "$") fields.push("");
    else {
      try {
        fields.push(decodeURIComponent(part));
      } catch {
        return null;
      }
    }
  }
  return fields.length === count ? fields : null;
}
