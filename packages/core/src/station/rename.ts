import { parseDocument } from "yaml";

/** The same station file under another id and name, for a station that stands in for it. `text` is one that `parseStation` takes. */
export function renamedStation(text: string, id: string, name: string): string {
  const document = parseDocument(text, { schema: "core", stringKeys: true });
  document.set("id", id);
  document.set("name", name);
  return document.toString({ lineWidth: 0 });
}
