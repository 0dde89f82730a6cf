import { choices } from "@hullwatch/core/phrase";
import { type Dimension, parseQuantity, UnitError } from "@hullwatch/core/quantity";
import { type FactKind, factKinds } from "./fact-names.ts";
import { type Token, tokensOf } from "./tokens.ts";

export type Comparator = "<" | "<=" | ">" | ">=" | "=" | "!=";

/** One fact against one value. */
export interface Comparison {
  readonly type: "comparison";
  /** `reserve`, `hatch(rassvet-ms09)`: as facts are named. */
  readonly fact: string;
  /** Which bound of the interval is meant, of a fact that has one; its value where none is named. */
  readonly bound: "low" | "high" | "value";
  readonly comparator: Comparator;
  /** SI, or a word. */
  readonly value: number | string;
  readonly kind: FactKind;
  /** As it is written. */
  readonly text: string;
}
export type Expression =
  | Comparison
  | { readonly type: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly type: "not"; readonly part: Expression };

/** An expression that is none. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  readonly code = "HW_EXPRESSION";
  readonly found: string;
  readonly expected: string;

  constructor(token: Pick<Token, "text" | "at">, expected: string) {
    const found = token.text === "" ? "its end" : `"${token.text}" at character ${token.at + 1}`;
    super(`found ${found}, expected ${expected}`);
    this.found = found;
    this.expected = expected;
  }
}

/** `reserve < 30min and (verdict = module or hatch(a-b) = closed)`. Throws `ExpressionError`. */
export function parseExpression(text: string): Expression {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  parse(): Expression {
    const expression = this.#either();
    if (this.#token.kind !== "end") throw new ExpressionError(this.#token, "and, or, or its end");
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#next];
  }

  #take(text: string): boolean {
    if (this.#token.text !== text || this.#token.kind === "end") return false;
    this.#next++;
    return true;
  }

  #either(): Expression {
    const parts = [this.#both()];
    while (this.#take("or")) parts.push(this.#both());
    return parts.length === 1 ? parts[0] : { type: "or", parts };
  }

  #both(): Expression {
    const parts = [this.#one()];
    while (this.#take("and")) parts.push(this.#one());
    return parts.length === 1 ? parts[0] : { type: "and", parts };
  }

  #one(): Expression {
    // Deep nesting would exhaust the stack; a condition that a person can read has a few levels.
    if (this.#token.at > 2000) throw new ExpressionError(this.#token, "at most 2,000 characters");
    if (this.#take("not")) return { type: "not", part: this.#one() };
    if (!this.#take("(")) return this.#comparison();
    const inner = this.#either();
    if (!this.#take(")")) throw new ExpressionError(this.#token, ")");
    return inner;
  }

  #comparison(): Comparison {
    const start = this.#token;
    const kind = Object.hasOwn(factKinds, start.text) ? factKinds[start.text] : undefined;
    if (kind === undefined)
      throw new ExpressionError(start, `a fact: ${choices(Object.keys(factKinds), start.text, "one of")}`);
    this.#next++;
    const fact = this.#argument(start, kind);
    const bound = this.#bound(kind);
    const comparator = this.#comparator(kind);
    const value = this.#token;
    this.#next++;
    const text = this.#text.slice(start.at, value.at + value.text.length);
    return { type: "comparison", fact, bound, comparator, value: amountOf(value, kind), kind, text };
  }

  /** What stands in brackets: everything up to the next one that closes. */
  #argument(name: Token, { of }: FactKind): string {
    if (of === undefined) return name.text;
    if (!this.#take("(")) throw new ExpressionError(this.#token, `( and ${of}`);
    const from = this.#token.at;
    while (this.#token.text !== ")" && this.#token.kind !== "end") this.#next++;
    const argument = this.#text.slice(from, this.#token.at).trim();
    if (argument === "") throw new ExpressionError(this.#token, of);
    if (!this.#take(")")) throw new ExpressionError(this.#token, ")");
    return `${name.text}(${argument})`;
  }

  #bound({ words }: FactKind): Comparison["bound"] {
    if (words !== undefined || !this.#take(".")) return "value";
    if (this.#take("low")) return "low";
    if (this.#take("high")) return "high";
    throw new ExpressionError(this.#token, "low or high");
  }

  #comparator({ words }: FactKind): Comparator {
    const comparators = words === undefined ? ["<", "<=", ">", ">=", "=", "!="] : ["=", "!="];
    const found = comparators.find((one) => this.#take(one));
    if (found === undefined) throw new ExpressionError(this.#token, comparators.join(" or "));
    return found as Comparator;
  }
}

function amountOf(token: Token, { dimension, words }: FactKind): number | string {
  if (words !== undefined) {
    if (token.kind !== "word") throw new ExpressionError(token, words.join(" or ") || "a word");
    if (words.length === 0 || words.includes(token.text)) return token.text;
    throw new ExpressionError(token, choices(words, token.text));
  }
  if (token.kind !== "amount")
    throw new ExpressionError(token, dimension === undefined ? "a number" : "a number with its unit");
  return dimension === undefined ? shareOf(token) : quantityOf(token, dimension);
}

function shareOf(token: Token): number {
  const value = Number(token.text);
  if (value >= 0 && value <= 1) return value;
  throw new ExpressionError(token, "a number from 0 to 1");
}

function quantityOf(token: Token, dimension: Dimension): number {
  try {
    return parseQuantity(dimension, token.text);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw new ExpressionError(token, error.message.replace(/^.*, expected /, ""));
  }
}
