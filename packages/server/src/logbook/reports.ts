/** What an entry of the log reports as a row of telemetry, so that the engine knows what people have done. */
import type { Row } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { type Entry, fitsKind, type KnownEntry } from "@hullwatch/log";

/** The row that follows from an entry; null where none does. */
export function rowOf(entry: Entry): Row | null {
  if (!fitsKind(entry.kind, entry.body)) return null;
  const { kind, body } = entry as KnownEntry;
  const time = second(Date.parse(entry.time) / 1000);
  if (kind === "hatch-moved") return { time, parameter: `hatch:${body.hatch}`, value: body.state };
  if (kind === "crew-moved") return { time, parameter: `crew:${body.who}`, value: body.module };
  if (kind !== "action" || body.parameter === undefined || body.value === undefined) return null;
  return { time, parameter: body.parameter, value: body.value };
}
