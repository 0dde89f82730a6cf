import { second } from "@hullwatch/core/quantity";
import type { SourceRow } from "../feed/index.ts";
import { crc16, headerLength, idle, readHeader } from "./packet.ts";
import { Sequence } from "./sequence.ts";
import { readTimeCode, type TimeCode } from "./time-code.ts";
import { type Database, PacketReader } from "./xtce/index.ts";

export interface PacketSettings {
  readonly database: Database;
  /** Where the time of a packet stands; null where it has none, and counts as measured when it comes. */
  readonly time: { readonly code: TimeCode; readonly offset: number } | null;
  /** APIDs that are read; none are all. */
  readonly apids: ReadonlySet<number>;
  /** Whether every packet ends in a CRC-16 of all before. */
  readonly hasCrc: boolean;
}

/** What a packet is told to. */
export interface Told {
  gap(why: string, missing: number | null): void;
  fault(why: string): void;
}

/** Makes rows of packets. Nothing in a packet can make it throw. */
export class Packets {
  readonly #settings: PacketSettings;
  readonly #reader: PacketReader;
  readonly #sequence = new Sequence();

  constructor(settings: PacketSettings) {
    this.#settings = settings;
    this.#reader = new PacketReader(settings.database);
  }

  isKnown(apid: number): boolean {
    return this.#settings.apids.size === 0 || this.#settings.apids.has(apid);
  }

  /**
   * The rows of one packet, none for one that fills time or is of another APID. `now` (ms) is when it came. A packet that cannot
   * be used gives none and is told, with why.
   */
  rowsOf(packet: Uint8Array, now: number, told: Told): readonly SourceRow[] {
    const header = readHeader(packet);
    if (header === null) return drop(told, `found ${packet.length} bytes that begin as no packet of version 1`);
    if (header.length !== packet.length)
      return drop(told, `found ${packet.length} bytes, expected the ${header.length} that the packet says`);
    const { apid, count } = header;
    if (apid === idle || !this.isKnown(apid)) return [];
    if (this.#settings.hasCrc && crc16(packet) !== 0)
      return drop(told, `APID ${apid}, count ${count}: found another CRC than that of its bytes`);
    if (header.flags !== 3) return drop(told, `APID ${apid}, count ${count}: found a segment, expected a whole packet`);
    const time = this.#timeOf(packet, header.hasSecondaryHeader, now);
    if (time === null) return drop(told, `APID ${apid}, count ${count}: found no time where it should stand`);
    const decoded = this.#reader.read(packet);
    if ("reason" in decoded) return drop(told, `APID ${apid}, count ${count}: ${decoded.reason}`);
    // Only a packet that is sound moves the count: a broken one may have any.
    const follows = this.#sequence.take(apid, count, this.#settings.time === null ? crc16(packet) : time);
    // Where time is that of arrival, nothing behind this could tell that its rows have come before.
    if (follows.kind === "repeat" && this.#settings.time === null) return [];
    if (follows.kind === "gap")
      told.gap(`APID ${apid}: ${follows.missing} packets before count ${count}`, follows.missing);
    if (follows.kind === "restart") told.gap(`APID ${apid}: counts began anew at ${count}`, null);
    return decoded.map(({ parameter, value }) => ({
      time: second(time),
      name: parameter.qualified,
      value,
      unit: parameter.unit,
      quality: typeof value === "number" && Number.isNaN(value) ? "bad" : "good",
    }));
  }

  #timeOf(packet: Uint8Array, hasSecondaryHeader: boolean, now: number): number | null {
    const { time } = this.#settings;
    if (time === null) return now / 1000;
    if (!hasSecondaryHeader) return null;
    return readTimeCode(packet, headerLength + time.offset, time.code)?.time ?? null;
  }
}

function drop(told: Told, why: string): readonly SourceRow[] {
  told.fault(why);
  return [];
}
