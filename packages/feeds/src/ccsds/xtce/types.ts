/** Parameter types of an XTCE file: encodings, calibrators, units, words. */
import { type Calibrate, polynomial, spline } from "../calibrators.ts";
import {
  floatEncodings,
  floatReader,
  integerEncodings,
  integerReader,
  longestInteger,
  type ReadRaw,
} from "../encodings.ts";
import { type Comparison, holds, type Parameter } from "./model.ts";
import { childOf, childrenOf, type Element } from "./xml.ts";

/** What a parameter has of its type. */
export type ParameterType = Pick<Parameter, "bits" | "read" | "meaning" | "unit" | "range">;

/** Notes a fault: what was found, what was expected. */
export type Refuse = (fault: string) => null;
/** Comparisons below an element such as ContextMatch. */
export type ReadComparisons = (element: Element | undefined) => readonly Comparison[];

const anything = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const kinds = /^(?:Integer|Float|Enumerated|Boolean|String|Binary|AbsoluteTime|RelativeTime)ParameterType$/;
const opaque = { read: null, meaning: (raw: number) => raw, unit: null, range: anything };

/** Reads one type; null where it cannot be used, which is then refused. */
export function readType(element: Element, refuse: Refuse, comparisons: ReadComparisons): ParameterType | null {
  const { name, attributes } = element;
  if (!kinds.test(name)) return refused(refuse, `${name}, expected a parameter type without members`);
  if (attributes.baseType !== undefined)
    return refused(refuse, "baseType, expected a type that says everything itself");
  if (/^(?:String|Binary)/.test(name)) return sized(element, refuse);
  const holder = /Time/.test(name) ? childOf(element, "Encoding") : element;
  const encoding = holder?.children.find(({ name: one }) => /^(?:Integer|Float|Binary|String)DataEncoding$/.test(one));
  if (encoding !== undefined && /^(?:Binary|String)/.test(encoding.name)) return sized(holder!, refuse);
  if (encoding === undefined && /Time/.test(name)) return refused(refuse, "no encoding, expected one");
  const isFloat = encoding === undefined ? name === "FloatParameterType" : encoding.name === "FloatDataEncoding";
  const raw = isFloat ? readFloat(encoding, refuse) : readInteger(encoding, refuse);
  if (raw === null) return null;
  if (/Time/.test(name)) return { ...opaque, bits: raw.bits };
  const meaning = meaningOf(element, encoding, refuse, comparisons);
  return meaning === null ? null : { ...raw, meaning, unit: unitOf(element), range: rangeOf(element, refuse) };
}

function refused(refuse: Refuse, fault: string): null {
  return refuse(`found ${fault}`);
}

/** Text and bytes of a fixed size are passed over. */
function sized(element: Element, refuse: Refuse): ParameterType | null {
  const encoding = childOf(element, "StringDataEncoding") ?? childOf(element, "BinaryDataEncoding");
  const size = childOf(encoding, "SizeInBits");
  const fixed = childOf(size, "Fixed", "FixedValue") ?? childOf(size, "FixedValue");
  const bits = Number(fixed?.text || Number.NaN);
  if (!Number.isInteger(bits) || bits < 0)
    return refused(refuse, "a size that is not fixed, expected SizeInBits with a FixedValue");
  return { ...opaque, bits };
}

type Raw = { readonly bits: number; readonly read: ReadRaw };

function sizeOf(encoding: Element | undefined, fallback: number): number {
  const said = encoding?.attributes.sizeInBits;
  return said === undefined ? fallback : Number(said);
}

function isReversed(encoding: Element | undefined, bits: number, refuse: Refuse): boolean {
  const order = encoding?.attributes.byteOrder ?? "mostSignificantByteFirst";
  if (encoding?.attributes.bitOrder === "leastSignificantBitFirst")
    refuse("found bitOrder leastSignificantBitFirst, expected mostSignificantBitFirst");
  if (order === "mostSignificantByteFirst") return false;
  if (order !== "leastSignificantByteFirst" || bits % 8 !== 0)
    refuse(`found byteOrder ${order} of ${bits} bits, expected whole bytes, most or leastSignificantByteFirst`);
  return true;
}

function readInteger(encoding: Element | undefined, refuse: Refuse): Raw | null {
  const bits = sizeOf(encoding, 8);
  const kind = encoding?.attributes.encoding ?? "unsigned";
  const known = integerEncodings.find((one) => one === kind);
  if (known === undefined)
    return refused(refuse, `integer encoding "${kind}", expected ${integerEncodings.join(", ")}`);
  const width = known === "BCD" ? 8 : known === "packedBCD" ? 4 : 1;
  if (!Number.isInteger(bits) || bits < 1 || bits > longestInteger || bits % width !== 0)
    return refused(
      refuse,
      `${bits} bits of ${known}, expected 1 to ${longestInteger}${width > 1 ? ` by ${width}` : ""}`,
    );
  return { bits, read: integerReader(known, bits, isReversed(encoding, bits, refuse)) };
}

function readFloat(encoding: Element | undefined, refuse: Refuse): Raw | null {
  const bits = sizeOf(encoding, 32);
  const kind = encoding?.attributes.encoding ?? "IEEE754_1985";
  const known = floatEncodings.find((one) => one === kind);
  const read = known === undefined ? null : floatReader(known, bits, isReversed(encoding, bits, refuse));
  if (read === null)
    return refused(
      refuse,
      `${bits} bits of float encoding "${kind}", expected 16, 32 or 64 of IEEE754_1985, 32 or 48 of MILSTD_1750A`,
    );
  return { bits, read };
}

const unitOf = (element: Element): string | null => {
  const units = childrenOf(childOf(element, "UnitSet"), "Unit");
  return units.length === 1 && units[0].text !== "" ? units[0].text : null;
};

function rangeOf(element: Element, refuse: Refuse): Parameter["range"] {
  const set = childOf(element, "ValidRangeSet");
  const range = childOf(set, "ValidRange") ?? childOf(element, "ValidRange");
  if (range === undefined) return anything;
  if ((set ?? range).attributes.validRangeAppliesToCalibrated === "false")
    refuse("found a ValidRange of raw values, expected one of calibrated ones");
  const { minInclusive, maxInclusive, minExclusive, maxExclusive } = range.attributes;
  const low = minExclusive === undefined ? Number(minInclusive ?? "-Infinity") : next(Number(minExclusive), 1);
  const high = maxExclusive === undefined ? Number(maxInclusive ?? "Infinity") : next(Number(maxExclusive), -1);
  if (Number.isNaN(low) || Number.isNaN(high))
    refuse("found a ValidRange without numbers, expected minInclusive and maxInclusive");
  return [low, high];
}

const cell = new DataView(new ArrayBuffer(8));

/** The nearest double above (1) or below (-1): what is not included ends there. */
function next(value: number, direction: 1 | -1): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return direction * Number.MIN_VALUE;
  cell.setFloat64(0, value);
  cell.setBigInt64(0, cell.getBigInt64(0) + BigInt(value > 0 ? direction : -direction));
  return cell.getFloat64(0);
}

function meaningOf(
  element: Element,
  encoding: Element | undefined,
  refuse: Refuse,
  comparisons: ReadComparisons,
): Parameter["meaning"] | null {
  if (element.name === "EnumeratedParameterType") return wordsOf(element, refuse);
  if (element.name === "BooleanParameterType") {
    const { oneStringValue = "True", zeroStringValue = "False" } = element.attributes;
    return (raw) => (raw === 0 ? zeroStringValue : oneStringValue);
  }
  const common = calibratorOf(childOf(encoding, "DefaultCalibrator"), refuse);
  const contexts = childrenOf(childOf(encoding, "ContextCalibratorList"), "ContextCalibrator").map((context) => ({
    when: comparisons(childOf(context, "ContextMatch")),
    calibrate: calibratorOf(childOf(context, "Calibrator"), refuse),
  }));
  if (contexts.length === 0) return common;
  return (raw, values) => {
    const context = contexts.find(({ when }) => when.every((one) => holds(one, values)));
    return (context?.calibrate ?? common)(raw);
  };
}

/** What each raw value is called; one that the list does not have is a missing reading. */
function wordsOf(element: Element, refuse: Refuse): Parameter["meaning"] {
  const list = childrenOf(childOf(element, "EnumerationList"), "Enumeration").map(
    ({ attributes: { value, maxValue, label } }) => ({
      low: Number(value),
      high: Number(maxValue ?? value),
      label: label ?? "",
    }),
  );
  if (list.length === 0 || list.some(({ low, high, label }) => Number.isNaN(low + high) || label === ""))
    refuse("found an EnumerationList without values and labels, expected some");
  return (raw) => list.find(({ low, high }) => raw >= low && raw <= high)?.label ?? Number.NaN;
}

const itself: Calibrate = (raw) => raw;

function calibratorOf(element: Element | undefined, refuse: Refuse): Calibrate {
  const inner = element?.children.find(({ name }) => /Calibrator$/.test(name));
  if (inner === undefined) return itself;
  if (inner.name === "PolynomialCalibrator") return polynomialOf(inner, refuse);
  if (inner.name === "SplineCalibrator") return splineOf(inner, refuse);
  refuse(`found ${inner.name}, expected a PolynomialCalibrator or a SplineCalibrator`);
  return itself;
}

function polynomialOf(element: Element, refuse: Refuse): Calibrate {
  const coefficients: number[] = [];
  for (const { attributes } of childrenOf(element, "Term")) {
    const [exponent, coefficient] = [
      Number(attributes.exponent ?? Number.NaN),
      Number(attributes.coefficient ?? Number.NaN),
    ];
    if (!Number.isInteger(exponent) || exponent < 0 || exponent > 64 || !Number.isFinite(coefficient)) {
      refuse("found a Term without numbers, expected a coefficient and an exponent from 0 to 64");
      continue;
    }
    while (coefficients.length <= exponent) coefficients.push(0);
    coefficients[exponent] += coefficient;
  }
  if (coefficients.length === 0) refuse("found a PolynomialCalibrator without a Term, expected one");
  return polynomial(coefficients);
}

function splineOf(element: Element, refuse: Refuse): Calibrate {
  const { order = "1", extrapolate = "false" } = element.attributes;
  const points = childrenOf(element, "SplinePoint")
    .map(({ attributes }) => ({
      raw: Number(attributes.raw ?? Number.NaN),
      calibrated: Number(attributes.calibrated ?? Number.NaN),
    }))
    .sort((a, b) => a.raw - b.raw);
  const isSound = points.every(
    ({ raw, calibrated }, i) => Number.isFinite(raw + calibrated) && raw !== points[i - 1]?.raw,
  );
  if (points.length < 2 || !isSound) {
    refuse(
      "found a SplineCalibrator without two points, or with one that is no number or stands twice; expected raw and calibrated of each",
    );
    return itself;
  }
  if (order !== "0" && order !== "1") refuse(`found a spline of order ${order}, expected 0 or 1`);
  return spline(points, order === "0" ? 0 : 1, extrapolate === "true");
}
