import { DocumentError, Faults, parseSource } from "@hullwatch/core/document";
import { phrase, verbatim } from "@hullwatch/core/phrase";
import { misfits } from "./fit.ts";
import { type KeySchema, root, withSecretFiles } from "./keys.ts";

const header = "server/1";
const fileSchema: KeySchema = {
  properties: { hullwatch: { enum: [header] }, ...withSecretFiles(root).properties },
};

/**
 * What a configuration file says: YAML 1.2, the same keys as the schema, `hullwatch: server/1` at the top. Throws
 * `DocumentError` with every fault in it, each with line and column; never anything else.
 */
export function readConfigFile(text: string, file: string): Record<string, unknown> {
  const source = parseSource(text);
  const faults = new Faults(source);
  if (!source.sound) faults.throwIfAny(file);
  const { value } = source;
  const said = typeof value === "object" && value !== null && "hullwatch" in value ? value.hullwatch : undefined;
  if (said === undefined) {
    faults.add([], phrase`a mapping that begins with hullwatch: ${header}`);
  } else {
    for (const misfit of misfits(fileSchema, value))
      faults.addMisfit({ ...misfit, expected: verbatim(misfit.expected) });
  }
  faults.throwIfAny(file);
  const { hullwatch: _, ...rest } = value as Record<string, unknown>;
  return rest;
}

export { DocumentError };
