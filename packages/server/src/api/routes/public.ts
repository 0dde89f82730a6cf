import { Type } from "typebox";
import { demandReal } from "../../ground/index.ts";
import { authorFor } from "../../logbook/index.ts";
import { callerOf } from "../../people/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { draftRelease, languageOf, statusFeed, statusPage, styleSheet } from "../../public/index.ts";
import { object, ofStation, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const base = "/status";
/** (s) How long others may keep what everybody may see. */
const cache = "public, max-age=10";

const releaseView = object({
  entry: Type.String(),
  station: Type.String(),
  time,
  title: Type.String(),
  text: Type.String(),
});
const as = {
  role: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  centre: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
};

/** A text answer that everybody may have. */
const text = (operationId: string, type: string, description: string) =>
  ({
    config: { needs: "public" },
    schema: {
      operationId,
      tags: ["public"],
      description,
      response: { 200: { description, content: { [type]: { schema: Type.String() } } }, ...problemResponses },
    },
  }) as const;

/** The public page and feed, without sign-in. */
export function publicRoutes(app: Routes, { logbook }: Service): void {
  const releases = () => logbook.state.releases;
  const html = "text/html; charset=utf-8";
  app.get(
    base,
    text("statusPage", "text/html", "What a flight director has released, newest first."),
    async ({ headers }, reply) =>
      reply
        .type(html)
        .headers({ "cache-control": cache, vary: "accept-language" })
        .send(statusPage(releases(), base, languageOf(headers["accept-language"]))),
  );
  app.get(
    `${base}/feed.atom`,
    text("statusFeed", "application/atom+xml", "The same as an Atom feed."),
    async (request, reply) =>
      reply
        .type("application/atom+xml; charset=utf-8")
        .header("cache-control", cache)
        .send(statusFeed(releases(), `${request.protocol}://${request.host}`, base)),
  );
  app.get(`${base}/style.css`, text("statusStyle", "text/css", "How the page looks."), async (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", cache).send(styleSheet),
  );
}

/** Drafts of what the public is told, and their release. */
export function releaseRoutes(app: Routes, { stations, logbook }: Service): void {
  app.get(
    "/stations/:station/releases/draft",
    {
      config: { needs: "release-status", station: "station" },
      schema: {
        operationId: "draftRelease",
        tags: ["public"],
        description: "A draft written from the state, and what it rests on. Nobody else sees it.",
        params: ofStation,
        response: {
          200: object({ title: Type.String(), text: Type.String(), basis: Type.Array(Type.String()) }),
          ...problemResponses,
        },
      },
    },
    async ({ params }) => {
      const { station, view } = stations.get(params.station);
      demandReal(station.id, "what is trained is not released");
      const draft = draftRelease(station, view);
      if (draft === null)
        throw new ProblemError(409, "HW_NOTHING_HEARD", `nothing has been heard of ${station.id} yet`);
      return { ...draft, basis: [...draft.basis] };
    },
  );

  app.post(
    "/stations/:station/releases",
    {
      config: { needs: "release-status", station: "station" },
      schema: {
        operationId: "release",
        tags: ["public"],
        description: "Releases a text to the public page and feed, and enters it in the log.",
        params: ofStation,
        body: object({
          ...as,
          key: Type.String({ minLength: 1, maxLength: 128, pattern: "^\\S(.*\\S)?$" }),
          title: Type.String({ minLength: 1, maxLength: 300 }),
          text: Type.String({ minLength: 1, maxLength: 20_000 }),
          language: Type.Optional(Type.String({ pattern: "^[a-z]{2}$" })),
        }),
        response: { 201: releaseView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { station } = request.params;
      stations.get(station);
      demandReal(station, "what is trained is not released");
      const { key, role, centre, ...body } = request.body;
      const author = authorFor(callerOf(request), "release-status", station, { role, centre }, logbook.centre);
      const { entry } = await logbook.append({ key, station, author, kind: "release", body });
      const { title, text } = body;
      return reply.code(201).send({ entry: `${entry.centre}:${entry.seq}`, station, time: entry.time, title, text });
    },
  );
}
