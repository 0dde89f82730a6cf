/** Times of a recording: ISO 8601 with a zone, or UNIX seconds. All functions give UNIX seconds, NaN where unreadable. */

/** What a message says of a time that could not be read. */
export const expectedTime = "an ISO 8601 time with a zone (2018-08-29T22:00:00Z) or UNIX seconds";

/**
 * Years that a recording may be of. Others are damage, or milliseconds written for seconds; and within them a
 * microsecond count is an exact integer.
 */
const [firstYear, lastYear] = [1900, 2199];
const earliest = Date.UTC(firstYear, 0) / 1000;
const latest = Date.UTC(lastYear + 1, 0) / 1000;
const inYears = (year: number) => year >= firstYear && year <= lastYear;

const iso =
  /^(\d{4})-(?:(\d\d)-(\d\d)|(\d{3}))[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)$/i;
/** The same without its dashes and colons, as ISO 8601 allows: 20180829T220000Z. */
const basic = /^(\d{4})(\d{4}|\d{3})T(\d\d)(\d\d)(\d\d)?(?=[.,Z+-])/i;
/** With an exponent as well: numerical tools write 1.535580000000000000e+09. */
const unix = /^[+-]?\d+(\.\d*)?(e\+?\d+)?$/i;

/** A time in basic format as `iso` reads it; any other text as it is. */
const extended = (text: string) =>
  text.replace(basic, (_, year: string, date: string, h: string, min: string, s?: string) => {
    const day = date.length === 4 ? `${date.slice(0, 2)}-${date.slice(2)}` : date;
    return `${year}-${day}T${h}:${min}${s === undefined ? "" : `:${s}`}`;
  });

/** Seconds from 1970 to the start of a day; NaN where the calendar has no such day. */
function dayStart(year: number, month: number, day: number): number {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && inYears(year) ? ms / 1000 : Number.NaN;
}

/** Day of the year, as CCSDS 301.0-B time code B writes dates. */
function ordinalStart(year: number, dayOfYear: number): number {
  const ms = Date.UTC(year, 0, dayOfYear);
  return new Date(ms).getUTCFullYear() === year && inYears(year) ? ms / 1000 : Number.NaN;
}

/**
 * Reads any time that a recording may hold: calendar or ordinal date, `T` or a blank, a fraction to the
 * microsecond, `Z` or an offset, a leap second, extended or basic format; or UNIX seconds. A time without a zone is refused: it could be any of 24 hours.
 */
export function readTime(text: string): number {
  const m = iso.exec(extended(text));
  if (m === null) {
    const seconds = unix.test(text) ? Number(text) : Number.NaN;
    return seconds >= earliest && seconds < latest ? seconds : Number.NaN;
  }
  const [hour, minute, second] = [Number(m[5]), Number(m[6]), Number(m[7] ?? 0)];
  const [offsetHour, offsetMinute] = [Number(m[11] ?? 0), Number(m[12] ?? 0)];
  const leap = second === 60 && minute === 59;
  if (hour > 23 || minute > 59 || (second > 59 && !leap) || offsetHour > 23 || offsetMinute > 59) return Number.NaN;
  const start = m[4] ? ordinalStart(Number(m[1]), Number(m[4])) : dayStart(Number(m[1]), Number(m[2]), Number(m[3]));
  const offset = (m[10] === "-" ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60;
  const micros = Number((m[8] ?? "").slice(0, 6).padEnd(6, "0"));
  return ((start + hour * 3600 + minute * 60 + second - offset) * 1e6 + micros) / 1e6;
}

/** The digit at `i`, or a number over 9. */
const digit = (text: string, i: number) => (text.charCodeAt(i) - 48) >>> 0;

/** The two-digit number at `i`, or a number over 99. */
function pair(text: string, i: number): number {
  const tens = digit(text, i);
  const ones = digit(text, i + 1);
  return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones;
}

const [dash, letterT, colon, point, letterZ] = ["-", "T", ":", ".", "Z"].map((c) => c.charCodeAt(0));

/**
 * A reader of the one layout that most recordings hold, `YYYY-MM-DDTHH:MM:SSZ` or `….fffZ`, at a place inside a longer
 * text. It remembers the day, which is the costly part and changes once in 100,000 rows. `read` gives NaN for any
 * other layout (ask `readTime` then) and leaves the number of characters read in `length`.
 */
export function createFixedTimeReader() {
  let knownDay = -1;
  let knownStart = Number.NaN;
  const reader = {
    length: 0,
    read(text: string, at: number): number {
      const century = pair(text, at);
      const year = pair(text, at + 2);
      const month = pair(text, at + 5);
      const day = pair(text, at + 8);
      const hour = pair(text, at + 11);
      const minute = pair(text, at + 14);
      const second = pair(text, at + 17);
      if (century > 99 || year > 99 || month > 12 || day > 31 || hour > 23 || minute > 59 || second > 59) return NaN;
      if (text.charCodeAt(at + 4) !== dash || text.charCodeAt(at + 7) !== dash) return NaN;
      if (text.charCodeAt(at + 10) !== letterT) return NaN;
      if (text.charCodeAt(at + 13) !== colon || text.charCodeAt(at + 16) !== colon) return NaN;
      const key = century * 1_000_000 + year * 10_000 + month * 100 + day;
      if (key !== knownDay) {
        knownDay = key;
        knownStart = dayStart(century * 100 + year, month, day);
      }
      const whole = knownStart + hour * 3600 + minute * 60 + second;
      const next = text.charCodeAt(at + 19);
      if (next === letterZ) {
        reader.length = 20;
        return whole;
      }
      const hundredths = pair(text, at + 20);
      const thousandth = digit(text, at + 22);
      if (next !== point || hundredths > 99 || thousandth > 9 || text.charCodeAt(at + 23) !== letterZ) return NaN;
      reader.length = 24;
      return (whole * 1000 + hundredths * 10 + thousandth) / 1000;
    },
  };
  return reader;
}
