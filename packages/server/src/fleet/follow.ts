/** Reading a stream in order, whatever happens to the servers: every message once, and none left out. */
import { AckPolicy, DeliverPolicy, type JsMsg } from "@nats-io/jetstream";
import { type Bus, isMissing } from "./bus.ts";
import { StreamLostError, UnreadableMessageError } from "./errors.ts";

export interface Followed {
  readonly stream: string;
  readonly subject: string;
  /** The last sequence number that is not wanted any more. */
  readonly after: number;
  readonly signal: AbortSignal;
  /** Takes the next message; a promise holds the following ones back. One that it throws on comes again. */
  take(message: JsMsg): Promise<void> | undefined;
  /** Told of what keeps messages from coming; they are asked for again. */
  onFault(error: unknown): void;
}

/** Messages asked for at once, and (ms) how long the server holds a question that it has nothing to answer. */
const [atOnce, patience] = [500, 3000];
/** (ms) Before it is tried again. */
const pause = 250;
/** Times in a row that a stream is not there before it is believed to be lost: some seconds, while servers begin. */
const absences = 20;

/**
 * Follows a stream until the signal is aborted. A message that nobody can read is told, and passed over: it must not hold up those
 * behind it. Throws `StreamLostError` where the stream is gone, or another has taken its place.
 */
export async function follow(bus: Bus, followed: Followed): Promise<void> {
  let last = followed.after;
  const seen = (sequence: number) => {
    last = sequence;
  };
  for (let absent = 0; !followed.signal.aborted; ) {
    try {
      const made = await madeOf(bus, followed.stream);
      absent = made === null ? absent + 1 : 0;
      if (made === null ? absent > absences : made !== bus.made[followed.stream])
        throw new StreamLostError(followed.stream, made, bus.made[followed.stream]);
      if (made !== null) await oneConsumer(bus, { ...followed, after: last }, seen);
    } catch (error) {
      if (followed.signal.aborted) return;
      if (error instanceof StreamLostError) throw error;
      followed.onFault(error);
    }
    await new Promise((resolve) => setTimeout(resolve, followed.signal.aborted ? 0 : pause));
  }
}

/** When the stream was made; null where there is none. */
async function madeOf({ manager }: Bus, stream: string): Promise<string | null> {
  try {
    return (await manager.streams.info(stream)).created;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A consumer of its own, which the server forgets some time after its end. Throws when a message is missing. */
async function oneConsumer(bus: Bus, followed: Followed, seen: (s: number) => void) {
  const { stream, subject, after, signal } = followed;
  const { name } = await bus.manager.consumers.add(stream, {
    filter_subject: subject,
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
    inactive_threshold: 30_000 * 1e6,
    mem_storage: true,
    num_replicas: 1,
  });
  const consumer = await bus.js.consumers.get(stream, name);
  let delivered = 0;
  while (!signal.aborted) {
    const messages = await consumer.fetch({ max_messages: atOnce, expires: patience });
    const before = delivered;
    const stop = () => messages.stop();
    signal.addEventListener("abort", stop);
    try {
      for await (const message of messages) {
        if (signal.aborted) return;
        const { deliverySequence, streamSequence } = message.info;
        if (deliverySequence !== ++delivered) throw new Error(`message ${delivered} of consumer ${name} is missing`);
        const taken = taking(followed, message);
        if (taken !== undefined) await taken;
        seen(streamSequence);
      }
    } finally {
      signal.removeEventListener("abort", stop);
    }
    if (delivered > before || signal.aborted) continue;
    // What was sent while the link was down is noticed here, should nothing follow it; and a consumer that is gone.
    const info = await consumer.info();
    if (info.delivered.consumer_seq !== delivered) throw new Error(`messages of consumer ${name} are missing`);
  }
}

/** Takes a message; one that nobody can read is passed over. */
function taking({ stream, take, onFault }: Followed, message: JsMsg): Promise<void> | undefined {
  const passOver = (error: unknown) => {
    if (!(error instanceof UnreadableMessageError)) throw error;
    onFault(new Error(`${stream}, message ${message.seq}: ${error.message}; it is passed over`));
  };
  try {
    return take(message)?.catch(passOver);
  } catch (error) {
    passOver(error);
    return undefined;
  }
}
