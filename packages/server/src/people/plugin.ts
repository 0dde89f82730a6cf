import cookie from "@fastify/cookie";
import csrf from "@fastify/csrf-protection";
import rateLimit, { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "../problem/index.ts";
import type { Caller } from "./caller.ts";
import { clearSession, isSecure, sessionCookie } from "./cookie.ts";
import { admit, checkCsrf, type DeclaredRoute, declared } from "./guard.ts";
import { limitStore } from "./limit-store.ts";
import { isForeign, isUnsafe } from "./origin.ts";
import type { People } from "./people.ts";
import type { AuditKind } from "./store/index.ts";

export interface GuardSettings {
  /** Origin that people type; where it is given, browsers may write from it alone. */
  readonly publicUrl: string | undefined;
  /** Requests a minute by one address without sign-in, one person in all sessions, one token. */
  readonly limits: { readonly address: number; readonly person: number; readonly token: number };
}

declare module "fastify" {
  interface FastifyInstance {
    /** Every route that was declared, for tests and documents. */
    readonly declaredRoutes: readonly DeclaredRoute[];
  }
  interface FastifyRequest {
    /** What the CSRF tokens of this session are made from; null without a session. */
    session: { _csrf: string } | null;
    /** The account that a sign-in was tried for; kept with its refusal. */
    triedAccount: string | null;
  }
}

/** The address that brakes and refusals know a request by; of IPv6 its /64, as one host has all of it. */
export const addressOf = (request: FastifyRequest): string => normalizeIP(request.ip);

/**
 * Guards every route of `app`, also those that plugins add later: who asks, how often, from which site, and whether they
 * may. What is refused goes into the audit and the log. Call it once, on the root, after `addProblems` and before any route.
 */
export async function addGuard(app: FastifyInstance, people: People, settings: GuardSettings): Promise<void> {
  const routes: DeclaredRoute[] = [];
  app.decorate("declaredRoutes", routes);
  app.decorateRequest("caller", null);
  app.decorateRequest("session", null);
  app.decorateRequest("triedAccount", null);
  app.addHook("onRoute", (route) => {
    routes.push(...declared(route));
  });
  await app.register(cookie);
  await app.register(csrf, {
    sessionPlugin: "@fastify/session",
    getToken: (request) => {
      const token = request.headers["x-csrf-token"];
      return typeof token === "string" ? token : undefined;
    },
  });
  const { limits } = settings;
  await app.register(rateLimit, { global: false, store: limitStore(people.clock), timeWindow: 60_000 });
  const limiter = app.createRateLimit({
    timeWindow: 60_000,
    max: ({ caller }) => limits[limitOf(caller)],
    keyGenerator: (request) => {
      const of = limitOf(request.caller);
      const ids = { address: addressOf(request), person: request.caller?.person, token: request.caller?.credential.id };
      return `${of} ${ids[of]}`;
    },
  });

  app.addHook("onRequest", async (request, reply) => {
    const found = identify(people, request, reply);
    const limit = await limiter(request);
    if (!limit.isAllowed && limit.isExceeded) {
      const headers = { "retry-after": String(limit.ttlInSeconds) };
      throw new ProblemError(429, "HW_TOO_MANY_REQUESTS", `More than ${limit.max} requests a minute.`, headers);
    }
    if (found === "no such token") {
      throw new ProblemError(401, "HW_TOKEN", "The API token is none, has expired or was revoked.", {
        "www-authenticate": 'Bearer realm="hullwatch", error="invalid_token"',
      });
    }
    if (request.is404) return;
    const byToken = request.caller?.credential.kind === "token";
    // A socket is opened by GET, and writes.
    const opensSocket = request.headers.upgrade !== undefined;
    if ((isUnsafe(request) || opensSocket) && !byToken && isForeign(request, settings.publicUrl)) {
      throw new ProblemError(403, "HW_FOREIGN_ORIGIN", "Another site may not write here.");
    }
    if (isUnsafe(request) && !byToken) {
      const isOpen = request.routeOptions.config.needs === "public";
      if (request.session !== null && !isOpen) await checkCsrf(app, request);
    }
    admit(request);
  });
  app.addHook("onSend", async (request, reply) => {
    const status = reply.statusCode;
    if (status === 401 || status === 403 || status === 429) {
      note(people, request, "refused", request.problemCode ?? `HTTP_${status}`);
    }
  });
}

const limitOf = (caller: Caller | null) =>
  caller === null ? "address" : caller.credential.kind === "token" ? "token" : "person";

/** Finds who asks by API token or, without one, session cookie. A cookie that holds no more is taken back. */
function identify(people: People, request: FastifyRequest, reply: FastifyReply): "no such token" | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer ([\w~+/.=-]+)$/i.exec(authorization)?.[1];
    request.caller = (token === undefined ? undefined : people.byToken(token)) ?? null;
    return request.caller === null ? "no such token" : undefined;
  }
  const secret = request.cookies[sessionCookie(isSecure(request))];
  if (secret === undefined) return undefined;
  const found = people.bySession(secret);
  if (found === undefined) {
    clearSession(request, reply);
  } else {
    request.caller = found.caller;
    request.session = { _csrf: found.session.csrf };
  }
  return undefined;
}

/** Writes down what happened, without secrets, in the audit and in the log. */
export function note(people: People, request: FastifyRequest, kind: AuditKind, code: string, detail = ""): void {
  const { caller } = request;
  const event = {
    kind,
    code,
    person: caller?.person ?? request.triedAccount,
    credential: caller?.credential.id ?? null,
    address: addressOf(request),
    method: request.method,
    route: request.routeOptions.url ?? "",
    detail,
  };
  people.audit.record(event);
  request.log[kind === "refused" ? "warn" : "info"]({ audit: event }, kind);
}
