import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { object } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

/** For those who keep the server running: does it live, may it be asked, how is it doing. */
export function healthRoutes(app: Routes, { notReady, metrics }: Service): void {
  app.get(
    "/health",
    {
      config: { needs: "public" },
      schema: {
        operationId: "health",
        tags: ["server"],
        description: "The process lives and answers.",
        response: { 200: object({ status: Type.Literal("alive") }), ...problemResponses },
      },
    },
    async () => ({ status: "alive" as const }),
  );

  app.get(
    "/ready",
    {
      config: { needs: "public" },
      schema: {
        operationId: "ready",
        tags: ["server"],
        description:
          "Everything that was accepted before has been taken in: every request can be answered. 503 where not.",
        response: { 200: object({ status: Type.Literal("ready") }), ...problemResponses },
      },
    },
    async () => {
      const why = notReady();
      if (why !== null) throw new ProblemError(503, "HW_NOT_READY", why, { "retry-after": "1" });
      return { status: "ready" as const };
    },
  );

  app.get(
    "/metrics",
    {
      config: { needs: "read-metrics" },
      schema: {
        operationId: "metrics",
        tags: ["server"],
        description: "Measures of the server in the text format of Prometheus.",
        response: {
          200: { description: "Measures", content: { "text/plain": { schema: Type.String() } } },
          ...problemResponses,
        },
      },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  );
}
