import { Type } from "typebox";
import type { Centres } from "../../centres/index.ts";
import { problemResponses } from "../../problem/index.ts";
import { isoOf, maybe, object, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const why = maybe(Type.String({ description: "Why it is not up" }));
const own = object(
  {
    state: Type.Enum(["up", "down"]),
    since: time,
    why,
    unsent: Type.Integer({ description: "Entries that it has not yet" }),
  },
  "The own NATS, from which the others take the log of this centre",
);
const linkView = object({
  centre: Type.String(),
  state: Type.Enum(["up", "silent", "cut"], {
    description: "`cut`: its NATS is not reached; `silent`: it is, and its server is not heard",
  }),
  since: Type.String({ format: "date-time", description: "Up since then, else last heard then" }),
  why,
  behind: maybe(Type.Integer({ description: "Entries that it has and that are not here yet" })),
  files: Type.Integer({ description: "Files that entries speak of and that are not here yet" }),
  hears_us: maybe(Type.Boolean({ description: "Whether it takes in what is written here, as it says" })),
  clock_ahead_s: maybe(Type.Number({ description: "How far its clock is ahead of the one here" })),
  taken: Type.Integer({ description: "Entries taken in from it since the start" }),
});

/** The links to other control centres as the API shows them. */
export const linksView = Type.Array(linkView, { description: "How other control centres are linked to this one" });

export const linksOf = (centres: Centres | null) =>
  (centres?.status.links ?? []).map(({ since, hearsUs, clockAhead, ...link }) => ({
    ...link,
    since: isoOf(since / 1000),
    hears_us: hearsUs,
    clock_ahead_s: clockAhead,
  }));

/** How the centres hang together. */
export function centreRoutes(app: Routes, { centres, logbook }: Service): void {
  app.get(
    "/centres",
    {
      config: { needs: "read-log", station: "any" },
      schema: {
        operationId: "getCentres",
        tags: ["server"],
        description: "The other control centres: whether each is joined with this one, since when, and how far behind.",
        response: { 200: object({ centre: Type.String(), own: maybe(own), links: linksView }), ...problemResponses },
      },
    },
    async () => {
      const status = centres?.status;
      return {
        centre: logbook.centre,
        own: status === undefined ? null : { ...status.own, since: isoOf(status.own.since / 1000) },
        links: linksOf(centres),
      } as never;
    },
  );
}
