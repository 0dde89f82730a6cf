import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { phrase } from "@hullwatch/core/phrase";
import { FileContentError, FileTooLargeError } from "./errors.ts";

export interface Received {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes what comes from `source` to a new file at `path`, hashed on the way and synced: no more than a chunk is ever in
 * memory. Throws `FileTooLargeError` past `limit` (bytes), `FileContentError` where nothing comes.
 */
export async function receive(
  source: AsyncIterable<Uint8Array>,
  path: string,
  name: string,
  limit: number,
): Promise<Received> {
  const hash = createHash("sha256");
  const file = await open(path, "wx");
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > limit) throw new FileTooLargeError(name, limit);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (bytes === 0) throw new FileContentError(phrase`${name}: found an empty file, expected content`);
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** SHA-256 of what a file holds. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
