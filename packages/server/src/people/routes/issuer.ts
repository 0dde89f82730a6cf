import { Type } from "typebox";
import { ProblemError, problemResponses } from "../../problem/index.ts";
import { cookieOptions, isSecure } from "../cookie.ts";
import { type Arrival, displayNameFor, grantsOf, type Issuer, nameFor } from "../issuer/index.ts";
import type { People } from "../people.ts";
import { note } from "../plugin.ts";
import type { Account } from "../store/index.ts";
import { object, type Routes } from "./schemas.ts";
import { beginSession } from "./sign-in.ts";

const cookieName = (secure: boolean) => (secure ? "__Host-hullwatch-oidc" : "hullwatch-oidc");

/** A page of this server, or its first one: nobody is sent elsewhere by a link to the sign-in. */
export function pageOf(asked: string | undefined): string {
  const base = "http://own.invalid";
  const url = asked === undefined || !URL.canParse(asked, base) ? undefined : new URL(asked, base);
  return url === undefined || url.origin !== base || url.pathname.startsWith("//")
    ? "/"
    : `${url.pathname}${url.search}${url.hash}`;
}

/** The account of who has come back, made at the first time; its grants from the issuer are set anew. */
function accountOf(people: People, issuer: Issuer, { issuer: iss, subject, claims }: Arrival): Account {
  const { accounts } = people;
  let account = accounts.byLink(iss, subject);
  if (account === undefined) {
    const name = nameFor(claims, (wished) => accounts.byName(wished) !== undefined);
    const made = { name, displayName: displayNameFor(claims, name), password: null, link: { issuer: iss, subject } };
    account = accounts.create(made, []);
  }
  if (account.disabled) throw new ProblemError(403, "HW_DISABLED", "This account is disabled.");
  accounts.setIssuerGrants(account.id, grantsOf(claims, issuer.settings.roles_claim, issuer.settings.grants));
  return accounts.byId(account.id)!;
}

/** Why a sign-in did not complete, for the log: a library's error with its code and what the issuer said of it. */
function reasonOf(cause: unknown): string {
  const { code, error } = (cause ?? {}) as { code?: unknown; error?: unknown };
  return [String(cause), code, error].filter((part) => part !== undefined).join(" ");
}

/** Sign-in at the issuer: there and back. */
export function issuerRoutes(app: Routes, people: People, issuer: Issuer): void {
  app.get(
    "/sign-in/oidc",
    {
      config: { needs: "public" },
      schema: {
        operationId: "signInAtIssuer",
        tags: ["people"],
        querystring: object({
          to: Type.Optional(Type.String({ maxLength: 1000, description: "Page to come back to" })),
        }),
        response: { 302: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { url, closed } = await issuer.depart(pageOf(request.query.to));
      const secure = isSecure(request);
      reply.setCookie(cookieName(secure), closed, { ...cookieOptions(secure), maxAge: 600 });
      return reply.header("cache-control", "no-store").redirect(url.href, 302);
    },
  );

  app.get(
    "/sign-in/oidc/callback",
    {
      config: { needs: "public" },
      schema: {
        operationId: "backFromIssuer",
        tags: ["people"],
        querystring: Type.Record(Type.String(), Type.String({ maxLength: 4000 })),
        response: { 302: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      const name = cookieName(isSecure(request));
      // Used once, whatever comes of it.
      reply.clearCookie(name, cookieOptions(isSecure(request)));
      const arrival = await issuer
        .arrive(new URL(request.url, "http://own.invalid").search, request.cookies[name])
        .catch((error) => {
          request.log.warn({ reason: reasonOf(error.cause) }, "sign-in at the issuer did not complete");
          throw error;
        });
      request.triedAccount = people.accounts.byLink(arrival.issuer, arrival.subject)?.id ?? null;
      const account = accountOf(people, issuer, arrival);
      beginSession(people, request, reply, account);
      note(people, request, "signed-in", "oidc");
      return reply.header("cache-control", "no-store").redirect(arrival.to, 302);
    },
  );
}
