/** Points in time as people write them. */
import { parseQuantity } from "./parse.ts";
import { type Second, second } from "./types.ts";

const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const part = /(\d+\.?\d*|\.\d+)\s*(days?|d|h|min|s)\s*/y;

/** What `parseMoment` reads, for messages. */
export const momentExample = 'an offset from the start such as "+7h" or "+1day 6h 30min", or ISO 8601 with a zone';

/**
 * (UNIX s) Reads "+90min", "+1day 6h" as an offset from `start`, or ISO 8601 with a zone. Null where `text` is neither;
 * the caller knows where it stood.
 */
export function parseMoment(text: string, start: Second): Second | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith("+")) return parseIso(trimmed);
  let sum = 0;
  part.lastIndex = 1;
  while (part.lastIndex < trimmed.length) {
    const match = part.exec(trimmed);
    if (match === null) return null;
    sum += parseQuantity("time", `${match[1]}${match[2].replace("days", "day")}`);
  }
  return trimmed.length > 1 ? second(start + sum) : null;
}

/** (UNIX s) Reads ISO 8601 with a zone; null for anything else. */
export function parseIso(text: string): Second | null {
  const time = iso.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : second(time / 1000);
}
