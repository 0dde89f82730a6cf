import { type Dimension, units } from "@hullwatch/core/quantity";

/** What telemetry systems write for the units that Hullwatch knows, in lower case and without blanks. */
const others: Readonly<Record<string, string>> = {
  psia: "psi",
  millibar: "mbar",
  millibars: "mbar",
  hectopascal: "hPa",
  kilopascal: "kPa",
  pascal: "Pa",
  c: "degC",
  "°c": "degC",
  deg_c: "degC",
  celsius: "degC",
  kelvin: "K",
  f: "degF",
  "°f": "degF",
  deg_f: "degF",
  fahrenheit: "degF",
};

/** The unit of `dimension` that `text` means; null where it means none. Gauge pressure (psig) is no absolute one and means none. */
export function unitNamed(dimension: Dimension, text: string): string | null {
  const known = units[dimension];
  const plain = text.replace(/\s/g, "");
  if (Object.hasOwn(known, plain)) return plain;
  const lower = plain.toLowerCase();
  const other = Object.hasOwn(others, lower) ? others[lower] : undefined;
  if (other !== undefined && Object.hasOwn(known, other)) return other;
  return Object.keys(known).find((name) => name.toLowerCase() === lower) ?? null;
}
