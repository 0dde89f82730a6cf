const powers = Array.from({ length: 16 }, (_, k) => 10 ** k);
const [plus, minus, point] = ["+", "-", "."].map((c) => c.charCodeAt(0));
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number with blanks around it allowed; NaN for anything else (hexadecimal, Infinity, words, nothing). */
export function readNumber(text: string): number {
  const trimmed = text.trim();
  const value = decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/**
 * The plain decimal `text[from, to)`: sign, digits, at most one point, at most 15 digits; NaN for anything else (ask
 * `readNumber` then). Exact: an integer below 2^53 over a power of ten below 10^22 is one correctly rounded division
 * (W. D. Clinger, "How to read floating point numbers accurately", 1990).
 */
export function readPlainNumber(text: string, from: number, to: number): number {
  let i = from;
  const sign = text.charCodeAt(i);
  if (sign === minus || sign === plus) i++;
  const start = i;
  let mantissa = 0;
  let pointAt = -1;
  for (; i < to; i++) {
    const c = text.charCodeAt(i);
    const d = c - 48;
    if (d >= 0 && d <= 9) mantissa = mantissa * 10 + d;
    else if (c === point && pointAt < 0) pointAt = i;
    else return NaN;
  }
  const digits = to - start - (pointAt < 0 ? 0 : 1);
  if (digits < 1 || digits > 15) return NaN;
  const value = pointAt < 0 ? mantissa : mantissa / powers[to - pointAt - 1];
  return sign === minus ? -value : value;
}
