import { Type } from "typebox";
import { problemResponses } from "../../problem/index.ts";
import type { People } from "../people.ts";
import { object, type Routes } from "./schemas.ts";

const textOrNull = Type.Union([Type.String(), Type.Null()]);

const rowView = object({
  id: Type.Integer(),
  first: Type.String({ format: "date-time" }),
  last: Type.String({ format: "date-time" }),
  count: Type.Integer({ description: "How often between the two; the same within a minute is one row" }),
  kind: Type.Union([Type.Literal("refused"), Type.Literal("signed-in"), Type.Literal("changed")]),
  code: Type.String(),
  person: textOrNull,
  credential: textOrNull,
  address: Type.String(),
  method: Type.String(),
  route: Type.String(),
  detail: Type.String(),
});

/** Refusals, sign-ins and changes of accounts, the newest first. */
export function auditRoutes(app: Routes, people: People): void {
  app.get(
    "/audit",
    {
      config: { needs: "read-audit" },
      schema: {
        operationId: "audit",
        tags: ["people"],
        querystring: object({
          before: Type.Optional(Type.Integer({ minimum: 1, description: "Only rows older than this id" })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
        }),
        response: { 200: object({ rows: Type.Array(rowView) }), ...problemResponses },
      },
    },
    async (request) => {
      const rows = people.audit.list(request.query);
      return {
        rows: rows.map(({ first, last, ...row }) => ({
          ...row,
          first: new Date(first).toISOString(),
          last: new Date(last).toISOString(),
        })),
      };
    },
  );
}
