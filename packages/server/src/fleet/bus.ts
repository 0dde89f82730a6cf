import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  StorageType,
} from "@nats-io/jetstream";
import { type KV, Kvm } from "@nats-io/kv";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { FleetSetupError } from "./errors.ts";
import { eventsStream, leasesBucket, marksBucket, rowsStream, statesBucket } from "./names.ts";

export interface BusOptions {
  /** `nats://host:4222`, or several with commas between. */
  readonly url: string;
  /** Copies that JetStream keeps, where the streams are made now: 1, 3 or 5. */
  readonly replicas: number;
  /** Parts into which stations are dealt, where the streams are made now. */
  readonly partitions: number;
  /** (days) What is older is removed from the streams, where they are made now. */
  readonly days: number;
  /** How the servers shall know this process. */
  readonly name: string;
  /** PEM of the authority that signed the servers' certificates. */
  readonly ca?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Told when the servers are not reached, and when they are again: `why` is null then. */
  onLine?(why: string | null): void;
  /** The connection is over for good, and nobody has closed it: the process had better end. */
  onClosed?(error: Error): void;
}

/** The streams and stores by which the processes of a fleet speak to each other. */
export interface Bus {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly leases: KV;
  readonly states: KV;
  readonly marks: KV;
  readonly partitions: number;
  /** Of the stream of rows as it was made: positions of another mean nothing here. */
  readonly journal: string;
  /** When each stream was made, by its name: one that was lost and made anew begins to count anew. */
  readonly made: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** (ms) Messages of one id within this are one message: longer than any process tries to give it again. */
const duplicates = 600_000;
/** (ms) */
const day = 86_400_000;

/** Connects, waiting for the servers where they are not there yet, and makes the streams where there are none. Throws `FleetSetupError`. */
export async function openBus(options: BusOptions): Promise<Bus> {
  const connection = await connected(options);
  void watch(connection, options);
  try {
    return await open(connection, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Tries until the servers are reached: nobody waits without hearing for what. */
async function connected({ url, name, ca, user, password: pass, onLine }: BusOptions): Promise<NatsConnection> {
  for (let told: string | null = null; ; ) {
    try {
      const connection = await connect({
        servers: url.split(",").map((one) => one.trim().replace(/^(?:nats|tls):\/\//, "")),
        name,
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        pingInterval: 5000,
        ...(url.startsWith("tls:") && { tls: ca === undefined ? {} : { ca } }),
        ...(user !== undefined && { user }),
        ...(pass !== undefined && { pass }),
      });
      if (told !== null) onLine?.(null);
      return connection;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (why !== told) onLine?.(why);
      told = why;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function watch(connection: NatsConnection, { onLine, onClosed }: BusOptions): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === "disconnect") onLine?.(`the line to ${status.server} is lost`);
    else if (status.type === "reconnect") onLine?.(null);
    else if (status.type === "error") onLine?.(status.error.message);
  }
  const error = await connection.closed();
  if (error) onClosed?.(error);
}

async function open(connection: NatsConnection, options: BusOptions): Promise<Bus> {
  const manager = await patiently(() => jetstreamManager(connection, { timeout: 2500 }));
  // A leader that is gone answers nothing: who waits for it longer is as long without the next one.
  const js = jetstream(connection, { timeout: 2500 });
  const { replicas } = options;
  const rows = await patiently(() => ensureStream(manager, rowsStream, "hullwatch.rows.>", options));
  const partitions = Number.parseInt(rows.config.description ?? "", 10);
  if (!(partitions >= 1)) {
    throw new FleetSetupError(rowsStream, "no number of partitions", "a stream that Hullwatch has made");
  }
  const events = await patiently(() => ensureStream(manager, eventsStream, "hullwatch.events.>", options));
  const kvm = new Kvm(js);
  // Read from the leader alone: a copy that is behind, or was spoilt by a kill, would have a writer wait for what never comes. And the
  // value before the last is kept, should a server that was killed come back without the last one.
  const settings = { history: 3, replicas, storage: StorageType.File, allow_direct: false };
  const bucket = (id: string) => patiently(() => kvm.create(id, settings));
  const [leases, states, marks] = [await bucket(leasesBucket), await bucket(statesBucket), await bucket(marksBucket)];
  return {
    connection,
    js,
    manager,
    leases,
    states,
    marks,
    partitions,
    journal: rows.created,
    made: { [rowsStream]: rows.created, [eventsStream]: events.created },
    close: () => connection.close(),
  };
}

async function ensureStream(manager: JetStreamManager, name: string, subject: string, options: BusOptions) {
  const { replicas, partitions, days } = options;
  try {
    return await manager.streams.info(name);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.status !== 404) throw error;
  }
  return manager.streams.add({
    name,
    subjects: [subject],
    description: `${partitions} partitions of stations`,
    num_replicas: replicas,
    storage: StorageType.File,
    // A full stream refuses, and what is refused is kept by whoever sends: nothing that was acknowledged is pushed out.
    discard: DiscardPolicy.New,
    max_age: days * day * 1e6,
    duplicate_window: duplicates * 1e6,
    allow_direct: true,
  });
}

/** (ms) Between two tries. */
const pause = 500;
const tries = 120;

/** A cluster that has just begun has no leader for some seconds. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await act();
    } catch (error) {
      const isFinal = error instanceof JetStreamApiError && error.status < 500 && error.status !== 408;
      if (left === 0 || isFinal) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Whether the server has refused a write because another one came before it. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof JetStreamApiError && [10071, 10164].includes(error.code);

/** Whether there is no such thing on the server. */
export const isMissing = (error: unknown): boolean => error instanceof JetStreamApiError && error.status === 404;

/** Removes a key, with all that is known of it. */
export async function removeKey({ manager }: Bus, bucket: string, key: string): Promise<void> {
  await manager.streams.purge(`KV_${bucket}`, { filter: `$KV.${bucket}.${key}` });
}

/** The keys of a bucket below a prefix (`3.`), whether they hold a value or are deleted. */
export async function keysBelow({ manager }: Bus, bucket: string, prefix = ""): Promise<string[]> {
  const head = `$KV.${bucket}.`;
  const { state } = await manager.streams.info(`KV_${bucket}`, { subjects_filter: `${head}${prefix}>` });
  return Object.keys(state.subjects ?? {}).map((subject) => subject.slice(head.length));
}
