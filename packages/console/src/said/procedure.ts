/** What telemetry shows of a step, and why a confirmation would be a deviation, in the language of who reads it. */
import type { Say } from "../units/index.ts";
import { type Key, knows } from "../words/index.ts";

export interface FoundFact {
  readonly fact: string;
  readonly found: string | null;
  readonly asked: string;
}

/** Facts are named as procedures name them, in every language. */
export const sentenceOfFacts = (facts: readonly FoundFact[], say: Say): string =>
  facts
    .map(({ fact, found, asked }) =>
      found === null ? say("facts.unknown", { fact, asked }) : say("facts.found", { fact, found, asked }),
    )
    .join("; ");

export interface Objection {
  /** Null where somebody has said it in their own words. */
  readonly code: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
}

const roleName = (role: string, say: Say) => (knows(`role.${role}`) ? say(`role.${role}` as Key) : role);

export function sentenceOfObjection({ code, values, text }: Objection, say: Say): string {
  const key = `objection.${code}`;
  if (!knows(key)) return text;
  if (code !== "role") return say(key as Key, values);
  const asked = (values.asked ?? "").split(",").map((role) => roleName(role, say));
  return say("objection.role", { role: roleName(values.role ?? "", say), asked: asked.join(", ") });
}
