import { type Fault, faultOf } from "../../document/index.ts";
import { type Phrase, phrase, verbatim } from "../../phrase/index.ts";
import { type Field, faultAt, isBlank, numberOf, timeOf } from "./field.ts";

/** Whether a keyword must be there with a value. A blank one (`NaN`, `N/A`) counts as missing. */
export type Need = "needed" | "optional";

/**
 * Takes the values of one part of a message out by keyword. What is wrong goes to `faults` with line and field; what
 * nobody asked for stays in `others`.
 */
export class Section {
  readonly #byKeyword = new Map<string, Field>();
  readonly #asked = new Set<string>();
  readonly #fields: readonly Field[];
  readonly #name: string;
  readonly #faults: Fault[];
  readonly #notes: string[];
  /** Where a fault is told of something that is not there: the last line of the section. */
  readonly #end: { readonly line: number; readonly column: number };

  /** `name` stands before the keyword in messages: "OBJECT1". */
  constructor(name: string, fields: readonly Field[], faults: Fault[], notes: string[]) {
    this.#name = name;
    this.#fields = fields;
    this.#faults = faults;
    this.#notes = notes;
    this.#end = fields.at(-1) ?? { line: 1, column: 1 };
    for (const field of fields) {
      if (field.keyword === "COMMENT") continue;
      const first = this.#byKeyword.get(field.keyword);
      if (first === undefined) this.#byKeyword.set(field.keyword, field);
      else
        faults.push(
          faultAt(field, this.path(field.keyword), phrase`it once`, phrase`it again (first in line ${first.line})`),
        );
    }
  }

  path(keyword: string): string {
    return this.#name === "" ? keyword : `${this.#name}.${keyword}`;
  }

  /** The field as written, where it is there. */
  field(keyword: string): Field | undefined {
    this.#asked.add(keyword);
    return this.#byKeyword.get(keyword);
  }

  text(keyword: string, need: Need, oneOf?: readonly string[]): string | undefined {
    const field = this.field(keyword);
    const expected = oneOf === undefined ? phrase`a text` : verbatim(oneOf.join(", "));
    if (field === undefined || field.value === "") {
      this.#miss(keyword, need, field, expected);
      return undefined;
    }
    if (oneOf === undefined || oneOf.includes(field.value.toUpperCase())) return field.value;
    this.fault(keyword, expected);
    return undefined;
  }

  /** The number, in the unit that the standard has for it; a unit written otherwise is noted and not believed. */
  number(keyword: string, need: Need, unit: string): number | undefined {
    const field = this.field(keyword);
    const expected = unit === "" ? phrase`a number` : phrase`a number of ${unit}`;
    if (field === undefined || isBlank(field.value)) {
      this.#miss(keyword, need, field, expected);
      return undefined;
    }
    const value = numberOf(field.value);
    if (!Number.isFinite(value)) {
      this.fault(keyword, expected);
      return undefined;
    }
    if (field.unit !== "" && unit !== "" && plain(field.unit) !== plain(unit)) {
      const where = `line ${field.line}: ${this.path(keyword)}`;
      this.#notes.push(`${where} is written in [${field.unit}], read in [${unit}] as the standard has it`);
    }
    return value;
  }

  /** (s) UNIX time. */
  time(keyword: string, need: Need): number | undefined {
    const field = this.field(keyword);
    const expected = phrase`a UTC time such as 2010-03-12T22:31:12.000`;
    if (field === undefined || isBlank(field.value)) {
      this.#miss(keyword, need, field, expected);
      return undefined;
    }
    const value = timeOf(field.value);
    if (!Number.isNaN(value)) return value;
    this.fault(keyword, expected);
    return undefined;
  }

  /** The value of `keyword`, which is there, is not what it should be. */
  fault(keyword: string, expected: Phrase): void {
    const field = this.#byKeyword.get(keyword);
    if (field !== undefined) this.#faults.push(faultAt(field, this.path(keyword), expected));
  }

  /** Says of this part how it was read. */
  note(text: string): void {
    this.#notes.push(this.#name === "" ? text : `${this.#name}: ${text}`);
  }

  /** All that stands there but was not asked for. */
  others(): readonly Field[] {
    return this.#fields.filter((field) => field.keyword !== "COMMENT" && !this.#asked.has(field.keyword));
  }

  comments(): readonly Field[] {
    return this.#fields.filter((field) => field.keyword === "COMMENT");
  }

  #miss(keyword: string, need: Need, field: Field | undefined, expected: Phrase): void {
    if (need === "optional") return;
    const found =
      field === undefined ? phrase`no such keyword` : field.value === "" ? phrase`nothing` : phrase`"${field.value}"`;
    this.#faults.push(faultOf(field ?? this.#end, this.path(keyword), found, expected));
  }
}

/** "m**2/s" and "m^2/s" are one unit. */
const plain = (unit: string) =>
  unit
    .toLowerCase()
    .replaceAll("**", "^")
    .replaceAll(/[\s()]/g, "");
