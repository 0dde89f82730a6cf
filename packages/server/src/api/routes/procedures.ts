import { phrase } from "@hullwatch/core/phrase";
import { parseProcedure, sha256Of } from "@hullwatch/log";
import { Type } from "typebox";
import { authorFor } from "../../logbook/index.ts";
import { callerOf } from "../../people/index.ts";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import type { KnownProcedure } from "../../procedures/index.ts";
import { maybe, object, ofStation, stationId } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const hash = Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256 of the text: the version" });
const words = Type.Record(Type.String(), Type.String(), { description: "By language: en, ru" });
const summary = object({
  procedure: Type.String(),
  hash,
  title: words,
  steps: Type.Integer(),
  published: maybe(
    Type.String({ description: "The entry in the log; null for one that ships and was not used here yet" }),
  ),
});
const whole = object({ ...summary.properties, text: Type.String({ description: "YAML, hullwatch: procedure/1" }) });

const summaryOf = ({ procedure, hash, published }: KnownProcedure) => ({
  procedure: procedure.id,
  hash,
  title: { ...procedure.title },
  steps: procedure.steps.length,
  published,
});

/** Procedures: those that ship, and own ones, every version. */
export function procedureRoutes(app: Routes, { stations, logbook, library }: Service): void {
  app.get(
    "/stations/:station/procedures",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "listProcedures",
        tags: ["procedures"],
        description: "Every version, the newest of what was published here first.",
        params: ofStation,
        response: { 200: object({ procedures: Type.Array(summary) }), ...problemResponses },
      },
    },
    async ({ params }) => ({ procedures: library.of(stations.get(params.station).id).map(summaryOf) }),
  );

  app.get(
    "/stations/:station/procedures/:hash",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "getProcedure",
        tags: ["procedures"],
        params: object({ station: stationId, hash }),
        response: { 200: whole, ...problemResponses },
      },
    },
    async ({ params }) => {
      const found = library.get(stations.get(params.station).id, params.hash);
      return { ...summaryOf(found), text: found.text };
    },
  );

  const text = Type.String({ minLength: 1, maxLength: 150_000 });
  app.post(
    "/stations/:station/procedures/check",
    {
      config: { needs: "edit-procedure", station: "station" },
      schema: {
        operationId: "checkProcedure",
        tags: ["procedures"],
        description: "Checks a procedure (YAML) without publishing it: every fault by line and column.",
        consumes: ["application/yaml"],
        params: ofStation,
        body: text,
        response: { 200: summary, ...problemResponses },
      },
    },
    async ({ body }) => {
      const procedure = parseProcedure(body, "procedure.yaml");
      return summaryOf({ procedure, hash: sha256Of(body), text: body, published: null });
    },
  );

  app.put(
    "/stations/:station/procedures/:procedure",
    {
      config: { needs: "edit-procedure", station: "station" },
      schema: {
        operationId: "putProcedure",
        tags: ["procedures"],
        description: "Publishes a procedure, or a new version of it, in the log: every centre has it from there.",
        consumes: ["application/yaml"],
        params: object({ station: stationId, procedure: Type.String({ minLength: 1, maxLength: 128 }) }),
        body: text,
        response: { 200: summary, 201: summary, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { station, procedure: id } = request.params;
      stations.get(station);
      const procedure = parseProcedure(request.body, `${id}.yaml`);
      if (procedure.id !== id)
        throw new ProblemError(422, "HW_PROCEDURE_ID", phrase`found procedure "${procedure.id}", expected "${id}"`);
      const version = sha256Of(request.body);
      const known = library.of(station).find((one) => one.hash === version);
      if (known !== undefined && known.published !== null) return summaryOf(known);
      const author = authorFor(callerOf(request), "edit-procedure", station, {}, logbook.centre);
      const body = { procedure: id, hash: version, title: procedure.title.en, text: request.body };
      await logbook.append({ key: `procedure ${version}`, station, author, kind: "procedure-published", body });
      return reply.code(201).send(summaryOf(library.get(station, version)));
    },
  );
}
