/** Time codes of CCSDS 301.0-B-4: CUC (3.2) and CDS (3.3). */
import { readUnsigned } from "./bits.ts";
import { taiOfUtc, utcOfTai } from "./leap-seconds.ts";

/** (s) UNIX time of 1 January 1958, the epoch of level 1. */
const epoch1958 = Date.UTC(1958, 0, 1) / 1000;

/** The layout of a code whose P-field is not sent with it. */
export type TimeLayout =
  | { readonly code: "cuc"; readonly coarse: number; readonly fine: number }
  /** `part`: bytes below the millisecond: 0 none, 2 microseconds, 4 picoseconds. */
  | { readonly code: "cds"; readonly days: 2 | 3; readonly part: 0 | 2 | 4 };

export interface TimeCode {
  /** null: the P-field comes before each time and says it. */
  readonly layout: TimeLayout | null;
  /** (s) UNIX time of the epoch that the agency has agreed on; null for that of level 1, 1958. */
  readonly epoch: number | null;
  /** Whether CUC counts every second since the epoch, as TAI does, or leaves leap seconds out, as UNIX time does. */
  readonly scale: "tai" | "utc";
}

/** Reads layouts as an option writes them: `cuc:4.2` (bytes of seconds and of their fraction), `cds:16`, `cds:24.us`, `cds:16.ps`; null for others. */
export function readLayout(text: string): TimeLayout | null {
  const cuc = /^cuc:([1-7])\.(\d|10)$/.exec(text);
  if (cuc !== null) return { code: "cuc", coarse: Number(cuc[1]), fine: Number(cuc[2]) };
  const cds = /^cds:(16|24)(?:\.(us|ps))?$/.exec(text);
  if (cds === null) return null;
  const part = cds[2] === undefined ? 0 : cds[2] === "us" ? 2 : 4;
  return { code: "cds", days: cds[1] === "16" ? 2 : 3, part };
}

/** A time, and how many bytes it took. */
export interface ReadTime {
  /** (s) UNIX time. */
  readonly time: number;
  readonly length: number;
}

/** The time that begins at byte `at`; null where the bytes are too few, the P-field means nothing, or a day would have too many milliseconds. */
export function readTimeCode(bytes: Uint8Array, at: number, { layout, epoch, scale }: TimeCode): ReadTime | null {
  const field = layout === null ? readPField(bytes, at) : { layout, length: 0, isAgency: epoch !== null };
  if (field === null) return null;
  const start = at + field.length;
  const isTai = field.layout.code === "cuc" && scale === "tai";
  const agreed = epoch ?? Number.NaN;
  const own = field.isAgency ? (isTai ? taiOfUtc(agreed) : agreed) : epoch1958;
  const read = field.layout.code === "cuc" ? readCuc(bytes, start, field.layout) : readCds(bytes, start, field.layout);
  if (read === null) return null;
  const time = own + read.seconds;
  if (!Number.isFinite(time)) return null;
  return { time: isTai ? utcOfTai(time) : time, length: field.length + read.length };
}

interface PField {
  readonly layout: TimeLayout;
  readonly length: number;
  readonly isAgency: boolean;
}

/** 301.0-B-4, 3.2.2 and 3.3.2. */
function readPField(bytes: Uint8Array, at: number): PField | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const code = (first >> 4) & 7;
  const isExtended = first >= 0x80;
  if (code === 1 || code === 2) {
    const more = isExtended ? bytes[at + 1] : 0;
    // A third octet is reserved.
    if (more === undefined || more >= 0x80) return null;
    const coarse = ((first >> 2) & 3) + 1 + ((more >> 5) & 3);
    const fine = (first & 3) + ((more >> 2) & 7);
    return { layout: { code: "cuc", coarse, fine }, length: isExtended ? 2 : 1, isAgency: code === 2 };
  }
  const part = ([0, 2, 4] as const)[first & 3];
  if (code !== 4 || isExtended || part === undefined) return null;
  return { layout: { code: "cds", days: first & 4 ? 3 : 2, part }, length: 1, isAgency: (first & 8) !== 0 };
}

interface Seconds {
  readonly seconds: number;
  readonly length: number;
}

function readCuc(bytes: Uint8Array, at: number, { coarse, fine }: { coarse: number; fine: number }): Seconds | null {
  const length = coarse + fine;
  if (at + length > bytes.length) return null;
  // Beyond six bytes of fraction nothing is left in a double.
  const kept = Math.min(fine, 6);
  const fraction = readUnsigned(bytes, 8 * (at + coarse), 8 * kept) / 2 ** (8 * kept);
  return { seconds: readUnsigned(bytes, 8 * at, 8 * coarse) + fraction, length };
}

/** (ms) Of a day with a leap second; a later one is no time. */
const longestDay = 86_401_000;

function readCds(bytes: Uint8Array, at: number, { days, part }: { days: number; part: number }): Seconds | null {
  const length = days + 4 + part;
  if (at + length > bytes.length) return null;
  const ms = readUnsigned(bytes, 8 * (at + days), 32);
  if (ms >= longestDay) return null;
  const below = readUnsigned(bytes, 8 * (at + days + 4), 8 * part);
  const seconds = below / (part === 2 ? 1e6 : 1e12);
  if (seconds >= 0.001) return null;
  return { seconds: readUnsigned(bytes, 8 * at, 8 * days) * 86_400 + ms / 1000 + seconds, length };
}
