/** What telemetry shows of a step, and why a confirmation would be a deviation, in the language of who reads it. */
import { type Key, knows } from "../words/index.ts";
import type { Reader } from "./alarm.ts";

export interface FoundFact {
  readonly fact: string;
  readonly found: string | null;
  readonly asked: string;
}

/** Times and falls as people read them; other numbers stand with their unit as they are. */
function quantities(text: string, { format, time }: Reader): string {
  return text
    .replace(/(\d[\d.]*) ?(min|s|h)(?![\w/])/g, (_, x: string, unit: "min" | "s" | "h") =>
      time.span(Number(x) * { s: 1, min: 60, h: 3600 }[unit]),
    )
    .replace(/(\d[\d.]*) ?mmHg\/h/g, (_, x: string) => {
      const { number, unit } = format.pressureRate({ value: Number(x), unit: "mmHg/h" });
      return `${number} ${unit}`;
    });
}

/** A fact or an expression of a procedure: its words in the reader's language, ids as they are. */
function worded(text: string, reader: Reader): string {
  const words = text.replace(/(?<![\w-])[a-zA-Z][\w-]*(?:\.(?:low|high))?/g, (word) => {
    const key = `fact.${word.replace(".", "-")}`;
    return knows(key) ? reader.say(key) : word;
  });
  return quantities(words, reader);
}

export const sentenceOfFacts = (facts: readonly FoundFact[], reader: Reader): string =>
  facts
    .map(({ fact, found, asked }) =>
      found === null
        ? reader.say("facts.unknown", { fact: worded(fact, reader), asked: worded(asked, reader) })
        : reader.say("facts.found", {
            fact: worded(fact, reader),
            found: worded(found, reader),
            asked: worded(asked, reader),
          }),
    )
    .join("; ");

export interface Objection {
  /** Null where somebody has said it in their own words. */
  readonly code: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
}

export function sentenceOfObjection({ code, values, text }: Objection, reader: Reader): string {
  const key = `objection.${code}`;
  if (!knows(key)) return text;
  const roleName = (role: string) => (knows(`role.${role}`) ? reader.say(`role.${role}` as Key) : role);
  if (code === "role") {
    const asked = (values.asked ?? "").split(",").map(roleName).join(", ");
    return reader.say("objection.role", { role: roleName(values.role ?? ""), asked });
  }
  // What is asked and found are expressions; steps go by their ids.
  const told = Object.entries(values).map(([name, value]) => [
    name,
    name === "asked" || name === "found" ? worded(value, reader) : value,
  ]);
  return reader.say(key, Object.fromEntries(told));
}
