import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { problemResponses } from "../../problem/index.ts";
import { clearSession, setSession } from "../cookie.ts";
import { callerOf } from "../guard.ts";
import { callerFrom, type People } from "../people.ts";
import { addressOf, note } from "../plugin.ts";
import type { SetUp } from "../setup.ts";
import { signInByPassword } from "../sign-in.ts";
import type { Account } from "../store/index.ts";
import { accountView, displayName, object, password, type Routes, userName, viewAccount } from "./schemas.ts";

export const signedInView = object({
  person: accountView,
  csrf_token: Type.String({ description: "Send it as x-csrf-token with every POST, PUT, PATCH and DELETE" }),
});

/** Begins a session of `account`. One that the browser had before ends, so that no session outlives a change of who it is. */
export function beginSession(people: People, request: FastifyRequest, reply: FastifyReply, account: Account) {
  const old = request.caller;
  if (old?.credential.kind === "session") people.sessions.end(old.person, old.credential.id);
  const agent = request.headers["user-agent"] ?? "";
  const { secret, session } = people.sessions.begin(account.id, addressOf(request), agent);
  request.caller = callerFrom(account, { kind: "session", id: session.id });
  request.session = { _csrf: session.csrf };
  setSession(request, reply, secret);
  return { person: viewAccount(account), csrf_token: reply.generateCsrf() };
}

/** How to sign in, set-up, sign-in by password, sign-out. */
export function signInRoutes(app: Routes, people: People, setUp: SetUp, issuerName: string | null): void {
  app.get(
    "/sign-in",
    {
      config: { needs: "public" },
      schema: {
        operationId: "waysToSignIn",
        tags: ["people"],
        response: {
          200: object({
            set_up_needed: Type.Boolean(),
            password: Type.Boolean(),
            oidc: Type.Union([Type.String(), Type.Null()], { description: "What the button says" }),
          }),
          ...problemResponses,
        },
      },
    },
    async () => ({ set_up_needed: setUp.needed, password: people.settings.password.enabled, oidc: issuerName }),
  );

  app.post(
    "/set-up",
    {
      config: { needs: "public" },
      schema: {
        operationId: "setUp",
        tags: ["people"],
        description: "Makes the first administrator by the code on the server's console. Works while there is none.",
        body: object({ code: Type.String({ maxLength: 100 }), name: userName, display_name: displayName, password }),
        response: { 201: signedInView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { code, name, display_name, password } = request.body;
      const account = await setUp.make(code, name, display_name, password, addressOf(request));
      const view = beginSession(people, request, reply, account);
      note(people, request, "changed", "set-up");
      return reply.code(201).send(view);
    },
  );

  app.post(
    "/sign-in",
    {
      config: { needs: "public" },
      schema: {
        operationId: "signIn",
        tags: ["people"],
        body: object({ name: Type.String({ minLength: 1, maxLength: 100 }), password }),
        response: { 200: signedInView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { name, password } = request.body;
      request.triedAccount = people.accounts.byName(name)?.id ?? null;
      const account = await signInByPassword(people, name, password, addressOf(request));
      const view = beginSession(people, request, reply, account);
      note(people, request, "signed-in", "password");
      return view;
    },
  );

  app.post(
    "/sign-out",
    {
      config: { needs: "session" },
      schema: { operationId: "signOut", tags: ["people"], response: { 204: Type.Null(), ...problemResponses } },
    },
    async (request, reply) => {
      const { person, credential } = callerOf(request);
      people.sessions.end(person, credential.id);
      clearSession(request, reply);
      return reply.code(204).send(null);
    },
  );
}
