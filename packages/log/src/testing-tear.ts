import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** (bytes) Of the head of SQLite's write-ahead log, and of the head of each page in it (sqlite.org/fileformat2.html#walformat). */
const [head, pageHead] = [32, 24];

/** Writes some of a page behind the last one of a write-ahead log, as a machine does that stops in the midst of it. */
export function tearEnd(path: string): boolean {
  const bytes = readFileSync(path);
  const size = pageHead + bytes.readUInt32BE(8);
  const salt = bytes.subarray(16, 24);
  let end = head;
  while (end + size <= bytes.length && bytes.compare(salt, 0, 8, end + 8, end + 16) === 0) end += size;
  if (end === head) return false;
  const page = bytes.subarray(end - size, end);
  const file = openSync(path, "r+");
  writeSync(file, page, 0, 1 + Math.floor(Math.random() * (size - 1)), end);
  closeSync(file);
  return true;
}
