import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import type { Issuer } from "../issuer/index.ts";
import type { People } from "../people.ts";
import type { SetUp } from "../setup.ts";
import { auditRoutes } from "./audit.ts";
import { grantRoutes } from "./grants.ts";
import { issuerRoutes } from "./issuer.ts";
import { meRoutes } from "./me.ts";
import { peopleRoutes } from "./people.ts";
import { signInRoutes } from "./sign-in.ts";
import { tokenRoutes } from "./tokens.ts";

/** What the routes of people work on. `issuer` is null where there is no sign-in by OpenID Connect. */
export interface PeopleRoutes {
  readonly people: People;
  readonly setUp: SetUp;
  readonly issuer: Issuer | null;
}

/** A plugin with every route of people: `app.register(peopleRoutes, { prefix: "/api", people, setUp, issuer })`. */
export async function everyPeopleRoute(app: FastifyInstance, { people, setUp, issuer }: PeopleRoutes): Promise<void> {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  signInRoutes(typed, people, setUp, issuer?.settings.name ?? null);
  meRoutes(typed, people);
  tokenRoutes(typed, people);
  peopleRoutes(typed, people);
  grantRoutes(typed, people);
  auditRoutes(typed, people);
  if (issuer !== null) issuerRoutes(typed, people, issuer);
}
