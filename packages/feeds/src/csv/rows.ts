import type { Input, SampleInput } from "@hullwatch/core/engine";
import { parseQuantity, second, UnitError } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import { quoted, type Reject } from "./errors.ts";
import { readNumber, readPlainNumber } from "./number.ts";
import { parametersOf, type Scale } from "./parameters.ts";
import type { Refusal } from "./read-action.ts";
import { countUnknown, type Tally } from "./tally.ts";
import { createFixedTimeReader, expectedTime, readTime } from "./time.ts";

const notePrefix = "note:";
const [comma, carriageReturn] = [44, 13];
const gaugeSigma = /^#\s*gauge-sigma\s*:(.*)$/i;

const refused = (x: object | null): x is Refusal => x !== null && "expected" in x;

type Fault = Omit<Reject, "line">;

/** The meaning of rows for one station; where they begin and end is not its business. */
export function createRows(station: Station, tally: Tally) {
  const parameters = parametersOf(station);
  const fixedTime = createFixedTimeReader();

  /**
   * `text[from, to)` as a reading in the one layout that makes up nearly all of a recording: a fixed-width time, the
   * id of a sensor, a plain decimal. null for anything else, which `row` then reads at a tenth of the speed.
   */
  function sample(text: string, from: number, to: number): SampleInput | null {
    const time = fixedTime.read(text, from);
    const first = from + fixedTime.length;
    if (Number.isNaN(time) || text.charCodeAt(first) !== comma) return null;
    const next = text.indexOf(",", first + 1);
    if (next < 0 || next >= to) return null;
    const scale = parameters.sensors.get(text.slice(first + 1, next));
    if (scale === undefined) return null;
    const end = text.charCodeAt(to - 1) === carriageReturn ? to - 1 : to;
    const value = readPlainNumber(text, next + 1, end);
    if (Number.isNaN(value)) return null;
    tally.samples++;
    return { type: "sample", time: second(time), sensor: scale.sensor, value: value * scale.factor + scale.offset };
  }

  /** (Pa or K) NaN for a missing one. */
  function reading(scale: Scale, value: string): number {
    const si = readNumber(value) * scale.factor + scale.offset;
    tally.samples++;
    if (Number.isNaN(si)) tally.missing++;
    return si;
  }

  /** Any row, split into fields that start at `starts`; null where it holds nothing for the engine. */
  function row(fields: readonly string[], starts: readonly number[]): Input | Fault | null {
    if (fields.length !== 3) {
      const expected = "3: time,parameter,value (a value that holds a comma stands in quotes)";
      return {
        column: (starts[3] ?? 0) + 1,
        found: `${fields.length} column${fields.length === 1 ? "" : "s"}`,
        expected,
      };
    }
    const [when, what, value] = fields;
    const time = second(readTime(when.trim()));
    if (Number.isNaN(time)) return { column: 1, found: quoted(when), expected: expectedTime };
    const name = what.trim();
    const scale = parameters.sensors.get(name);
    if (scale !== undefined) return { type: "sample", time, sensor: scale.sensor, value: reading(scale, value) };
    const action = parameters.actionOf(name)?.(time, value);
    if (action === null) tally.missing++;
    if (action !== undefined)
      return refused(action) ? { column: starts[2] + 1, found: quoted(value), ...action } : action;
    if (name.startsWith(notePrefix)) return { type: "note", time, who: name.slice(notePrefix.length), text: value };
    countUnknown(tally, name);
    return null;
  }

  /** Takes the settings that a comment may hold: `# gauge-sigma: 0.3 mmHg`. */
  function comment(line: string): Fault | null {
    const setting = gaugeSigma.exec(line)?.[1];
    if (setting === undefined) return null;
    const column = line.length - setting.trimStart().length + 1;
    try {
      const sigma = parseQuantity("pressure", setting.trim());
      if (!(sigma > 0)) return { column, found: quoted(setting.trim()), expected: "more than 0" };
      parameters.gaugeSigma = sigma;
      return null;
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      return { column, found: quoted(setting.trim()), expected: "a pressure with its unit, such as 0.5 mmHg" };
    }
  }

  /** Whether a line begins as a row of this station would, whatever quote is open before it. */
  function begins(line: string): boolean {
    const [when, what] = line.split(",", 2).map((field) => field.replaceAll('"', "").trim());
    if (what === undefined || Number.isNaN(readTime(when))) return false;
    return parameters.sensors.has(what) || parameters.actionOf(what) !== undefined || what.startsWith(notePrefix);
  }

  return { sample, row, comment, begins };
}

/** Whether a line is a note, the one kind of row whose value may run over several lines. */
export const isNote = (line: string) =>
  line.split(",", 2)[1]?.replaceAll('"', "").trim().startsWith(notePrefix) ?? false;
