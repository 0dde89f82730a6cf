import { Type } from "typebox";
import { problemResponses } from "../../problem/index.ts";
import { object } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

/** Copies of everything that is kept, taken while the server runs. */
export function backupRoutes(app: Routes, { backup }: Service): void {
  app.post(
    "/backups",
    {
      config: { needs: "backup" },
      schema: {
        operationId: "makeBackup",
        tags: ["server"],
        description:
          "Copies telemetry, states, log, files, stations and people into a new folder in `backup_dir` of the server. Everything acknowledged before is in it. `hullwatch serve --restore` begins from it.",
        body: object({
          name: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description: "Of the folder" }),
        }),
        response: { 201: object({ folder: Type.String(), seconds: Type.Number() }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const begun = performance.now();
      const folder = await backup(request.body.name);
      return reply.code(201).send({ folder, seconds: Math.round(performance.now() - begun) / 1000 });
    },
  );
}
