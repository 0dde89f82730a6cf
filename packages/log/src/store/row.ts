import type { SQLOutputValue } from "node:sqlite";
import { canonical } from "../chain/index.ts";
import { type Entry, isEntry } from "../entry/index.ts";
import type { Stored } from "../log.ts";
import { searchable, wordsOf } from "./words.ts";

/** A row of the table of entries. */
export interface Row extends Record<string, SQLOutputValue> {
  readonly arrival: number;
  readonly json: string;
}

export const columns = [
  "centre",
  "seq",
  "hash",
  "station",
  "incident",
  "kind",
  "time",
  "ms",
  "count",
  "author",
  "key",
  "json",
  "words",
] as const;

/** By whom a key was chosen. */
export const authorName = ({ author }: Pick<Entry, "author">) => `${author.centre} ${author.id}`;

/** An entry as the columns of its row, in their order. */
export function rowOf(entry: Entry): (string | number | null)[] {
  const { centre, seq, hash, station, incident, kind, time, stamp, key } = entry;
  const words = searchable(wordsOf(entry));
  const author = authorName(entry);
  return [
    centre,
    seq,
    hash,
    station,
    incident,
    kind,
    time,
    stamp.ms,
    stamp.count,
    author,
    key,
    canonical(entry),
    words,
  ];
}

export const storedOf = ({ arrival, json }: Row): Stored => ({ arrival, entry: JSON.parse(json) as Entry });

/** The entry of a row that may have been tampered with, if it still is what its columns say; undefined where it is not. */
export function soundEntry(row: Row): Entry | undefined {
  let entry: unknown;
  try {
    entry = JSON.parse(row.json);
  } catch {
    return undefined;
  }
  if (!isEntry(entry)) return undefined;
  const due = rowOf(entry);
  return columns.every((name, i) => name === "seq" || row[name] === due[i]) ? entry : undefined;
}
