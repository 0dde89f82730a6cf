import { setImmediate } from "node:timers/promises";
import { type ConnectionOptions, connect, credsAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../clock/index.ts";
import type { Address } from "./settings.ts";

/** (ms) A line over which nothing has come for three of these is cut, whatever the operating system says. */
const pingEvery = 1000;
/** (ms) */
const patience = 3000;
/** (ms) Trying costs one packet, and what is known elsewhere is wanted at once: no longer waits for longer cuts. */
const again = 1000;

const optionsOf = ({ url, user, password: pass, credentials, ca }: Address): ConnectionOptions => {
  const { host, protocol } = new URL(url);
  return {
    servers: host,
    reconnect: false,
    ignoreClusterUpdates: true,
    timeout: patience,
    pingInterval: pingEvery,
    maxPingOut: 2,
    ...(user !== undefined && { user }),
    ...(pass !== undefined && { pass }),
    ...(credentials !== undefined && { authenticator: credsAuthenticator(Buffer.from(credentials)) }),
    ...(protocol === "tls:" && { tls: ca === undefined ? {} : { ca } }),
  };
};

export interface Keeping {
  readonly address: Address;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Works on a connection until `over` is aborted: when the line is cut, or all is to end. */
  readonly work: (connection: NatsConnection, over: AbortSignal) => Promise<void>;
  /** The line is cut, or could not be made. */
  readonly lost: (why: string) => void;
}

/** Keeps a connection to a NATS server until `signal` is aborted: what is cut is tried again once a second. */
export async function keepConnected({ address, clock, signal, work, lost }: Keeping): Promise<void> {
  while (!signal.aborted) {
    const over = new AbortController();
    const end = () => over.abort();
    signal.addEventListener("abort", end);
    let connection: NatsConnection | null = null;
    try {
      connection = await connect(optionsOf(address));
      if (signal.aborted) return;
      const closed = connection.closed().then((error) => {
        over.abort();
        throw error ?? new Error("the NATS server has closed the connection");
      });
      await Promise.race([work(connection, over.signal), closed]);
    } catch (error) {
      if (!signal.aborted) lost(error instanceof Error ? error.message : String(error));
    } finally {
      signal.removeEventListener("abort", end);
      over.abort();
      // Where the other side has just gone, what was written last fails in a moment. The client forgets to listen to its socket once it
      // is closed, and then that failure would end the process.
      await setImmediate();
      await connection?.close().catch(() => {});
    }
    await clock.sleep(again, signal);
  }
}
