import type { OutgoingHttpHeaders } from "node:http";
import { phrase } from "@hullwatch/core/phrase";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { eventView, Listener, readMark, type Wish } from "../../live/index.ts";
import { type Caller, callerOf, may } from "../../people/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { list, object, ofStation, seconds, split, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

/** (ms) Between two heartbeats of a stream. */
const heartbeat = 15_000;

const eventSchema = Type.Object(
  {
    id: Type.String({ description: "station:position:place; no restart changes it" }),
    seq: Type.Integer(),
    station: Type.String(),
    late: Type.Boolean({ description: "It speaks of a past that was sent too late to be news" }),
    type: Type.String(),
    time: Type.String(),
  },
  { description: "An event with the fields of docs/events.md; the id of an alarm is in `alarm`" },
);

const streamQuery = {
  types: list("Only these types of events; `rows` are readings as they are accepted, `log` is the shared log"),
  after: Type.Optional(
    Type.String({ pattern: "^\\d{1,15}\\.\\d{1,15}$", description: "Where to resume, as Last-Event-ID" }),
  ),
};

/** Events of the engines: what there was, and as they come. */
export function eventRoutes(app: Routes, service: Service): void {
  const { stations, events } = service;
  app.get(
    "/stations/:station/events",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "listEvents",
        tags: ["events"],
        description: "What the engine of a station has said, in order.",
        params: ofStation,
        querystring: object({
          after: Type.Optional(
            Type.Integer({ minimum: 0, description: "The `seq` that was last had; 0 unless given" }),
          ),
          types: list("Only these types of events"),
          until: Type.Optional({ ...time, description: "Only what speaks of a moment up to then" }),
          newest_first: Type.Optional(Type.Boolean({ description: "`after` is then where it ends" })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: "100 unless given" })),
        }),
        response: {
          200: object({
            events: Type.Array(eventSchema),
            next: Type.Integer({ description: "To be given as `after` next time" }),
            more: Type.Boolean(),
          }),
          ...problemResponses,
        },
      },
    },
    async ({ params, query }) => {
      const { after = 0, limit = 100 } = query;
      const { id } = stations.get(params.station);
      const until = query.until === undefined ? undefined : seconds(query.until);
      const asked = { stations: [id], types: split(query.types), after, until, newestFirst: query.newest_first };
      const found = events.list({ ...asked, limit: limit + 1 });
      const page = found.slice(0, limit);
      return { events: page.map(eventView), next: page.at(-1)?.seq ?? after, more: found.length > limit };
    },
  );

  const streamSchema = {
    tags: ["events"],
    response: {
      200: { description: "Server-sent events", content: { "text/event-stream": { schema: Type.String() } } },
      ...problemResponses,
    },
  };
  app.get(
    "/stations/:station/stream",
    {
      // A stream without a body would never end.
      exposeHeadRoute: false,
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "streamStation",
        description:
          "Everything new of a station, as server-sent events. Sent again with the header Last-Event-ID it goes on after that message. Readings (`rows`) have no id: what was missed of them is in the history.",
        params: ofStation,
        querystring: object(streamQuery),
        ...streamSchema,
      },
    },
    async (request, reply) => {
      const { id } = stations.get(request.params.station);
      const wish = wishOf(request, split(request.query.types), (station) => station === id);
      await stream(service, request, reply, wish, request.query.after);
    },
  );
  app.get(
    "/stream",
    {
      exposeHeadRoute: false,
      config: { needs: "read-telemetry", station: "any" },
      schema: {
        operationId: "streamAll",
        description: "The same of several stations, or of all that the caller may see.",
        querystring: object({ ...streamQuery, stations: list("Only these stations") }),
        ...streamSchema,
      },
    },
    async (request, reply) => {
      const { types, after } = request.query;
      const asked = split(request.query.stations);
      const wish = wishOf(request, split(types), (station) => asked?.includes(station) ?? true);
      await stream(service, request, reply, wish, after);
    },
  );
}

function wishOf(request: FastifyRequest, types: readonly string[] | undefined, station: (id: string) => boolean): Wish {
  const caller = callerOf(request);
  // Asked once a stream and station: what changes is noticed at the next heartbeat.
  const known = new Map<string, boolean>();
  const mayRead = (permission: "read-telemetry" | "read-log", id: string) => {
    const name = `${permission} ${id}`;
    if (!known.has(name)) known.set(name, may(caller, permission, { station: id }));
    return known.get(name) === true;
  };
  return {
    station: (id) => station(id) && mayRead("read-telemetry", id),
    log: (id) => mayRead("read-log", id),
    types: types === undefined ? null : new Set(types),
  };
}

/** Answers with a stream that lasts until somebody ends it, or the caller may no longer hear it. */
async function stream(service: Service, request: FastifyRequest, reply: FastifyReply, wish: Wish, after?: string) {
  const { hub, people, machine, metrics } = service;
  const last = request.headers["last-event-id"] ?? after;
  const mark = last === undefined ? hub.now : readMark(String(last));
  // An id that is none would begin anew in silence.
  if (mark === null)
    throw new ProblemError(400, "HW_LAST_EVENT_ID", phrase`found "${String(last)}", expected the id of a message`);
  const { raw } = reply.hijack();
  const listener = new Listener(raw, wish, mark, () => metrics.slow.inc());
  const closed = new AbortController();
  const grants = grantsOf(callerOf(request));
  raw.on("close", () => {
    closed.abort();
    hub.remove(listener);
  });
  raw.writeHead(200, {
    ...headersOf(reply),
    "content-type": "text/event-stream; charset=utf-8",
    "x-accel-buffering": "no",
  });
  listener.write(`: hullwatch\nretry: 1000\n\n`);
  await hub.add(listener);
  while (listener.isOpen) {
    await machine.sleep(heartbeat, closed.signal);
    const caller = people.recheck(callerOf(request));
    if (caller === undefined || grantsOf(caller) !== grants) return listener.end();
    listener.write(": heartbeat\n\n");
  }
}

const headersOf = (reply: FastifyReply) =>
  Object.fromEntries(
    Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined),
  ) as OutgoingHttpHeaders;

/** What a caller may do, as a text that changes with it. */
const grantsOf = ({ grants, credential, mustChangePassword }: Caller) =>
  JSON.stringify([grants, credential, mustChangePassword]);
