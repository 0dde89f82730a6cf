import Type, { type Static, type TObject } from "typebox";
import { type Body, bodySchemas, type Kind, kindNames } from "./kinds.ts";
import { author, centre, id, idAs, momentAs, sha256 } from "./words.ts";

/**
 * When an entry was written, by a hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", OPODIS 2014): `ms`
 * is the largest UNIX time (ms) that its writer had seen, on its own clock or in an entry, `count` tells apart what
 * shares it. What somebody could have read when writing is therefore always before what they wrote.
 */
export const stampSchema = Type.Object({
  ms: Type.Integer({ minimum: 0, maximum: 253_402_300_799_999 }),
  count: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
});

/** An entry as it is kept and sent, of any kind, also one that this version does not know. */
export const entrySchema = Type.Object({
  centre,
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "From 1, no gap, by centre." }),
  key: id,
  station: id,
  incident: Type.Union([id, Type.Null()]),
  time: Type.String({
    pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$",
    format: "date-time",
    description: "When it happened; ISO 8601 UTC to the millisecond.",
  }),
  stamp: stampSchema,
  author,
  kind: Type.String({ pattern: "^[a-z][a-z0-9-]{0,63}$" }),
  body: Type.Record(Type.String(), Type.Unknown()),
  previous: sha256,
  hash: sha256,
});

export type Stamp = Static<typeof stampSchema>;
export type Author = Static<typeof author>;
export type Entry = Static<typeof entrySchema>;
/** An entry of a known kind whose body is what that kind wants. */
export type EntryOf<K extends Kind> = Omit<Entry, "kind" | "body"> & { kind: K; body: Body<K> };
export type KnownEntry = { [K in Kind]: EntryOf<K> }[Kind];

/** What a writer says. The log adds centre, number, stamp and hashes. */
const envelope = {
  key: idAs("The writer's own id for it: sent again, it makes no second entry."),
  station: id,
  incident: Type.Optional(id),
  time: Type.Optional(momentAs("When it happened; the moment of writing unless given.")),
  author,
};

const draftOf = <K extends Kind>(kind: K) =>
  Type.Object({ ...envelope, kind: Type.Literal(kind), body: bodySchemas[kind] }, { additionalProperties: false });

/** What each kind of new entry must be: for one route a kind. */
export const draftSchemas = Object.fromEntries(kindNames.map((kind) => [kind, draftOf(kind)])) as {
  readonly [K in Kind]: ReturnType<typeof draftOf<K>>;
};

/** A new entry of any kind. */
export const draftSchema = Type.Union(kindNames.map((kind) => draftOf(kind)));

export type DraftOf<K extends Kind> = Static<TObject<typeof envelope>> & { kind: K; body: Body<K> };
export type Draft = { [K in Kind]: DraftOf<K> }[Kind];

/** `houston:17`. */
export type EntryId = string;
export const idOf = ({ centre, seq }: Pick<Entry, "centre" | "seq">): EntryId => `${centre}:${seq}`;
