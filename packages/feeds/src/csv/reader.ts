import type { Input } from "@hullwatch/core/engine";
import type { Station } from "@hullwatch/core/station";
import { quoted, RecordingError, type Reject } from "./errors.ts";
import { splitRecord } from "./fields.ts";
import { createRows, isNote, type Rows } from "./rows.ts";
import { emptyTally, type Tally } from "./tally.ts";

/** (characters) Of one line, and of one note over all its lines. */
const longest = 65_536;
const columns = "time,parameter,value";

export interface ReaderOptions {
  /** Named in errors. */
  readonly file: string;
  /** Told of every line that could not be used, in order. What it throws ends the reading. */
  readonly onReject?: ((reject: Reject) => void) | undefined;
  /** Told of every comment, `#` included. */
  readonly onComment?: ((text: string) => void) | undefined;
}

/** Text goes in as it comes, inputs come out; never more than one record is held. */
export interface Reader<Row = Input> {
  readonly tally: Tally;
  push(text: string): Row[];
  /** Says that nothing follows; `cut` where the source broke off, so that a last line without its end is no row. */
  end(cut?: boolean): Row[];
}

/**
 * Reads the text of a recording. A bad line costs that line and nothing else: a quote that is never closed ends where
 * the next line begins as a row does. Throws `RecordingError` for a text that has no header.
 *
 * The splitting is our own because every library tried loses the rows behind an unclosed quote, and those that name a line
 * (csv-parse, fast-csv) need 1 to 2 µs a row for splitting alone; `bench/csv-readers.ts` prints the table.
 */
export function createReader(station: Station, options: ReaderOptions): Reader {
  const tally = emptyTally();
  return readerOf(createRows(station, tally), tally, options);
}

/** The same, for those who make something else of a row. */
export function readerOf<Row extends object>(rows: Rows<Row>, tally: Tally, options: ReaderOptions): Reader<Row> {
  let carry = "";
  /** The line that `carry` begins has grown past `longest`, and only its head is kept. */
  let overlong = false;
  let open: { lines: string[]; start: number; size: number } | null = null;

  function reject(fault: Reject) {
    tally.rejected++;
    options.onReject?.(fault);
  }

  function header(line: string, number: number) {
    const found = splitRecord(line);
    const names = found.kind === "fields" ? found.fields.map((f) => f.trim().toLowerCase()).join() : "";
    if (names !== columns) {
      throw new RecordingError(options.file, {
        line: number,
        column: 1,
        found: quoted(line),
        expected: `the header ${columns}`,
      });
    }
    tally.header = 1;
  }

  function comment(line: string, number: number) {
    const fault = rows.comment(line);
    if (fault !== null) return reject({ line: number, ...fault });
    tally.comments++;
    options.onComment?.(line);
  }

  function record(fields: readonly string[], starts: readonly number[], number: number, out: Row[]) {
    const result = rows.row(fields, starts);
    if (result !== null && "expected" in result) return reject({ line: number, ...result });
    tally.rows++;
    if (result !== null) out.push(result);
  }

  /** A whole line that begins a record or is none; `raw` may end in a carriage return. */
  function line(raw: string, number: number, out: Row[]) {
    const text = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (raw.length > longest) tooLong(number);
    else if (text.trim() === "") tally.blanks++;
    else if (text.startsWith("#")) comment(text, number);
    else if (tally.header === 0) header(text, number);
    else rowLine(text, raw, number, out);
  }

  function rowLine(text: string, raw: string, number: number, out: Row[]) {
    const split = splitRecord(text);
    if (split.kind === "fields") return record(split.fields, split.starts, number, out);
    if (split.kind === "broken") {
      const expected = "a comma or the end of the line after the closing quote (a quote inside is doubled)";
      return reject({ line: number, column: split.at + 1, found: quoted(split.found), expected });
    }
    if (rows.begins(text) && isNote(text)) open = { lines: [raw], start: number, size: raw.length };
    else unclosed(text, number);
  }

  function tooLong(number: number) {
    reject({ line: number, column: longest + 1, found: "more", expected: `a line of at most ${longest} characters` });
  }

  function unclosed(text: string, number: number) {
    reject({
      line: number,
      column: text.indexOf('"') + 1,
      found: "a quote that is never closed",
      expected: 'a closing "',
    });
  }

  /** A further line of a note. */
  function further(note: NonNullable<typeof open>, raw: string, out: Row[]) {
    note.lines.push(raw);
    note.size += raw.length + 1;
    if (rows.begins(raw) || note.size > longest) return giveUp(note, out);
    if (!raw.includes('"')) return;
    const split = splitRecord(note.lines.join("\n").replace(/\r$/, ""));
    if (split.kind === "open") return;
    if (split.kind === "broken") return giveUp(note, out);
    open = null;
    tally.continued += note.lines.length - 1;
    record(split.fields, split.starts, note.start, out);
  }

  /** The note was never closed: its first line is refused, the others are read as what they are. */
  function giveUp(note: NonNullable<typeof open>, out: Row[]) {
    open = null;
    unclosed(note.lines[0], note.start);
    note.lines.slice(1).forEach((raw, i) => {
      line(raw, note.start + 1 + i, out);
    });
  }

  function take(text: string, from: number, to: number, out: Row[]) {
    tally.lines++;
    if (overlong) {
      overlong = false;
      if (open !== null) giveUp(open, out);
      return tooLong(tally.lines);
    }
    if (open !== null) return further(open, text.slice(from, to), out);
    const sample = tally.header === 1 ? rows.sample(text, from, to) : null;
    if (sample === null) return line(text.slice(from, to), tally.lines, out);
    tally.rows++;
    out.push(sample);
  }

  return {
    tally,
    push(text) {
      const out: Row[] = [];
      let from = 0;
      if (carry !== "") {
        // Only the line that was cut is put together: joining the whole pieces would copy every byte of a recording.
        const to = text.indexOf("\n");
        if (to >= 0) {
          const cut = carry + text.slice(0, to);
          carry = "";
          take(cut, 0, cut.length, out);
        }
        from = to + 1;
      }
      if (from > 0 || carry === "") {
        for (let to = text.indexOf("\n", from); to >= 0; to = text.indexOf("\n", from)) {
          take(text, from, to, out);
          from = to + 1;
        }
      }
      carry += text.slice(from);
      if (carry.length > longest) {
        overlong = true;
        carry = carry.slice(0, 1);
      }
      return out;
    },
    end(cut = false) {
      const out: Row[] = [];
      if (carry !== "" && cut) {
        tally.lines++;
        reject({ line: tally.lines, column: carry.length + 1, found: "a line that breaks off", expected: "its end" });
      } else if (carry !== "") take(carry, 0, carry.length, out);
      if (open !== null) giveUp(open, out);
      if (tally.header === 0 && !cut) {
        const fault = { line: tally.lines + 1, column: 1, found: "nothing", expected: `the header ${columns}` };
        throw new RecordingError(options.file, fault);
      }
      return out;
    },
  };
}
