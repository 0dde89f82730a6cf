import { Type } from "typebox";
import { problemResponses } from "../../problem/index.ts";
import { maybe, object, time } from "../schemas.ts";
import type { Routes, Service } from "../service.ts";

const demoView = object({
  story: Type.String(),
  station: Type.String(),
  speed: Type.Number({ description: "How many times as fast as it was" }),
  begins: time,
  password: Type.String({ description: "Of all its people: everybody knows it" }),
  people: Type.Array(
    object({ name: Type.String(), display_name: Type.String(), role: Type.String(), centre: Type.String() }),
  ),
});

/** What a demonstration plays, and as whom it may be looked at. */
export function demoRoutes(app: Routes, { demo }: Service): void {
  app.get(
    "/demo",
    {
      config: { needs: "public" },
      schema: {
        operationId: "demo",
        tags: ["server"],
        description: "What this server demonstrates, and its people; null where it is in earnest.",
        response: { 200: object({ demo: maybe(demoView) }), ...problemResponses },
      },
    },
    async () => ({ demo: demo === null ? null : { ...demo, people: [...demo.people] } }),
  );
}
