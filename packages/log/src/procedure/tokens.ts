/** A piece of an expression, and where it begins (characters, from 0). */
export interface Token {
  readonly kind: "word" | "amount" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

/**
 * A number with its unit, if one follows that is not a word of the expression; a word (of letters, digits, _ and -); a
 * sign. In brackets after a name anything may stand.
 */
const pattern =
  /\s*(?:(?<amount>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:\s*(?!(?:and|or|not)\b)[\p{L}°]+\d?[²³]?(?:\/[\p{L}]+)?)?)|(?<word>[\p{L}_][\p{L}\p{N}_-]*)|(?<sign><=|>=|!=|[<>=().]))/uy;

/** The pieces of an expression; what none can be is a sign of its own. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  while (text.slice(from).trim() !== "") {
    pattern.lastIndex = from;
    const { groups = {}, 0: whole = "" } = pattern.exec(text) ?? {};
    const [kind, piece] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [
      "sign",
      text.slice(from).trim(),
    ];
    const at = whole === "" ? from + text.slice(from).search(/\S/) : from + whole.length - piece.length;
    tokens.push({ kind: kind as Token["kind"], text: piece, at });
    from = at + piece.length;
  }
  return [...tokens, { kind: "end", text: "", at: text.length }];
}
