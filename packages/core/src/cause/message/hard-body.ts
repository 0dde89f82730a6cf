import { phrase } from "../../phrase/index.ts";
import { numberOf } from "./field.ts";
import type { Section } from "./section.ts";

const keywords = ["HBR", "HARD_BODY_RADIUS"];
/** `HBR = 15 [m]`, `Exclusion Volume Radius=15.0 m`: the only place where most messages have it. */
const inComment =
  /(?:\bHBR\b|hard[- ]body radius|exclusion volume radius)\s*[=:]?\s*([\d.]+(?:[eE][+-]?\d+)?)\s*\[?\s*(km|m)?\b/i;

/** (m) The hard-body radius that this part of a message states, in a keyword or a comment. */
export function hardBodyRadius(section: Section): number | undefined {
  for (const keyword of keywords) {
    const radius = section.number(keyword, "optional", "m");
    if (radius !== undefined && radius > 0) return radius;
    if (radius !== undefined) section.fault(keyword, phrase`a radius above 0 m`);
  }
  for (const { value } of section.comments()) {
    const [, digits, unit] = inComment.exec(value) ?? [];
    const radius = numberOf(digits ?? "") * (unit?.toLowerCase() === "km" ? 1000 : 1);
    if (radius > 0) return radius;
    if (digits !== undefined)
      section.note(`a comment states a hard-body radius of ${digits} m, which is none: left aside`);
  }
  return undefined;
}
