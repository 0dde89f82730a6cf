/** Payloads of Sparkplug B (Eclipse Sparkplug 3.0, 6.4). */
import { bytesOf, type Field, fieldsOf, floatOf, numberOf, textOf } from "./protobuf.ts";

export interface Metric {
  readonly name: string | null;
  readonly alias: number | null;
  /** (ms) UNIX time. */
  readonly timestamp: number | null;
  readonly datatype: number | null;
  /** null: is_null. undefined: none that is read (bytes, data sets, templates). A whole number as it is on the wire, see `signed`. */
  readonly value: number | boolean | string | null | undefined;
  readonly properties: ReadonlyMap<string, number | boolean | string>;
}

export interface Payload {
  /** (ms) UNIX time. */
  readonly timestamp: number | null;
  readonly seq: number | null;
  readonly metrics: readonly Metric[];
}

/** Reads a payload. Throws `ProtobufError` for bytes that are none. */
export function readPayload(bytes: Uint8Array): Payload {
  let timestamp: number | null = null;
  let seq: number | null = null;
  const metrics: Metric[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) timestamp = numberOf(field);
    else if (field.number === 2) metrics.push(readMetric(bytesOf(field)));
    else if (field.number === 3) seq = numberOf(field);
  }
  return { timestamp, seq, metrics };
}

function readMetric(bytes: Uint8Array): Metric {
  const metric = {
    name: null as string | null,
    alias: null as number | null,
    timestamp: null as number | null,
    datatype: null as number | null,
    value: undefined as Metric["value"],
    properties: new Map<string, number | boolean | string>(),
  };
  let isNull = false;
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) metric.name = textOf(field);
    else if (field.number === 2) metric.alias = numberOf(field);
    else if (field.number === 3) metric.timestamp = numberOf(field);
    else if (field.number === 4) metric.datatype = numberOf(field);
    else if (field.number === 7) isNull = numberOf(field) !== 0;
    else if (field.number === 9) metric.properties = readProperties(bytesOf(field));
    else metric.value = contentOf(field, field.number - 10) ?? metric.value;
  }
  return isNull ? { ...metric, value: null } : metric;
}

/** Values stand in the same order in metrics, from field 10, and in properties, from field 3. */
function contentOf(field: Field, kind: number): number | boolean | string | undefined {
  if (kind === 0 || kind === 1) return numberOf(field);
  if (kind === 2 || kind === 3) return floatOf(field);
  if (kind === 4) return numberOf(field) !== 0;
  return kind === 5 ? textOf(field) : undefined;
}

function readProperties(bytes: Uint8Array): Map<string, number | boolean | string> {
  const keys: string[] = [];
  const values: (number | boolean | string | undefined)[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) keys.push(textOf(field));
    else if (field.number === 2) {
      let value: number | boolean | string | undefined;
      for (const inner of fieldsOf(bytesOf(field))) value = contentOf(inner, inner.number - 3) ?? value;
      values.push(value);
    }
  }
  return new Map(keys.flatMap((key, i) => (values[i] === undefined ? [] : [[key, values[i]]])));
}

/** (bits) Of the signed data types 1 to 4; the wire has them as unsigned. */
const signedBits = [8, 16, 32, 64];

/** A value as its data type means it. */
export function meant(value: Metric["value"], datatype: number | null): Metric["value"] {
  const bits = signedBits[(datatype ?? 0) - 1];
  if (typeof value !== "number" || bits === undefined) return value;
  // Negative numbers come in the bits of their type, or of the 32 that carry it.
  const low = bits < 32 ? value % 2 ** bits : value;
  return low >= 2 ** (bits - 1) ? low - 2 ** bits : low;
}

/** The command by which a node is asked to say anew what it has (6.4.23): `Node Control/Rebirth`, true. */
export function rebirthCommand(now: number): Uint8Array {
  const varint = (value: number): number[] =>
    value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
  const name = Buffer.from("Node Control/Rebirth");
  const time = varint(now);
  const metric = [0x0a, name.length, ...name, 0x18, ...time, 0x20, 11, 0x70, 1];
  return Uint8Array.from([0x08, ...time, 0x12, metric.length, ...metric]);
}
