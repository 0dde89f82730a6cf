import { createHash } from "node:crypto";
import type { Entry } from "../entry/index.ts";
import { canonical } from "./canonical.ts";

/** What the first entry of a centre has as the hash before it. */
export const noPrevious = "0".repeat(64);

/** Lower-case hexadecimal SHA-256 of a text's UTF-8 bytes. */
export const sha256Of = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** SHA-256 of the canonical form of an entry without `previous` and `hash`: what it says, wherever it stands. */
export function digestOf(entry: Omit<Entry, "previous" | "hash"> & { previous?: unknown; hash?: unknown }): string {
  const { previous: _, hash: __, ...content } = entry;
  return sha256Of(canonical(content));
}

/**
 * The hash of an entry: of the hash before it, a line feed, and its digest. As it hides what the digest is of, a chain
 * can be checked across entries that are not shown.
 */
export const linkHash = (previous: string, digest: string) => sha256Of(`${previous}\n${digest}`);

/** What the hash of an entry has to be. */
export const hashOf = (entry: Entry) => linkHash(entry.previous, digestOf(entry));
