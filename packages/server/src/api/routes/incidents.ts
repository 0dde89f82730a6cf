import { exportIncident, incidentExportSchema, incidentReport } from "@hullwatch/log";
import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { object, stationId } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

/** A whole incident as one file. */
export function incidentRoutes(app: Routes, { stations, logbook, clocks }: Service): void {
  app.get(
    "/stations/:station/incidents/:incident/export",
    {
      config: { needs: "read-log", station: "station" },
      schema: {
        operationId: "exportIncident",
        tags: ["log"],
        description:
          "Everything that the log holds of an incident: as one page with its pictures in it (`html`), or as JSON that proves by its hashes that nothing in it was changed.",
        params: object({ station: stationId, incident: Type.String({ minLength: 1, maxLength: 128 }) }),
        querystring: object({ format: Type.Optional(Type.Union([Type.Literal("json"), Type.Literal("html")])) }),
        response: {
          200: {
            description: "The incident",
            content: { "application/json": { schema: incidentExportSchema }, "text/html": { schema: Type.String() } },
          },
          ...problemResponses,
        },
      },
    },
    async ({ params, query }, reply) => {
      const { id } = stations.get(params.station);
      const { format = "json" } = query;
      const { incident } = params;
      const { entries } = await logbook.log.list({ station: id, incident, limit: 1 });
      if (entries.length === 0)
        throw new ProblemError(404, "HW_UNKNOWN_INCIDENT", `found no incident "${incident}" of ${id}`);
      const found = await exportIncident(logbook.log, { station: id, incident }, clocks.of(id).now());
      const name = encodeURIComponent(`${id} ${incident}.${format}`).replaceAll("'", "%27");
      reply.header("content-disposition", `attachment; filename*=UTF-8''${name}`);
      if (format === "json") return reply.send(found as never);
      return reply.type("text/html; charset=utf-8").send((await incidentReport(found, logbook.log.files)) as never);
    },
  );
}
