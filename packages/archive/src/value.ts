/** What the value of a row is: the rule that every store keeps to. */

/** Parameters of a recording whose value is a word, even where it looks like a number: a module may be called "1". */
const worded = /^(?:hatch|flow|crew|patch|search|check|note):/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A number where the value is a decimal one, as the reader of recordings sees it, and its parameter is a sensor, `supply:` or
 * `gauge:`; otherwise the text as it stands, a missing reading (`NaN`, blank) among them. Never -0, NaN or an infinity.
 */
export function readValue(parameter: string, text: string): number | string {
  const trimmed = text.trim();
  if (!decimal.test(trimmed) || worded.test(parameter)) return text;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value + 0 : text;
}

/** (µs) What an archive counts time in; whole for every time that a recording may have. */
export const microseconds = (time: number): number => Math.round(time * 1e6);
