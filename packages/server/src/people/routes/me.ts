import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { callerOf } from "../guard.ts";
import { standings } from "../may.ts";
import type { People } from "../people.ts";
import { everyPermission } from "../permissions.ts";
import { addressOf, note } from "../plugin.ts";
import { changePassword } from "../sign-in.ts";
import {
  accountView,
  grant,
  id,
  object,
  password,
  permission,
  type Routes,
  sessionView,
  viewAccount,
  viewSession,
} from "./schemas.ts";
import { beginSession, signedInView } from "./sign-in.ts";

const meView = object({
  person: accountView,
  credential: Type.Union([Type.Literal("session"), Type.Literal("token")]),
  may: Type.Array(object({ permission, by: Type.Array(grant) }), {
    description: "What is allowed, and by which grants",
  }),
  csrf_token: Type.Union([Type.String(), Type.Null()]),
});

/** Who am I; the own password; the own sessions. */
export function meRoutes(app: Routes, people: People): void {
  app.get(
    "/me",
    {
      config: { needs: "signed-in" },
      schema: { operationId: "whoAmI", tags: ["people"], response: { 200: meView, ...problemResponses } },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      return {
        person: viewAccount(people.accounts.byId(caller.person)!),
        credential: caller.credential.kind,
        may: everyPermission
          .map((permission) => ({ permission, by: [...standings(caller, permission)] }))
          .filter(({ by }) => by.length > 0),
        csrf_token: request.session === null ? null : reply.generateCsrf(),
      };
    },
  );

  app.post(
    "/me/password",
    {
      config: { needs: "session" },
      schema: {
        operationId: "changePassword",
        tags: ["people"],
        description: "Every other session of the account ends, and this one is begun anew.",
        body: object({ present: password, new: password }),
        response: { 200: signedInView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const account = people.accounts.byId(callerOf(request).person)!;
      await changePassword(people, account, request.body.present, request.body.new, addressOf(request));
      note(people, request, "changed", "own-password");
      return beginSession(people, request, reply, people.accounts.byId(account.id)!);
    },
  );

  app.get(
    "/me/sessions",
    {
      config: { needs: "session" },
      schema: {
        operationId: "ownSessions",
        tags: ["people"],
        response: { 200: object({ sessions: Type.Array(sessionView) }), ...problemResponses },
      },
    },
    async (request) => {
      const { person, credential } = callerOf(request);
      return { sessions: people.sessions.of(person).map((session) => viewSession(session, credential.id)) };
    },
  );

  app.delete(
    "/me/sessions/:session",
    {
      config: { needs: "session" },
      schema: {
        operationId: "endOwnSession",
        tags: ["people"],
        params: object({ session: id }),
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      if (!people.sessions.end(callerOf(request).person, request.params.session)) {
        throw new ProblemError(404, "HW_NOT_FOUND", "You have no such session.");
      }
      note(people, request, "changed", "session-ended", request.params.session);
      return reply.code(204).send(null);
    },
  );
}
