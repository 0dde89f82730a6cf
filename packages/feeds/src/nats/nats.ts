import { AckPolicy, DeliverPolicy, type JetStreamManager, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { type ConnectionOptions, connect, credsAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { type Link, rowsOfJson, type Source, type SourceRow } from "../feed/index.ts";

export interface NatsOptions {
  readonly url: URL;
  readonly subject: string;
  /** JetStream stream that keeps what is missed; null to listen to what is said now alone. */
  readonly stream: string | null;
  /** By which the stream knows how far this server has come. */
  readonly consumer: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly credentials: string | undefined;
  readonly ca: string | undefined;
}

/** One message, however it came. */
interface Message {
  readonly subject: string;
  readonly data: Uint8Array;
}

/** (messages) Asked for at once: bounded, and enough that the way there and back costs nothing. */
const atOnce = 500;

/** (ms) A message that was given to a link that broke comes again after this. */
const comesAgain = 5000;

/** JSON rows on a subject of NATS, from a stream of JetStream where there is one. */
export class Nats implements Source {
  readonly #options: NatsOptions;

  constructor(options: NatsOptions) {
    this.#options = options;
  }

  async run(link: Link, signal: AbortSignal): Promise<void> {
    const connection = await connect(this.#settings());
    const end = () => void connection.close();
    signal.addEventListener("abort", end);
    try {
      if (signal.aborted) return;
      const { stream } = this.#options;
      await (stream === null ? this.#listen(connection, link) : this.#consume(connection, stream, link));
      const error = await connection.closed();
      if (!signal.aborted) throw error ?? new Error("the server has closed the connection");
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      signal.removeEventListener("abort", end);
      await connection.close();
    }
  }

  #settings(): ConnectionOptions {
    const { url, user, password: pass, credentials, ca } = this.#options;
    return {
      servers: url.host,
      reconnect: false,
      // The address that was given is the one that is meant, whatever others the cluster tells of.
      ignoreClusterUpdates: true,
      timeout: 10_000,
      pingInterval: 10_000,
      ...(user !== undefined && { user }),
      ...(pass !== undefined && { pass }),
      ...(credentials !== undefined && { authenticator: credsAuthenticator(Buffer.from(credentials)) }),
      ...(url.protocol === "tls:" && { tls: ca === undefined ? {} : { ca } }),
    };
  }

  async #listen(connection: NatsConnection, link: Link): Promise<void> {
    const subscription = connection.subscribe(this.#options.subject);
    await connection.flush();
    link.up();
    // Nobody holds back who publishes: what waits here is bounded, and what is too much is told.
    for await (const message of subscription) {
      const rows = this.#read(message, link);
      if (rows.length > 0) link.offer(rows);
    }
  }

  async #consume(connection: NatsConnection, stream: string, link: Link): Promise<void> {
    const manager = await jetstreamManager(connection);
    const { consumer: name } = this.#options;
    await this.#makeConsumer(manager, stream, name);
    const consumer = await jetstream(connection).consumers.get(stream, name);
    const messages = await consumer.consume({ max_messages: atOnce, abort_on_missing_resource: true });
    const closed = connection.closed().then(() => messages.stop());
    link.up();
    // Messages are handed on as they come and acknowledged as they are kept; JetStream sends no more than `max_ack_pending`.
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => messages.stop());
    for await (const message of messages) {
      this.#take(message, link).then(() => message.ack(), failed.reject);
    }
    await Promise.race([closed, failed.promise]);
  }

  /** A consumer that is there goes on from where it was; a new one begins with all that the stream has. */
  async #makeConsumer(manager: JetStreamManager, stream: string, name: string): Promise<void> {
    await manager.consumers.add(stream, {
      durable_name: name,
      filter_subject: this.#options.subject,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      max_ack_pending: 2 * atOnce,
      ack_wait: comesAgain * 1e6,
    });
  }

  async #take(message: Message, link: Link): Promise<void> {
    const rows = this.#read(message, link);
    if (rows.length > 0) await link.rows(rows);
  }

  /** The rows of a message; none for one that cannot be read, which is told. */
  #read({ subject, data }: Message, link: Link): readonly SourceRow[] {
    const name = link.names.parameterOf(subject) === null ? (subject.split(".").at(-1) ?? subject) : subject;
    const now = this.#options.stream === null ? link.clock.now() : null;
    try {
      return rowsOfJson(Buffer.from(data).toString("utf8"), { name, now });
    } catch (error) {
      link.fault(`${subject}: ${error instanceof Error ? error.message : error}`);
      return [];
    }
  }
}
