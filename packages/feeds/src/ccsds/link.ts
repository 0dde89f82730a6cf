/** Where packets come from: datagrams, or a stream that is connected to. */
import { createSocket, type RemoteInfo } from "node:dgram";
import { connect, isIPv6 } from "node:net";

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** (bytes) What the system may keep of datagrams while this process is busy. */
const receiveBuffer = 4 << 20;

const isMulticast = (host: string) => /^2(?:2[4-9]|3\d)\./.test(host) || /^ff/i.test(host);

/**
 * Listens for datagrams until `signal` is aborted; of a multicast group where the host is one. Throws where the port cannot be listened
 * on. `senders`: addresses that are believed; none are all.
 */
export async function receiveDatagrams(
  { host, port }: Endpoint,
  senders: readonly string[],
  heard: { listening(): void; datagram(bytes: Uint8Array): void; stranger(address: string): void },
  signal: AbortSignal,
): Promise<void> {
  const socket = createSocket({ type: isIPv6(host) ? "udp6" : "udp4", reuseAddr: isMulticast(host) });
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (signal.aborted) resolve();
      socket.on("error", reject);
      socket.on("message", (bytes: Uint8Array, { address }: RemoteInfo) => {
        if (senders.length === 0 || senders.includes(address)) heard.datagram(bytes);
        else heard.stranger(address);
      });
      socket.bind({ port, ...(!isMulticast(host) && { address: host }) }, () => {
        if (isMulticast(host)) socket.addMembership(host);
        try {
          socket.setRecvBufferSize(receiveBuffer);
        } catch {
          // The system may allow less; then its own size stays.
        }
        heard.listening();
      });
    });
  } finally {
    await new Promise<void>((resolve) => socket.close(() => resolve()));
  }
}

/** Connects, and hands on what comes, piece by piece, until the other side ends or `signal` is aborted. Throws where the connection breaks. */
export async function receiveStream(
  { host, port }: Endpoint,
  heard: { connected(): void; bytes(bytes: Uint8Array): Promise<void> },
  signal: AbortSignal,
): Promise<void> {
  const socket = connect({ host, port });
  const end = () => socket.destroy();
  signal.addEventListener("abort", end, { once: true });
  try {
    if (signal.aborted) return;
    socket.setKeepAlive(true, 10_000);
    socket.once("connect", () => heard.connected());
    for await (const bytes of socket) await heard.bytes(bytes as Uint8Array);
    if (!signal.aborted) throw new Error("the other side has closed the connection");
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", end);
    socket.destroy();
  }
}
