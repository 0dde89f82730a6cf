import type { SourceRow } from "../feed/index.ts";
import { YamcsError, type YamcsHttp } from "./http.ts";
import { type Fields, isFields, readValue } from "./value.ts";

/** A parameter of which the archive is asked: from when (s, UNIX time), and in which unit it is. */
export interface Wanted {
  readonly name: string;
  readonly from: number;
  readonly unit: string | null;
}

interface Cursor extends Wanted {
  rows: SourceRow[];
  /** Of the next page; undefined before the first, null after the last. */
  next: string | undefined | null;
}

/** (values) Of one page: as many as Yamcs gives. */
const page = 1000;
const last = (rows: readonly SourceRow[]) => rows.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
const iso = (time: number) => new Date(time * 1000).toISOString();

/**
 * What the archive has of all parameters up to `until` (s), in order of time, in pieces; never more than one page of each is held. One that
 * the archive does not know is told to `onFault`. Throws where the archive cannot be asked.
 */
export async function* archived(
  http: YamcsHttp,
  instance: string,
  all: readonly Wanted[],
  until: number,
  onFault: (why: string) => void,
  signal: AbortSignal,
): AsyncGenerator<readonly SourceRow[]> {
  const cursors: Cursor[] = all.map((one) => ({ ...one, rows: [], next: undefined }));
  for (;;) {
    for (const cursor of cursors) {
      while (cursor.rows.length === 0 && cursor.next !== null)
        await turn(http, instance, cursor, until, onFault, signal);
    }
    const open = cursors.filter(({ next }) => next !== null);
    // Rows up to the first end of a page: behind it another parameter may have some.
    const horizon = Math.min(...open.map(({ rows }) => last(rows)));
    const ready = cursors.flatMap((cursor) => {
      const rows = cursor.rows.filter(({ time }) => time <= horizon);
      cursor.rows = cursor.rows.slice(rows.length);
      return rows;
    });
    if (ready.length > 0) yield ready.sort((a, b) => a.time - b.time);
    if (open.length === 0 && cursors.every(({ rows }) => rows.length === 0)) return;
  }
}

/** Gets the next page. */
async function turn(
  http: YamcsHttp,
  instance: string,
  cursor: Cursor,
  until: number,
  onFault: (why: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const query = new URLSearchParams({ start: iso(cursor.from), stop: iso(until), limit: String(page), order: "asc" });
  if (typeof cursor.next === "string") query.set("next", cursor.next);
  const path = `api/archive/${instance}/parameters${cursor.name}?${query}`;
  const answer = await http.get(path, signal).catch((error: unknown): Fields => {
    if (!(error instanceof YamcsError) || error.status !== 404) throw error;
    onFault(error.message);
    return {};
  });
  const values = Array.isArray(answer.parameter) ? answer.parameter.filter(isFields) : [];
  for (const value of values) {
    const read = readValue(cursor.name, value, cursor.unit);
    if ("row" in read) cursor.rows.push(read.row);
    else if ("fault" in read) onFault(read.fault);
  }
  cursor.next = typeof answer.continuationToken === "string" && values.length > 0 ? answer.continuationToken : null;
}
