import { Type } from "typebox";
import { authorFor } from "../../logbook/index.ts";
import { callerOf } from "../../people/index.ts";
import { problemResponses } from "../../problem/index.ts";
import { maybe, object, ofStation, stationId, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const anyObject = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description });
const fault = Type.Object({
  line: Type.Integer(),
  column: Type.Integer(),
  path: Type.String(),
  found: Type.String(),
  expected: Type.String(),
  says: anyObject("`found` and `expected` for other languages: `pattern`, the English, with {0}, {1} for its `values`"),
});
const faults = Type.Array(fault, { description: "By line and field; of element sets the first 100" });

const elements = object({
  name: Type.String(),
  hash: Type.String({ description: "SHA-256 of the file" }),
  received: time,
  by: Type.String(),
  objects: Type.Integer(),
  faults,
  fault_count: Type.Integer(),
  state: Type.Enum(["screening", "done", "failed"]),
  why: maybe(Type.String()),
  why_says: Type.Optional(anyObject("`why` for other languages")),
  screening: maybe(anyObject("What `hullwatch screen --json` says: docs/conjunctions.md")),
});
const view = object({
  now: time,
  norad_id: maybe(Type.String()),
  approaches: Type.Array(anyObject("`id`, and what `hullwatch pc --json` says: docs/conjunctions.md"), {
    description: "By messages, in order of time; those past stay for a day",
  }),
  refused: Type.Array(
    object({
      entry: Type.String(),
      name: Type.String(),
      received: time,
      by: Type.String(),
      fault: Type.String({ description: "File, line, column, field, what was found and what expected" }),
      faults: maybe(faults),
    }),
    { description: "Messages and files of element sets that cannot be used, as kept in the log; the last 20" },
  ),
  elements: maybe(elements),
});
const given = object({
  kind: Type.Enum(["message", "elements"]),
  entry: Type.Optional(Type.String({ description: "Of the log, that holds the message" })),
  approach: Type.Optional(maybe(Type.String())),
  objects: Type.Optional(Type.Integer()),
  faults: Type.Optional(faults),
  fault_count: Type.Optional(Type.Integer()),
});
const types = ["text/plain", "application/xml", "text/xml", "application/json", "text/csv"];

/** Conjunction messages and element sets in; what comes near the station. */
export async function skyRoutes(app: Routes, { stations, sky, logbook }: Service): Promise<void> {
  app.get(
    "/stations/:station/conjunctions",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "listConjunctions",
        tags: ["conjunctions"],
        description:
          "Approaches of which there are messages, each with its history, level, thresholds, when the next message is due and who shelters where; messages that cannot be used; what the newest element sets say, which is never a probability.",
        params: ofStation,
        response: { 200: view, ...problemResponses },
      },
    },
    async ({ params }) => sky.view(params.station) as never,
  );

  await app.register(async (texts) => {
    texts.removeAllContentTypeParsers();
    texts.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    (texts as unknown as Routes).post(
      "/stations/:station/conjunctions",
      {
        config: { needs: "send-telemetry", station: "station" },
        bodyLimit: 64 << 20,
        schema: {
          operationId: "giveConjunctions",
          tags: ["conjunctions"],
          description:
            "Takes one Conjunction Data Message (CCSDS 508.0, KVN or XML), which goes into the log, or element sets (TLE, or OMM as JSON, KVN, XML or CSV), which take the place of those before and are screened over the next 7 days. Which it is follows from the text. What cannot be used is refused with line and field, and kept in the log all the same.",
          consumes: types,
          params: object({ station: stationId }),
          querystring: object({
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "What the file is called" })),
            role: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "As which of your roles" })),
            centre: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
          }),
          body: Type.String(),
          response: { 201: given, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { params, query, body } = request;
        const { station } = params as { station: string };
        const { name = "message", ...as } = query as { name?: string; role?: string; centre?: string };
        stations.get(station);
        const author = authorFor(callerOf(request), "send-telemetry", station, as, logbook.centre);
        return reply.code(201).send((await sky.give(station, name, body as string, author)) as never);
      },
    );
  });
}
