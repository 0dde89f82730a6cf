const longest = 60;

const escapeOf = (c: string) => {
  const code = c.codePointAt(0)!;
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
};

/**
 * At most 60 characters of a text from outside, safe to print: what would move the cursor, colour the terminal or break
 * the line is written as an escape (control characters, line and paragraph separators, bidirectional controls).
 */
export function excerpt(text: string): string {
  const head = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return head.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escapeOf);
}
