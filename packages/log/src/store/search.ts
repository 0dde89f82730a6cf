import type { DatabaseSync } from "node:sqlite";
import { phrase } from "@hullwatch/core/phrase";
import type { Hit, SearchPage, SearchQuery } from "../log.ts";
import { QueryError } from "./errors.ts";
import { pageSize, sqlOf, whereOf } from "./filter.ts";
import { type Row, storedOf } from "./row.ts";
import { wordsOf } from "./words.ts";

const on = "\u0002";
const off = "\u0003";
/** (characters) Of the text that is shown, and how many of them before what was found. */
const shown = 240;
const before = 60;

/** Finds entries by their words, best first (BM25). `query`: of `searchQueryOf`. */
export function search(db: DatabaseSync, query: string, filter: Omit<SearchQuery, "text">): SearchPage {
  const limit = pageSize(filter.limit);
  const where = whereOf(filter);
  where.conditions.push("entry_words MATCH ?");
  where.values.push(query);
  const rows = db
    .prepare(
      `SELECT entry.arrival, json, highlight(entry_words, 0, '${on}', '${off}') AS marked
       FROM entry_words JOIN entry ON entry.arrival = entry_words.rowid ${sqlOf(where)}
       ORDER BY rank, entry.arrival DESC LIMIT ? OFFSET ?`,
    )
    .all(...where.values, limit + 1, offsetOf(filter.offset)) as Row[];
  return { hits: rows.slice(0, limit).map(hitOf), more: rows.length > limit };
}

function offsetOf(offset = 0): number {
  if (Number.isInteger(offset) && offset >= 0) return offset;
  throw new QueryError(phrase`offset: found ${offset}, expected a whole number of at least 0`);
}

/** The marks stand in the text as it is searched, which is as long as the one that people wrote. */
function hitOf(row: Row): Hit {
  const stored = storedOf(row);
  const words = wordsOf(stored.entry);
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  const parts = String(row.marked).replaceAll(off, on).split(on);
  for (const [i, part] of parts.entries()) {
    if (part !== "") pieces.push({ text: words.slice(at, at + part.length), hit: i % 2 === 1 });
    at += part.length;
  }
  return { ...stored, fragments: around(pieces) };
}

/** The part of a text that begins a little before the first hit. */
function around(pieces: readonly { text: string; hit: boolean }[]): Hit["fragments"] {
  const lead = pieces[0]?.hit ? "" : (pieces[0]?.text ?? "");
  const start = lead.length <= before ? 0 : lead.indexOf(" ", lead.length - before) + 1 || lead.length - before;
  let from = start;
  let left = shown;
  const fragments: { text: string; hit: boolean }[] = [];
  for (const { text, hit } of pieces) {
    const part = text.slice(from, from + left);
    if (part !== "") fragments.push({ text: part, hit });
    from = Math.max(0, from - text.length);
    left -= part.length;
  }
  return fragments;
}
