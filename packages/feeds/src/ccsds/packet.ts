/** Space packets (CCSDS 133.0-B-2). */

/** (bytes) Of the primary header. */
export const headerLength = 6;
/** (bytes) The longest packet: header, and 65,536 of data (4.1.3.5.3). */
export const longest = headerLength + 65_536;
/** APID of packets that only fill time (4.1.3.3.4.4). */
export const idle = 0x7ff;
/** Sequence counts are modulo this (4.1.3.4.3). */
export const countModulus = 16_384;

export interface PacketHeader {
  readonly apid: number;
  readonly hasSecondaryHeader: boolean;
  /** 3 unsegmented, 1 first, 0 continuation, 2 last. */
  readonly flags: number;
  readonly count: number;
  /** (bytes) Of the whole packet. */
  readonly length: number;
}

/** The primary header that begins at `at`; null where the packet version number is not 0 or there are fewer than six bytes. */
export function readHeader(bytes: Uint8Array, at = 0): PacketHeader | null {
  if (bytes.length - at < headerLength) return null;
  const first = bytes[at];
  if (first >> 5 !== 0) return null;
  return {
    apid: ((first & 0x07) << 8) | bytes[at + 1],
    hasSecondaryHeader: (first & 0x08) !== 0,
    flags: bytes[at + 2] >> 6,
    count: ((bytes[at + 2] & 0x3f) << 8) | bytes[at + 3],
    length: headerLength + ((bytes[at + 4] << 8) | bytes[at + 5]) + 1,
  };
}

/** CRC-16 of polynomial x^16 + x^12 + x^5 + 1, begun with all ones; 0 over data that end in their own CRC (ECSS-E-ST-70-41C, annex B). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
