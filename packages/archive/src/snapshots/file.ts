/**
 * One snapshot as a file: a line of JSON that says what follows and its SHA-256, then the state. The hash is over both, so that a
 * state cannot be taken for another station's or another moment's.
 */
import { createHash } from "node:crypto";
import type { Snapshot } from "./snapshots.ts";

const format = "hullwatch-snapshot/1";

const hashOf = ({ station, journal, position, state }: Snapshot) =>
  createHash("sha256")
    .update(JSON.stringify([station, journal, position]))
    .update(state)
    .digest("hex");

export function snapshotText(snapshot: Snapshot): string {
  const { station, journal, position } = snapshot;
  return `${JSON.stringify({ format, station, journal, position, sha256: hashOf(snapshot) })}\n${snapshot.state}`;
}

/** The snapshot that a text holds, or what is wrong with it. */
export function readSnapshot(text: string): Snapshot | string {
  const end = text.indexOf("\n");
  let head: Partial<Record<string, unknown>>;
  try {
    head = JSON.parse(text.slice(0, Math.max(0, end)));
  } catch {
    return `found "${text.slice(0, 40)}", expected a line of JSON`;
  }
  const { station, journal, position } = head;
  if (head.format !== format) return `found format "${head.format}", expected "${format}"`;
  const snapshot = { station, journal, position, state: text.slice(end + 1) } as Snapshot;
  return head.sha256 === hashOf(snapshot)
    ? snapshot
    : "found a state that does not fit its SHA-256, expected a whole one";
}
