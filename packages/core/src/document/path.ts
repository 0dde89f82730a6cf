/** The way from the top of a document to a place in it: keys, and positions in lists from 0. */
export type Path = readonly (string | number)[];

/** `["modules", 3, "volume_m3"]` as people write it: `modules[3].volume_m3`; keys with odd characters are quoted. */
export function formatPath(path: Path): string {
  const text = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return text.join("").replace(/^\./, "");
}

/** What stands at `path` in a plain value; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce(childOf, value);
}

function childOf(value: unknown, step: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string | number, unknown>)[step];
}
