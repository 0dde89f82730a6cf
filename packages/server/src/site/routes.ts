import type { FastifyInstance } from "fastify";
import { codingFor, type SiteFile } from "./site.ts";

/** (s) A year: what is under a name that changes with its content never changes. */
const forever = "public, max-age=31536000, immutable";

/** A route for each file of the console. Only what was there when the server began is sent, so that no path leads elsewhere. */
export function siteRoutes(app: FastifyInstance, files: readonly SiteFile[]): void {
  for (const file of files) {
    app.get(file.path, { config: { needs: "public" }, schema: { hide: true } }, async (request, reply) => {
      const coding = codingFor(request.headers["accept-encoding"], file);
      if (coding !== "identity") reply.header("content-encoding", coding);
      return reply
        .type(file.type)
        .header("vary", "accept-encoding")
        .header("cache-control", file.hashed ? forever : "no-cache")
        .send(file.bodies[coding]);
    });
  }
}
