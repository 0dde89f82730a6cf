import { type Dimension, fromSI, type Interval, significant } from "@hullwatch/core/quantity";
import type { Comparator, Comparison, Expression } from "./expression.ts";

/** What is known: quantities in SI with their 90 % interval, and words. What is not in it is not known. */
export type Facts = ReadonlyMap<string, Interval | string>;

/** Not known is neither yes nor no. */
export type Truth = "yes" | "no" | "unknown";

export interface Judgement {
  readonly is: Truth;
  /** What was found beside what was asked: "reserve 12 min, asked for reserve < 30min". */
  readonly because: string;
  /** The same by its parts, for those who say it in another language. */
  readonly facts: readonly FoundFact[];
}

/** A fact beside what was asked of it. */
export interface FoundFact {
  readonly fact: string;
  /** With its unit; null where it is not known. */
  readonly found: string | null;
  readonly asked: string;
}

const compare: Readonly<Record<Comparator, (a: number | string, b: number | string) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** Whether `expression` holds by these facts. */
export function evaluate(expression: Expression, facts: Facts): Judgement {
  switch (expression.type) {
    case "comparison":
      return judge(expression, facts);
    case "not": {
      const { is, ...why } = evaluate(expression.part, facts);
      return { is: is === "unknown" ? is : is === "yes" ? "no" : "yes", ...why };
    }
    default: {
      const all = expression.parts.map((part) => evaluate(part, facts));
      // One no settles an "and", one yes an "or", whatever is not known beside it.
      const settles = expression.type === "and" ? "no" : "yes";
      const otherwise = settles === "no" ? "yes" : "no";
      const deciding = all.filter(({ is }) => is === settles);
      const open = all.filter(({ is }) => is === "unknown");
      const is = deciding.length > 0 ? settles : open.length > 0 ? "unknown" : otherwise;
      const reasons = deciding.length > 0 ? deciding : open.length > 0 ? open : all;
      return {
        is,
        because: reasons.map(({ because }) => because).join("; "),
        facts: reasons.flatMap(({ facts }) => facts),
      };
    }
  }
}

function judge({ fact, bound, comparator, value, kind, text }: Comparison, facts: Facts): Judgement {
  const found = facts.get(fact);
  if (found === undefined) {
    const facts = [{ fact, found: null, asked: text }];
    return { is: "unknown", because: `${fact} is not known, asked for ${text}`, facts };
  }
  const is = typeof found === "string" ? found : found[bound];
  const holds = compare[comparator](is, value);
  const told = typeof is === "string" ? is : inUnits(is, kind.dimension, kind.unit);
  const name = `${fact}${bound === "value" ? "" : `.${bound}`}`;
  return {
    is: holds ? "yes" : "no",
    because: `${name} ${told}, asked for ${text}`,
    facts: [{ fact: name, found: told, asked: text }],
  };
}

const inUnits = (x: number, dimension: Dimension | undefined, unit: string | undefined) =>
  dimension === undefined || unit === undefined
    ? significant(x)
    : `${significant(fromSI(dimension, x as never, unit))} ${unit}`;
