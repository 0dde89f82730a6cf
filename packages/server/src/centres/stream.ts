/** How a log stands in a stream of JetStream: its names, its messages, and how they are read. */
import {
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  RetentionPolicy,
  StorageType,
  type StreamInfo,
} from "@nats-io/jetstream";
import { headers, type MsgHdrs, type NatsConnection } from "@nats-io/transport-node";

/** Everything that a centre has of the shared log, in the order in which it came to have it. That centre's server alone writes to it. */
export const logStream = "HULLWATCH_LOG";
/** Photos and files that entries speak of, in parts. */
export const fileStream = "HULLWATCH_FILES";
/** By the centre that wrote the entry. */
export const entrySubject = (centre: string) => `hullwatch.log.${centre}`;
export const fileSubject = (sha256: string) => `hullwatch.file.${sha256}`;
/** Each second, on which a centre is heard to live. */
export const aliveSubject = (centre: string) => `hullwatch.alive.${centre}`;

const arrivalHeader = "Hullwatch-Arrival";
export function arrivalHeaders(arrival: number): MsgHdrs {
  const made = headers();
  made.set(arrivalHeader, String(arrival));
  return made;
}
export const arrivalOf = (said: MsgHdrs): number => Number(said.get(arrivalHeader));

/** (messages) Taken in at once, unless said. */
const usual = 500;
/** (bytes) The largest entry has 400,000 characters. */
const leastPayload = 2 * 2 ** 20;

const ownerText = (centre: string) => `shared log of the control centre ${centre}`;

/** That a stream is the log of that centre. Throws where it is another's: entries would be numbered twice. */
export function demandOwner({ config: { description } }: Pick<StreamInfo, "config">, centre: string): void {
  if (description === ownerText(centre)) return;
  throw new Error(`found the ${description ?? "stream of somebody else"}, expected the ${ownerText(centre)}`);
}

const infoOf = (manager: JetStreamManager, name: string) =>
  manager.streams.info(name).catch((error: unknown) => {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
    throw error;
  });
/** What the stream of a log holds; null where there is none yet. */
export const logInfo = (manager: JetStreamManager) => infoOf(manager, logStream);

/** The streams of a centre at its own NATS, made where they are not there. What is in them is never removed. */
export async function ownStreams(connection: NatsConnection, manager: JetStreamManager, centre: string) {
  const { max_payload = 0 } = connection.info ?? {};
  if (max_payload < leastPayload)
    throw new Error(`found max_payload ${max_payload} at the own NATS, expected ${leastPayload} or more`);
  for (const [name, subject] of [
    [logStream, entrySubject("*")],
    [fileStream, fileSubject("*")],
  ]) {
    const found = await infoOf(manager, name);
    if (found !== null) demandOwner(found, centre);
    else
      await manager.streams.add({
        name,
        description: ownerText(centre),
        subjects: [subject],
        storage: StorageType.File,
        retention: RetentionPolicy.Limits,
        deny_delete: true,
        deny_purge: true,
      });
  }
  return manager.streams.info(logStream);
}

export interface Wanted {
  readonly stream: string;
  /** Number of the first message. */
  readonly from: number;
  readonly subject?: string;
  readonly atOnce?: number;
}

/**
 * Reads a stream from a number on, as it grows, until `over` is aborted: `take` is given what has come, with how many there are still
 * behind it, and the next is given when it has resolved. What it says `false` to is the last.
 */
export async function readOn(
  connection: NatsConnection,
  { stream, from, subject, atOnce = usual }: Wanted,
  over: AbortSignal,
  take: (messages: readonly JsMsg[], behind: number) => Promise<boolean>,
): Promise<void> {
  const consumer = await jetstream(connection).consumers.get(stream, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: from,
    ...(subject !== undefined && { filter_subjects: subject }),
  });
  const messages = await consumer.consume({ max_messages: atOnce, abort_on_missing_resource: true });
  const stop = () => messages.stop();
  over.addEventListener("abort", stop);
  try {
    let batch: JsMsg[] = [];
    for await (const message of messages) {
      batch.push(message);
      const { pending } = message.info;
      if (pending > 0 && batch.length < atOnce) continue;
      const taken = batch;
      batch = [];
      if (!(await take(taken, pending))) return;
    }
  } finally {
    over.removeEventListener("abort", stop);
    stop();
  }
}
