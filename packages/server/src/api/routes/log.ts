import { type Draft, draftSchemas, entrySchema, type Kind, kindNames } from "@hullwatch/log";
import { Type } from "typebox";
import { demandReal } from "../../ground/index.ts";
import { entryView } from "../../live/index.ts";
import { type As, authorFor } from "../../logbook/index.ts";
import { callerOf, type Permission } from "../../people/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { atMoment, list, object, ofStation, seconds, split, stationId, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

/** Which permission each kind of entry wants; null: it is written by the server or by a route of its own alone. */
const permissionOf: Readonly<Record<Kind, Permission | null>> = {
  "incident-opened": "decide",
  "incident-closed": "decide",
  "hatch-moved": "report-hatch",
  "crew-moved": "report-crew",
  action: "write-log",
  decision: "decide",
  "poll-opened": "call-poll",
  "poll-voted": "vote",
  "poll-closed": "call-poll",
  handover: "hand-over",
  "handover-accepted": "hand-over",
  note: "write-log",
  file: null,
  correction: "write-log",
  release: "release-status",
  "alarm-raised": null,
  "alarm-updated": null,
  "alarm-cleared": null,
  "alarm-acknowledged": "acknowledge-alarms",
  "alarm-shelved": "shelve-alarms",
  "alarm-unshelved": "shelve-alarms",
  "alarm-latched": "shelve-alarms",
  "alarm-reset": "shelve-alarms",
  "procedure-published": null,
  "procedure-started": "run-procedure",
  "step-done": "run-procedure",
  deviation: "run-procedure",
  "procedure-ended": "run-procedure",
  "conjunction-message": null,
  "cause-weighed": null,
};

const writable = kindNames.filter((kind) => permissionOf[kind] !== null);
const fieldsOf = (kind: Kind) => {
  const { author: _, station: __, ...fields } = draftSchemas[kind].properties;
  return fields;
};
const as = Type.Optional(
  object(
    {
      role: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      centre: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
    },
    "As whom, of those that you may speak as",
  ),
);
const newEntry = Type.Union(writable.map((kind) => object({ ...fieldsOf(kind), as }, kind)));

const entryId = Type.String({
  pattern: "^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?:[1-9][0-9]{0,15}$",
  description: "centre:number",
});
/** An entry with its arrival. */
export const storedEntry = object({
  arrival: Type.Integer({ description: "Place in the order in which this server came to have it" }),
  id: entryId,
  entry: entrySchema,
});
const kinds = list("Only these kinds");
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: "100 unless given" }));
const filter = {
  incident: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
  kinds,
  from: Type.Optional(time),
  to: Type.Optional(time),
};

const filterOf = (
  station: string,
  { incident, kinds, from, to }: { incident?: string; kinds?: string; from?: string; to?: string },
) => ({
  station,
  ...(incident !== undefined && { incident }),
  ...(kinds !== undefined && { kinds: split(kinds)! }),
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

/** The shared log: append, read, search, check. */
export function logRoutes(app: Routes, { stations, logbook, past }: Service): void {
  const { log } = logbook;

  app.post(
    "/stations/:station/log",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "writeLog",
        tags: ["log"],
        description:
          "Adds an entry. What kind of entry it is decides who may. Answered once it is on the disk. The same `key` again gives the entry that is there. A hatch or a person that is reported moved, and an action with `parameter` and `value`, are told to the engine as well.",
        params: ofStation,
        body: newEntry,
        response: { 201: storedEntry, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { station } = request.params;
      stations.get(station);
      const { as = {}, ...said } = request.body as unknown as Pick<Draft, "kind"> & { readonly as?: As };
      if (said.kind === "release") demandReal(station, "what is trained is not released");
      const caller = callerOf(request);
      const author = authorFor(caller, permissionOf[said.kind]!, station, as, logbook.centre);
      const draft = { ...said, station, author } as Draft;
      if (draft.kind !== "correction") return reply.code(201).send(entryView(await logbook.append(draft)));
      // A correction says anew what it corrects, and wants the same of its author.
      const needs = permissionOf[await ownKind(station, draft.body.of, author.id)];
      const own = needs === null ? author : authorFor(caller, needs, station, as, logbook.centre);
      return reply.code(201).send(entryView(await logbook.append({ ...draft, author: own })));
    },
  );

  /** The kind of an entry that a person has written: nobody corrects another's. */
  async function ownKind(station: string, id: string, person: string): Promise<Kind> {
    const found = await log.get(id);
    if (!found.some(({ entry }) => entry.station === station))
      throw new ProblemError(404, "HW_UNKNOWN_ENTRY", `found no entry "${id}" of ${station}`);
    const own = found.find(({ entry }) => entry.author.id === person);
    if (own === undefined)
      throw new ProblemError(403, "HW_FORBIDDEN", `You may correct your own entries, and ${id} is another's.`);
    return own.entry.kind as Kind;
  }

  app.get(
    "/stations/:station/log",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "readLog",
        tags: ["log"],
        description: "Entries in the order of the log, the same in every centre.",
        params: ofStation,
        querystring: object({
          ...filter,
          after: Type.Optional(entryId),
          before: Type.Optional(entryId),
          newest_first: Type.Optional(Type.Boolean()),
          limit,
        }),
        response: { 200: object({ entries: Type.Array(storedEntry), more: Type.Boolean() }), ...problemResponses },
      },
    },
    async ({ params, query }) => {
      const { after, before, newest_first, limit, ...rest } = query;
      const found = await log.list({
        ...filterOf(stations.get(params.station).id, rest),
        ...(after !== undefined && { after }),
        ...(before !== undefined && { before }),
        ...(newest_first !== undefined && { newestFirst: newest_first }),
        ...(limit !== undefined && { limit }),
      });
      return { entries: found.entries.map(entryView), more: found.more };
    },
  );

  app.get(
    "/stations/:station/log/arrivals",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "readLogSince",
        tags: ["log"],
        description: "Entries in the order in which this server came to have them: for those who resume.",
        params: ofStation,
        querystring: object({ ...filter, after: Type.Optional(Type.Integer({ minimum: 0 })), limit }),
        response: {
          200: object({ entries: Type.Array(storedEntry), next: Type.Integer(), more: Type.Boolean() }),
          ...problemResponses,
        },
      },
    },
    async ({ params, query }) => {
      const { after, limit, ...rest } = query;
      const more = { ...(after !== undefined && { after }), ...(limit !== undefined && { limit }) };
      const found = await log.since({ ...filterOf(stations.get(params.station).id, rest), ...more });
      return { ...found, entries: found.entries.map(entryView) };
    },
  );

  app.get(
    "/stations/:station/log/search",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "searchLog",
        tags: ["log"],
        description: 'Words that must all be there; "a phrase"; -word for what must not be.',
        params: ofStation,
        querystring: object({
          ...filter,
          text: Type.String({ minLength: 1, maxLength: 500 }),
          offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
          limit,
        }),
        response: {
          200: object({
            hits: Type.Array(
              Type.Object({
                ...storedEntry.properties,
                fragments: Type.Array(object({ text: Type.String(), hit: Type.Boolean() })),
              }),
            ),
            more: Type.Boolean(),
          }),
          ...problemResponses,
        },
      },
    },
    async ({ params, query }) => {
      const { text, offset, limit, ...rest } = query;
      const more = { ...(offset !== undefined && { offset }), ...(limit !== undefined && { limit }) };
      const found = await log.search({ ...filterOf(stations.get(params.station).id, rest), text, ...more });
      const hits = found.hits.map((hit) => ({ ...entryView(hit), fragments: [...hit.fragments] }));
      return { hits, more: found.more };
    },
  );

  app.get(
    "/stations/:station/log/state",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "logState",
        tags: ["log"],
        description:
          "What follows from the log: incidents, hatches, crew, polls, decisions, handovers, procedures and their runs, releases, corrections.",
        params: ofStation,
        querystring: object({ at: atMoment }),
        response: { 200: Type.Record(Type.String(), Type.Array(Type.Unknown())), ...problemResponses },
      },
    },
    async ({ params, query }) => {
      const { id } = stations.get(params.station);
      const state = query.at === undefined ? logbook.state : await past.log(id, 1000 * seconds(query.at));
      const ofStation = (one: object) => !("station" in one) || one.station === id;
      return Object.fromEntries(Object.entries(state).map(([part, all]) => [part, all.filter(ofStation)]));
    },
  );

  app.get(
    "/stations/:station/log/entries/:entry",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "getEntry",
        tags: ["log"],
        params: object({ station: stationId, entry: entryId }),
        response: { 200: storedEntry, ...problemResponses },
      },
    },
    async ({ params }) => {
      const found = (await log.get(params.entry)).find(({ entry }) => entry.station === params.station);
      if (found === undefined)
        throw new ProblemError(404, "HW_UNKNOWN_ENTRY", `found no entry "${params.entry}" of ${params.station}`);
      return entryView(found);
    },
  );

  app.get(
    "/log/verification",
    {
      config: { needs: "read-audit" },
      schema: {
        operationId: "verifyLog",
        tags: ["log"],
        description: "Goes through every entry: whether each is what was written, none is missing, none was put in.",
        response: {
          200: object({
            sound: Type.Boolean(),
            entries: Type.Integer(),
            heads: Type.Array(object({ centre: Type.String(), seq: Type.Integer(), hash: Type.String() })),
            faults: Type.Array(
              object({ what: Type.String(), centre: Type.String(), seq: Type.Integer(), text: Type.String() }),
            ),
          }),
          ...problemResponses,
        },
      },
    },
    async () => (await log.verify()) as never,
  );
}
