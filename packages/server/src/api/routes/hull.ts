import type { CauseAnswer, RiskAnswer } from "@hullwatch/core/cause";
import { Type } from "typebox";
import { entryView } from "../../live/index.ts";
import { authorFor } from "../../logbook/index.ts";
import { callerOf } from "../../people/index.ts";
import { problemResponses } from "../../problem/index.ts";
import { Kept, type RiskAsked } from "../../whatif/index.ts";
import { object, ofStation } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";
import { storedEntry } from "./log.ts";

const asked = {
  days: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, maximum: 36_525, description: "(d) Mission time; 180 unless given" }),
  ),
  year: Type.Optional(
    Type.Number({ minimum: 1900, maximum: 2100, description: "In the middle of it; 2023 unless given" }),
  ),
  altitude_km: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100_000, description: "400 unless given" })),
  inclination_deg: Type.Optional(Type.Number({ minimum: 0, maximum: 180, description: "51.6 unless given" })),
};
const usual = { days: 180, year: 2023, altitude_km: 400, inclination_deg: 51.6 };
const flux = Type.Optional(
  Type.String({ minLength: 1, maxLength: 1_000_000, description: "Your own fluxes (CSV): docs/risk.md" }),
);
const evidence = Type.String({
  minLength: 1,
  maxLength: 60_000,
  description: "An evidence file (YAML): docs/cause.md",
});
const riskView = Type.Record(Type.String(), Type.Unknown(), {
  description: "What `hullwatch risk --json` says: docs/risk.md",
});
const causeView = Type.Record(Type.String(), Type.Unknown(), {
  description: "What `hullwatch cause --json` says: docs/cause.md",
});

/** In the words of the log: every cause with its share, never one of them alone. */
const sentence = ({ module, posterior }: CauseAnswer) =>
  `A hole in ${module}: ${Object.entries(posterior)
    .map(([cause, { value }]) => `${cause} ${Number((100 * value).toPrecision(2))} %`)
    .join(", ")}`;

/** What may go through the hull, and what made a hole. */
export function hullRoutes(app: Routes, { stations, whatIf, logbook }: Service): void {
  const kept = new Kept<RiskAnswer>();
  const riskOf = (station: string, said: Partial<RiskAsked>) => {
    const { file } = stations.get(station);
    const question = { ...usual, ...said };
    return kept.of(JSON.stringify([station, file.epoch, question]), async () => {
      return (await whatIf.ask({ kind: "risk", file: file.text, asked: question })) as RiskAnswer;
    });
  };
  app.get(
    "/stations/:station/risk",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "hullRisk",
        tags: ["hull"],
        description:
          "Probability that nothing goes through the hull, module by module, with bands and with how often the equations are right. Worked out once for each question.",
        params: ofStation,
        querystring: object(asked),
        response: { 200: riskView, ...problemResponses },
      },
    },
    async ({ params, query }) => (await riskOf(params.station, query)) as never,
  );
  app.post(
    "/stations/:station/what-if/risk",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "hullRiskWithFlux",
        tags: ["what if"],
        description: "The same with your own fluxes in place of the built-in ones.",
        params: ofStation,
        body: object({ ...asked, flux }),
        response: { 200: riskView, ...problemResponses },
      },
    },
    async ({ params, body }) => (await riskOf(params.station, body)) as never,
  );

  const weigh = async (station: string, said: { readonly evidence: string; readonly flux?: string }) => {
    const { file } = stations.get(station);
    return (await whatIf.ask({ kind: "cause", file: file.text, asked: said })) as CauseAnswer;
  };
  app.post(
    "/stations/:station/what-if/cause",
    {
      config: { needs: "read-telemetry", station: "station" },
      schema: {
        operationId: "weighCause",
        tags: ["what if"],
        description: "What made a hole, weighed from an evidence file. Nothing is kept.",
        params: ofStation,
        body: object({ evidence, flux }),
        response: { 200: causeView, ...problemResponses },
      },
    },
    async ({ params, body }) => (await weigh(params.station, body)) as never,
  );
  app.post(
    "/stations/:station/causes",
    {
      config: { needs: "write-log", station: "station" },
      schema: {
        operationId: "enterCause",
        tags: ["hull"],
        description:
          "The same, entered in the log with the evidence and the whole answer, so that every centre has it: read it again as entries of kind `cause-weighed`.",
        params: ofStation,
        body: object({
          evidence,
          flux,
          key: Type.String({ minLength: 1, maxLength: 128, pattern: "^\\S(.*\\S)?$" }),
          incident: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
          as: Type.Optional(
            object({
              role: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
              centre: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
            }),
          ),
        }),
        response: { 201: storedEntry, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { station } = request.params;
      const { evidence, flux, key, incident, as = {} } = request.body;
      stations.get(station);
      const author = authorFor(callerOf(request), "write-log", station, as, logbook.centre);
      const answer = await weigh(station, { evidence, ...(flux !== undefined && { flux }) });
      const title = answer.name.slice(0, 300);
      const stored = await logbook.append({
        ...{ key, station, author, kind: "cause-weighed", ...(incident !== undefined && { incident }) },
        body: { title, text: sentence(answer), evidence, answer: { ...answer } },
      });
      return reply.code(201).send(entryView(stored));
    },
  );
}
