/** What the value of a row is: the rule that every store keeps to. */

/** Parameters of a recording whose value is a word, even where it looks like a number: a module may be called "1". */
const worded = /^(?:hatch|flow|crew|patch|search|check|note):/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A number where the value is a decimal one, as the reader of recordings sees it, and its parameter is a sensor, `supply:` or
 * `gauge:`; otherwise the text as it stands, a missing reading (`NaN`, blank) among them. Never -0, NaN or an infinity.
 */
export const readValue = (parameter: string, text: string): number | string =>
  isWorded(parameter) ? text : readNumber(text);

/** Whether values of a parameter are words whatever they look like. */
export const isWorded = (parameter: string): boolean => worded.test(parameter);

/** The value of a parameter that is not `isWorded`. */
export const readNumber = (text: string): number | string => plain(text) ?? decimalOf(text);

function decimalOf(text: string): number | string {
  const trimmed = text.trim();
  if (!decimal.test(trimmed)) return text;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value + 0 : text;
}

/** (digits) So many make a whole number that a double holds. */
const exact = 15;
const [zero, nine, point] = [48, 57, 46];
const powers = Array.from({ length: exact + 1 }, (_, i) => 10 ** i);

/**
 * What nearly all values are, digits with a point among them, as `Number` reads it: both parts of the quotient are exact, so that it is
 * rounded once. Null for anything else, which is not to say that it is no number.
 */
function plain(text: string): number | null {
  const { length } = text;
  if (length === 0 || length > exact) return null;
  let whole = 0;
  let places = -1;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= zero && code <= nine) {
      whole = whole * 10 + code - zero;
      if (places >= 0) places++;
    } else if (code === point && places < 0 && i > 0) places = 0;
    else return null;
  }
  return places > 0 ? whole / powers[places] : whole;
}

/** (µs) What an archive counts time in; whole for every time that a recording may have. */
export const microseconds = (time: number): number => Math.round(time * 1e6);
