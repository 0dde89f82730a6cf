import { phrase } from "@hullwatch/core/phrase";
import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { everywhere } from "../caller.ts";
import { callerOf } from "../guard.ts";
import { may } from "../may.ts";
import type { People } from "../people.ts";
import { permissions } from "../permissions.ts";
import { note } from "../plugin.ts";
import { id, object, permission, placeId, type Routes, tokenView, viewToken } from "./schemas.ts";

const day = 86_400_000;
/** Nobody needs more, and a stolen session could make no end of them. */
const mostTokens = 50;

/** The own API tokens. Made and revoked in a session alone: a token that leaked makes no others. */
export function tokenRoutes(app: Routes, people: People): void {
  app.get(
    "/me/tokens",
    {
      config: { needs: "session" },
      schema: {
        operationId: "ownTokens",
        tags: ["people"],
        response: { 200: object({ tokens: Type.Array(tokenView) }), ...problemResponses },
      },
    },
    async (request) => ({ tokens: people.tokens.of(callerOf(request).person).map(viewToken) }),
  );

  app.post(
    "/me/tokens",
    {
      config: { needs: "session" },
      schema: {
        operationId: "makeToken",
        tags: ["people"],
        description: "The token is in this answer and never seen again. Send it as Authorization: Bearer.",
        body: object({
          name: Type.String({ minLength: 1, maxLength: 100 }),
          scopes: Type.Array(permission, { minItems: 1, uniqueItems: true }),
          station: Type.Optional(placeId),
          days: Type.Integer({ minimum: 1, maximum: people.settings.token_days_max }),
        }),
        response: { 201: object({ ...tokenView.properties, token: Type.String() }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { name, scopes, days, station = everywhere } = request.body;
      // Every scope must be held by its maker, at this station or, for a token for all, at some.
      const place = station === everywhere ? {} : { station };
      const beyond = scopes.filter((scope) => !may(caller, scope, permissions[scope].reach === "server" ? {} : place));
      if (beyond.length > 0) {
        throw new ProblemError(403, "HW_FORBIDDEN", `You may not ${beyond.join(", ")} yourself, nor may your token.`);
      }
      if (people.tokens.of(caller.person).length >= mostTokens) {
        throw new ProblemError(409, "HW_TOKENS", phrase`You have ${mostTokens} tokens: revoke one first.`);
      }
      const expires = people.clock.now() + days * day;
      const { secret, token } = people.tokens.create(caller.person, { name, scopes, station, expires });
      note(people, request, "changed", "token-made", token.id);
      return reply.code(201).send({ ...viewToken(token), token: secret });
    },
  );

  app.delete(
    "/me/tokens/:token",
    {
      config: { needs: "session" },
      schema: {
        operationId: "revokeOwnToken",
        tags: ["people"],
        params: object({ token: id }),
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      if (!people.tokens.remove(callerOf(request).person, request.params.token)) {
        throw new ProblemError(404, "HW_NOT_FOUND", "You have no such token.");
      }
      note(people, request, "changed", "token-revoked", request.params.token);
      return reply.code(204).send(null);
    },
  );
}
