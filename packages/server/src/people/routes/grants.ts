import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import type { People } from "../people.ts";
import { note } from "../plugin.ts";
import { demandCover, managed } from "./people.ts";
import {
  accountView,
  fullGrant,
  id,
  newGrant,
  object,
  type Routes,
  sessionView,
  tokenView,
  viewAccount,
  viewSession,
  viewToken,
} from "./schemas.ts";

const config = { needs: "manage-people", station: "any" } as const;
const tags = ["people"];

/** What another person holds: roles, sessions, tokens. */
export function grantRoutes(app: Routes, people: People): void {
  const { accounts } = people;

  app.post(
    "/people/:person/grants",
    {
      config,
      schema: {
        operationId: "grant",
        tags,
        params: object({ person: id }),
        body: newGrant,
        response: { 201: accountView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const account = managed(people, request, request.params.person);
      const given = fullGrant(request.body);
      const { role, station, centre } = given;
      demandCover(request, [given]);
      accounts.grant(account.id, given);
      note(people, request, "changed", "granted", `${account.id} ${role} station ${station} centre ${centre}`);
      return reply.code(201).send(viewAccount(accounts.byId(account.id)!));
    },
  );

  app.delete(
    "/people/:person/grants/:grant",
    {
      config,
      schema: {
        operationId: "withdraw",
        tags,
        params: object({ person: id, grant: id }),
        response: { 200: accountView, ...problemResponses },
      },
    },
    async (request) => {
      const account = managed(people, request, request.params.person);
      const held = account.grants.find((one) => one.id === request.params.grant);
      if (held === undefined) throw new ProblemError(404, "HW_NOT_FOUND", `${account.name} holds no such grant.`);
      accounts.withdraw(account.id, held.id);
      const { role, station, centre } = held;
      note(people, request, "changed", "withdrawn", `${account.id} ${role} station ${station} centre ${centre}`);
      return viewAccount(accounts.byId(account.id)!);
    },
  );

  app.get(
    "/people/:person/credentials",
    {
      config,
      schema: {
        operationId: "credentialsOf",
        tags,
        params: object({ person: id }),
        response: {
          200: object({ sessions: Type.Array(sessionView), tokens: Type.Array(tokenView) }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const { id } = managed(people, request, request.params.person);
      return {
        sessions: people.sessions.of(id).map((session) => viewSession(session, request.caller?.credential.id)),
        tokens: people.tokens.of(id).map(viewToken),
      };
    },
  );

  app.delete(
    "/people/:person/credentials/:credential",
    {
      config,
      schema: {
        operationId: "revoke",
        tags,
        description: "Ends a session or revokes a token of another person.",
        params: object({ person: id, credential: id }),
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      const account = managed(people, request, request.params.person);
      const { credential } = request.params;
      if (!people.sessions.end(account.id, credential) && !people.tokens.remove(account.id, credential)) {
        throw new ProblemError(404, "HW_NOT_FOUND", `${account.name} has no such session or token.`);
      }
      note(people, request, "changed", "revoked", credential);
      return reply.code(204).send(null);
    },
  );
}
