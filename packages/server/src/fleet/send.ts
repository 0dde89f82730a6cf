/** Rows and station files into the stream of rows: acknowledged once the stream has them. */
import { createHash } from "node:crypto";
import type { Position, Row } from "@hullwatch/archive";
import { parseStation } from "@hullwatch/core/station";
import type { StationFile } from "../records/index.ts";
import type { Bus } from "./bus.ts";
import { writeFile, writeRows } from "./message.ts";
import { partitionOf, rowsSubject, tokenOf } from "./names.ts";
import { beginState, loadState } from "./states.ts";

/** (rows, bytes) Of one message: well below the megabyte that a server takes, also where rows are words. */
const [most, largest] = [5000, 800_000];
/** (ms) Between two tries. */
const pause = 250;

export interface Sending {
  readonly bus: Bus;
  /** (ms, UNIX time) Now. */
  now(): number;
  /** Aborted, what is not acknowledged yet is given up: `sendRows` throws. */
  readonly signal: AbortSignal;
  onFault(error: unknown): void;
}

/**
 * Sends rows of one station; gives the position of the last of them once the stream has acknowledged all. What the stream does not
 * acknowledge is sent again under the same id, which the stream knows should it have it.
 */
export async function sendRows(sending: Sending, station: string, rows: readonly Row[]): Promise<Position> {
  let position = 0;
  for (let i = 0, count = most; i < rows.length; i += count, count = most) {
    let text = writeRows(rows.slice(i, i + count), sending.now());
    while (Buffer.byteLength(text) > largest && count > 1) {
      count = Math.ceil(Math.min(count, rows.length - i) / 2);
      text = writeRows(rows.slice(i, i + count), sending.now());
    }
    const id = createHash("sha256")
      .update(station)
      .update(text.slice(text.indexOf(",")))
      .digest("base64url");
    position = await send(sending, station, text, id);
  }
  return position;
}

/** Puts a station file: the first of a station, or one that holds from here on. The same text again changes nothing. */
export async function putFile(sending: Sending, text: string, author: string): Promise<StationFile> {
  const { bus } = sending;
  const { id } = parseStation(text, "station file");
  const state = await loadState(bus, id);
  if (state?.file.text === text && state.journal === bus.journal) return state.file;
  const at = sending.now();
  const file = { id, epoch: (state?.file.epoch ?? 0) + 1, position: 0, text, author, at };
  const name = createHash("sha256").update(text).digest("base64url");
  const position = await send(sending, id, writeFile(file), `${id} ${file.epoch} ${name}`);
  if (state === null) await beginState(bus, { ...file, position });
  return { ...file, position };
}

async function send(sending: Sending, station: string, text: string, msgID: string): Promise<Position> {
  const { bus, signal, onFault } = sending;
  const subject = rowsSubject(partitionOf(station, bus.partitions), tokenOf(station));
  for (;;) {
    if (signal.aborted) throw signal.reason;
    try {
      return (await bus.js.publish(subject, text, { msgID })).seq;
    } catch (error) {
      onFault(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
