import { type DocumentShape, readDocument } from "@hullwatch/core/document";
import { phrase } from "@hullwatch/core/phrase";
import * as v from "valibot";

const text = v.pipe(v.string(), v.minLength(1));

/** One parameter: what the source calls it, what the station does. */
export interface MapEntry {
  readonly from: string;
  readonly to: string;
  /** That of the source, where it says none or a wrong one. */
  readonly unit?: string;
  /** What words of the source mean: `{ "1": open, "2": closed }`. */
  readonly words?: Readonly<Record<string, string>>;
}

const schema = v.strictObject({
  parameters: v.pipe(
    v.array(
      v.strictObject({
        from: text,
        to: text,
        unit: v.exactOptional(text),
        words: v.exactOptional(v.record(v.string(), text)),
      }),
    ),
    v.minLength(1),
  ),
});

const check: DocumentShape<typeof schema>["check"] = (draft, faults) => {
  const seen = new Set<string>();
  for (const [i, entry] of (draft?.parameters ?? []).entries()) {
    const from = entry?.from;
    if (from === undefined) continue;
    if (seen.has(from)) faults.add(["parameters", i, "from"], phrase`a name that stands in the map once`);
    seen.add(from);
  }
};

/**
 * Reads the map of a feed (YAML, `hullwatch: feed-map/1`). `file` is its name, for messages. Throws `DocumentError` with every
 * fault by line and column.
 */
export const parseMap = (text: string, file: string): readonly MapEntry[] =>
  readDocument(text, { file, schema, header: "feed-map/1", check }).value.parameters;
