/** Quantities as people read them: in their unit, in their language. */
import { type Dimension, fromSI, significant, toSI } from "@hullwatch/core/quantity";
import type { Key, Language, Values } from "../words/index.ts";

export const pressureUnits = ["mmHg", "kPa", "psi"] as const;
export type PressureUnit = (typeof pressureUnits)[number];

/** Places after the point that a cabin gauge's step of 0.1 mmHg asks for. */
const places: Readonly<Record<PressureUnit, number>> = { mmHg: 1, kPa: 2, psi: 3 };

/** What has a value and, unless it is a bound or a reading, an interval. */
export interface Said {
  readonly value: number;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly unit: string;
}

/** A quantity for a screen: the number by itself, its unit, and its interval as a text; null where there is none. */
export interface Shown {
  readonly number: string;
  readonly unit: string;
  readonly interval: string | null;
}

export type Say = (key: Key, values?: Values) => string;

export class Format {
  readonly #language: Language;
  readonly #say: Say;
  readonly pressureUnit: PressureUnit;

  constructor(language: Language, say: Say, pressureUnit: PressureUnit) {
    this.#language = language;
    this.#say = say;
    this.pressureUnit = pressureUnit;
  }

  /** `x` to so many significant figures. */
  significant(x: number, digits = 2): string {
    return this.#local(significant(x, digits));
  }

  /** A pressure written in `unit`, to the step of a cabin gauge. */
  pressure(x: number, unit: string): Shown {
    const value = convert("pressure", x, unit, this.pressureUnit);
    return {
      number: this.#local(value.toFixed(places[this.pressureUnit])),
      unit: this.unit(this.pressureUnit),
      interval: null,
    };
  }

  /** A fall of pressure, in the unit of choice per hour. */
  pressureRate(said: Said): Shown {
    return this.#shown("pressureRate", said, `${this.pressureUnit}/h`);
  }

  /** The same per minute: of a fall that is gross. */
  pressureRatePerMinute({ value, unit }: Said): Shown {
    const x = convert("pressureRate", value, unit, `${this.pressureUnit}/h`) / 60;
    return { number: this.significant(x), unit: this.unit(`${this.pressureUnit}/min`), interval: null };
  }

  massFlow = (said: Said): Shown => this.#shown("massFlow", said, "kg/day");
  area = (said: Said): Shown => this.#shown("area", said, "mm2");
  length = (said: Said): Shown => this.#shown("length", said, "mm");

  /** A probability in percent; what is nearly certain is not said to be certain. */
  percent(p: number): string {
    if (p > 0.99 && p < 1) return this.#percent(">\u00a099");
    if (p > 0 && p < 0.01) return this.#percent("<\u00a01");
    return this.#percent(String(Math.round(100 * p)));
  }

  unit(name: string): string {
    return this.#say(`unit.${name}` as Key);
  }

  /** "38 to 77": bounds that are not finite are said in words. */
  interval(
    low: number | null | undefined,
    high: number | null | undefined,
    write: (x: number) => string,
  ): string | null {
    if (low === undefined || high === undefined) return null;
    if (low === null && high === null) return null;
    if (high === null) return this.#say("interval.from", { low: write(low!) });
    if (low === null) return this.#say("interval.upTo", { high: write(high) });
    return this.#say("interval.between", { low: write(low), high: write(high) });
  }

  #percent(number: string): string {
    return `${number}${this.#language === "ru" ? "\u00a0%" : "%"}`;
  }

  #shown<D extends Dimension>(dimension: D, { value, low, high, unit }: Said, to: string): Shown {
    const write = (x: number) => this.significant(convert(dimension, x, unit, to));
    return { number: write(value), unit: this.unit(to), interval: this.interval(low, high, write) };
  }

  /** A number as it stands on an axis. */
  local(x: number): string {
    return this.#local(String(Number(x.toPrecision(10))));
  }

  /** Digits that are written already, as the language has them. */
  written(number: string): string {
    return this.#local(number);
  }

  #local(number: string): string {
    const signed = number.replace(/^-/, "\u2212");
    return this.#language === "ru" ? signed.replace(".", ",") : signed;
  }
}

/** `x` of `from` in `to`; both must be units of the dimension. */
export function convert<D extends Dimension>(dimension: D, x: number, from: string, to: string): number {
  return from === to ? x : fromSI(dimension, toSI(dimension, x, from), to);
}
