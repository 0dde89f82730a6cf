/** Reading a stream in order, whatever happens to the servers: every message once, and none left out. */
import { AckPolicy, DeliverPolicy, type JsMsg } from "@nats-io/jetstream";
import type { Bus } from "./bus.ts";

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

/** Follows a stream until the signal is aborted. */
export async function follow(bus: Bus, followed: Followed): Promise<void> {
  let last = followed.after;
  const seen = (sequence: number) => {
    last = sequence;
  };
  while (!followed.signal.aborted) {
    try {
      await oneConsumer(bus, { ...followed, after: last }, seen);
    } catch (error) {
      if (followed.signal.aborted) return;
      followed.onFault(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** A consumer of its own, which the server forgets some time after its end. Throws when a message is missing. */
async function oneConsumer(bus: Bus, { stream, subject, after, signal, take }: Followed, seen: (s: number) => void) {
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
        const taken = take(message);
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
