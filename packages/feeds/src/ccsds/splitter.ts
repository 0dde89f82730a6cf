import { headerLength, idle, longest, type PacketHeader, readHeader } from "./packet.ts";

/** What a stream of packets holds that is none: how many bytes were passed over. */
export type OnLost = (bytes: number) => void;

/**
 * Cuts a stream of bytes into packets, however they arrive. Where no packet can begin (`isKnown` says which APIDs there are), bytes are
 * passed over until one can; a header that is believed is believed with its length.
 */
export class Splitter {
  readonly #isKnown: (apid: number) => boolean;
  readonly #onLost: OnLost;
  #rest: Uint8Array = new Uint8Array(0);
  #lost = 0;

  constructor(isKnown: (apid: number) => boolean, onLost: OnLost) {
    this.#isKnown = isKnown;
    this.#onLost = onLost;
  }

  /** The packets that are whole with these bytes. */
  push(bytes: Uint8Array): Uint8Array[] {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const packets: Uint8Array[] = [];
    let at = 0;
    while (all.length - at >= headerLength) {
      const header = readHeader(all, at);
      if (header === null || !this.#mayBegin(header)) {
        at++;
        this.#lost++;
        continue;
      }
      this.#tellLost();
      if (all.length - at < header.length) break;
      packets.push(all.subarray(at, at + header.length));
      at += header.length;
    }
    this.#rest = all.slice(at);
    return packets;
  }

  /** (bytes) Kept until the packet that they begin is whole; never more than the longest packet. */
  get waiting(): number {
    return this.#rest.length;
  }

  /** No more comes: what is left is no packet. */
  end(): void {
    this.#lost += this.#rest.length;
    this.#rest = new Uint8Array(0);
    this.#tellLost();
  }

  #mayBegin({ apid, length }: PacketHeader): boolean {
    return length <= longest && (apid === idle || this.#isKnown(apid));
  }

  #tellLost(): void {
    if (this.#lost > 0) this.#onLost(this.#lost);
    this.#lost = 0;
  }
}
