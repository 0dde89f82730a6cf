import { readDocument } from "../document/index.ts";
import { checkStation } from "./check.ts";
import { toStation } from "./convert.ts";
import { stationSchema } from "./schema.ts";
import type { Station } from "./types.ts";

/**
 * Reads a station file (YAML, `hullwatch: station/1`): SI units, every default filled in. `file` is its name, for
 * messages. Throws `DocumentError` with every fault by line and column; never anything else.
 */
export function parseStation(text: string, file: string): Station {
  const { value } = readDocument(text, { file, schema: stationSchema, header: "station/1", check: checkStation });
  return toStation(value);
}
