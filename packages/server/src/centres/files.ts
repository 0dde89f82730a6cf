/** Photos and files on their way from centre to centre. */
import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Entry, Files, Log } from "@hullwatch/log";
import { type JetStreamManager, jetstream } from "@nats-io/jetstream";
import { headers, type NatsConnection } from "@nats-io/transport-node";
import { fileStream, fileSubject, readOn } from "./stream.ts";

/** On the last part of a file: the number of the first. A file without it was not sent to its end. */
const firstHeader = "Hullwatch-First";
/** (parts) Sent, or asked for, at once. */
const atOnce = 16;
const page = 1000;

/** The file that an entry speaks of; null where it speaks of none. */
export function fileOf({ kind, body }: Entry): string | null {
  const { sha256 } = body as { readonly sha256?: unknown };
  return kind === "file" && typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null;
}

/** Every file that the log speaks of. */
export async function everyFile(log: Log): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let after = 0, more = true; more; ) {
    const got = await log.since({ after, kinds: ["file"], limit: page });
    for (const { entry } of got.entries) {
      const sha256 = fileOf(entry);
      if (sha256 !== null) found.add(sha256);
    }
    ({ next: after, more } = got);
  }
  return found;
}

/** Where a whole file stands in the stream of a centre; null where it does not. */
async function placeOf(manager: JetStreamManager, sha256: string) {
  const last = await manager.streams.getMessage(fileStream, { last_by_subj: fileSubject(sha256) });
  const first = Number(last?.header.get(firstHeader) || Number.NaN);
  return last === null || Number.isNaN(first) ? null : { first, last: last.seq };
}

export interface Way {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly files: Files;
}

/** Puts a file that is here into the own stream, where it is not there yet. */
export async function sendFile({ connection, manager, files }: Way, sha256: string): Promise<void> {
  if (!(await files.has(sha256)) || (await placeOf(manager, sha256)) !== null) return;
  const stream = jetstream(connection);
  const subject = fileSubject(sha256);
  let first: number | null = null;
  let held: Uint8Array | null = null;
  let going: Promise<unknown>[] = [];
  for await (const part of await files.read(sha256)) {
    if (held !== null && first === null) first = (await stream.publish(subject, held)).seq;
    else if (held !== null) {
      const sent = stream.publish(subject, held);
      // It is awaited below; until then a lost line must not end the process.
      sent.catch(() => {});
      going.push(sent);
    }
    held = part as Uint8Array;
    if (going.length < atOnce) continue;
    await Promise.all(going);
    going = [];
  }
  await Promise.all(going);
  const last = headers();
  // Of a file in one part the first is the last: its number is the next, as nobody else writes here.
  const next = (await manager.streams.info(fileStream)).state.last_seq + 1;
  last.set(firstHeader, String(first ?? next));
  await stream.publish(subject, held ?? new Uint8Array(), { headers: last, expect: { lastSequence: next - 1 } });
}

/** Takes a file from the stream of another centre; false where that does not have it whole. Throws where it is not what its name says. */
export async function fetchFile({ connection, manager, files }: Way, sha256: string, over: AbortSignal) {
  const place = await placeOf(manager, sha256);
  if (place === null) return false;
  // What goes wrong on the way is told by `put`.
  const way = new PassThrough().on("error", () => {});
  const put = files.put(way, { name: sha256, expect: sha256 });
  const failed = put.then(
    () => {},
    () => {},
  );
  try {
    const from = { stream: fileStream, from: place.first, subject: fileSubject(sha256), atOnce };
    await readOn(connection, from, over, async (parts) => {
      for (const part of parts) {
        if (!way.write(part.data)) await Promise.race([once(way, "drain"), failed]);
        if (part.seq >= place.last) return false;
      }
      return !way.destroyed;
    });
  } finally {
    // Cut off in the middle it has another hash, and nothing is kept.
    way.end();
  }
  await put;
  return true;
}
