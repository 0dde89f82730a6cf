import Type from "typebox";

/** The small pieces that entries are made of. Their schemas are JSON Schema, fit for OpenAPI as they are. */

const sentence = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, description });

export const text = sentence(20_000, "Text for people.");
export const title = sentence(300, "One line for people.");
/** An id as station files know them: no space at its ends, no line break. */
export const idAs = (description: string) =>
  Type.String({ minLength: 1, maxLength: 128, pattern: "^\\S(.*\\S)?$", description });
export const id = idAs("An id.");
export const centre = Type.String({
  pattern: "^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$",
  description: "A control centre: lower-case letters, digits and hyphens, at most 32.",
});
const role = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: "^\\S(.*\\S)?$",
  description: "The role in which somebody speaks: flight-director, ECLSS, CAPCOM.",
});
export const momentAs = (description: string) => Type.String({ format: "date-time", description });
export const moment = momentAs("ISO 8601 with a zone.");
export const sha256 = Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256, lower-case hexadecimal." });
export const entryId = Type.String({
  pattern: "^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?:[1-9][0-9]{0,15}$",
  description: "An entry: centre, colon, number.",
});

export const author = Type.Object(
  { id, name: title, role, centre },
  { description: "Who wrote it, in which role, for which control centre." },
);

export const severity = Type.Enum(["WATCH", "WARNING", "DISTRESS", "CRITICAL", "SEVERE"], {
  description: "Least first, as in Yamcs and XTCE.",
});

export const quantity = Type.Object(
  {
    value: Type.Number(),
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
    unit: Type.String({ maxLength: 32 }),
  },
  { description: "A value with its unit; low and high bound the 90 % credible interval." },
);

/** What `text` says, for those who say it in another language; the name of each value ends in its unit. */
export const says = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 64 }),
    values: Type.Record(Type.String({ maxLength: 64 }), Type.Union([Type.Number(), Type.String({ maxLength: 2000 })])),
  },
  { description: "What the text says, as a code and what is put into its sentence." },
);

/** Those who are asked or meant: a role, of one centre or of any. */
export const party = Type.Object({ role, centre: Type.Optional(centre) });

/** A moment as ISO 8601 UTC to the millisecond; as it was where it is none (a 60th second, which formats allow). */
export function toUtc(moment: string): string {
  const ms = Date.parse(moment);
  return Number.isNaN(ms) ? moment : new Date(ms).toISOString();
}
