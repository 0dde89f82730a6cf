/** The scenario that an exercise begins with: what befalls the station stays, what people did about it is theirs to do. */
import { type Document, isMap, isSeq, parseDocument } from "yaml";

/** As scenario files are read. */
export const yaml = { schema: "core", stringKeys: true } as const;

/** Done by people on the day that the scenario tells of; what they saw and heard stays. */
const done = new Set(["hatch", "crew", "gauge", "supply", "patch", "check", "note"]);

/** (s) The world of an exercise goes on in steps of this: what is injected takes effect at the next. */
export const exerciseStep = 10;

/**
 * The document of a scenario `text` that `parseScenario` takes, without what people did, with an `id` and a `name` of its own,
 * and with the moment `found` left out, since it is not known when these people will find the hole.
 */
export function baseOf(text: string, id: string, name: string): Document {
  const document = parseDocument(text, yaml);
  document.set("id", id);
  document.set("name", name);
  document.set("step", `${exerciseStep}s`);
  document.delete("found");
  const happenings = document.get("happenings");
  if (isSeq(happenings)) {
    happenings.items = happenings.items.filter((one) => !(isMap(one) && done.has(String(one.get("kind")))));
  }
  const leaks = document.get("leaks");
  if (isSeq(leaks)) for (const leak of leaks.items) if (isMap(leak)) leak.delete("patches");
  return document;
}

/** Adds to the list at `path`, which is made where there is none; each entry stands on a line of its own. */
export function addTo(document: Document, path: readonly (string | number)[], value: object): void {
  if (!document.hasIn(path)) document.setIn(path, document.createNode([]));
  const list = document.getIn(path);
  // An empty list is written in one line, and would go on in it.
  if (isSeq(list) && list.items.length === 0) list.flow = false;
  document.addIn(path, document.createNode(value, { flow: true }));
}
