import type { Link, Source, SourceRow } from "../feed/index.ts";
import { type Endpoint, receiveDatagrams, receiveStream } from "./link.ts";
import { readHeader } from "./packet.ts";
import { type PacketSettings, Packets } from "./packets.ts";
import { Splitter } from "./splitter.ts";

export interface CcsdsOptions extends PacketSettings {
  readonly protocol: "udp" | "tcp";
  readonly endpoint: Endpoint;
  /** Addresses whose datagrams are believed; none are all. */
  readonly senders: readonly string[];
}

/** Space packets over UDP or TCP, laid out by an XTCE file. */
export class Ccsds implements Source {
  readonly #options: CcsdsOptions;
  readonly #packets: Packets;
  /** What the station calls a parameter of the file, by its qualified name. */
  #names = new Map<string, string | null>();

  constructor(options: CcsdsOptions) {
    this.#options = options;
    this.#packets = new Packets(options);
  }

  async run(link: Link, signal: AbortSignal): Promise<void> {
    this.#names = new Map(
      this.#options.database.parameters.map(({ qualified, name }) => [
        qualified,
        [qualified, name].find((one) => link.names.parameterOf(one) !== null) ?? null,
      ]),
    );
    if (this.#options.protocol === "udp") await this.#datagrams(link, signal);
    else await this.#stream(link, signal);
  }

  async #datagrams(link: Link, signal: AbortSignal): Promise<void> {
    const { endpoint, senders } = this.#options;
    const heard = {
      listening: () => link.up(),
      stranger: (address: string) =>
        link.fault(`found a datagram of ${address}, expected one of ${senders.join(", ")}`),
      datagram: (bytes: Uint8Array) => {
        const rows = packetsIn(bytes).flatMap((packet) => this.#rows(packet, link));
        if (rows.length > 0) link.offer(rows);
      },
    };
    await receiveDatagrams(endpoint, senders, heard, signal);
  }

  async #stream(link: Link, signal: AbortSignal): Promise<void> {
    const splitter = new Splitter(
      (apid) => this.#packets.isKnown(apid),
      (bytes) => link.fault(`found ${bytes} bytes between packets, expected none`),
    );
    try {
      await receiveStream(
        this.#options.endpoint,
        {
          connected: () => link.up(),
          bytes: async (bytes) => {
            const rows = splitter.push(bytes).flatMap((packet) => this.#rows(packet, link));
            if (rows.length > 0) await link.rows(rows);
          },
        },
        signal,
      );
    } finally {
      splitter.end();
    }
  }

  #rows(packet: Uint8Array, link: Link): readonly SourceRow[] {
    return this.#packets.rowsOf(packet, link.clock.now(), link).flatMap((row) => {
      const name = this.#names.get(row.name) ?? null;
      return name === null ? [] : [{ ...row, name }];
    });
  }
}

/** The packets of one datagram, one behind the other; what is left over is given as a packet too, to be told as none. */
function packetsIn(bytes: Uint8Array): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = Math.min(readHeader(bytes, at)?.length ?? Number.POSITIVE_INFINITY, bytes.length - at);
    packets.push(bytes.subarray(at, at + length));
    at += length;
  }
  return packets;
}
