import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import type { Grant } from "../caller.ts";
import { callerOf } from "../guard.ts";
import { mayManage } from "../may.ts";
import type { People } from "../people.ts";
import { note } from "../plugin.ts";
import { hashNewPassword, resetPassword } from "../sign-in.ts";
import type { Account } from "../store/index.ts";
import {
  accountView,
  displayName,
  fullGrant,
  id,
  newGrant,
  object,
  password,
  type Routes,
  userName,
  viewAccount,
} from "./schemas.ts";

const config = { needs: "manage-people", station: "any" } as const;
const params = object({ person: id });
const tags = ["people"];

/** Throws `ProblemError` 403 where what `held` reaches is beyond what the caller may manage. */
export function demandCover(request: FastifyRequest, held: readonly Grant[]): void {
  if (mayManage(callerOf(request), held)) return;
  throw new ProblemError(403, "HW_BEYOND", "This reaches stations or centres where you do not manage people.");
}

/** The account of the route, whatever it holds covered by the caller. Throws `ProblemError` 404, 403. */
export function managed(people: People, request: FastifyRequest, person: string): Account {
  const account = people.accounts.byId(person);
  if (account === undefined) throw new ProblemError(404, "HW_NOT_FOUND", "There is no such person.");
  demandCover(request, account.grants);
  return account;
}

/** Accounts: list, make, change, reset the password, remove. */
export function peopleRoutes(app: Routes, people: People): void {
  const { accounts } = people;

  app.get(
    "/people",
    {
      config,
      schema: {
        operationId: "people",
        tags,
        response: { 200: object({ people: Type.Array(accountView) }), ...problemResponses },
      },
    },
    async () => ({ people: accounts.all().map(viewAccount) }),
  );

  app.post(
    "/people",
    {
      config,
      schema: {
        operationId: "makePerson",
        tags,
        description: "A local account. Its owner must change the password at the first sign-in.",
        body: object({
          name: userName,
          display_name: displayName,
          password,
          grants: Type.Array(newGrant, { maxItems: 50 }),
        }),
        response: { 201: accountView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { name, display_name, password, grants } = request.body;
      const full = grants.map(fullGrant);
      demandCover(request, full);
      const hash = await hashNewPassword(people, password, [name, display_name]);
      const made = accounts.create({ name, displayName: display_name, password: hash, mustChangePassword: true }, full);
      note(people, request, "changed", "person-made", made.id);
      return reply.code(201).send(viewAccount(made));
    },
  );

  app.patch(
    "/people/:person",
    {
      config,
      schema: {
        operationId: "changePerson",
        tags,
        params,
        body: object({ display_name: Type.Optional(displayName), disabled: Type.Optional(Type.Boolean()) }),
        response: { 200: accountView, ...problemResponses },
      },
    },
    async (request) => {
      const { id } = managed(people, request, request.params.person);
      const { display_name, disabled } = request.body;
      if (disabled !== undefined) accounts.setDisabled(id, disabled);
      if (display_name !== undefined) accounts.rename(id, display_name);
      note(people, request, "changed", "person-changed", id);
      return viewAccount(accounts.byId(id)!);
    },
  );

  app.post(
    "/people/:person/password",
    {
      config,
      schema: {
        operationId: "resetPassword",
        tags,
        description: "Every session of the person ends; at the next sign-in they must change the password.",
        params,
        body: object({ password }),
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      const account = managed(people, request, request.params.person);
      await resetPassword(people, account, request.body.password);
      note(people, request, "changed", "password-reset", account.id);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/people/:person",
    {
      config,
      schema: {
        operationId: "removePerson",
        tags,
        description: "Sessions, tokens and grants go with the account; what the person entered into the log stays.",
        params,
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id } = managed(people, request, request.params.person);
      accounts.remove(id);
      note(people, request, "changed", "person-removed", id);
      return reply.code(204).send(null);
    },
  );
}
