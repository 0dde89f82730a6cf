import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { ProblemError } from "../problem/index.ts";
import { type Caller, everywhere, type Place } from "./caller.ts";
import { may } from "./may.ts";
import type { Need, StationOf } from "./needs.ts";
import { isPermission, type Permission, permissions } from "./permissions.ts";

/** A route as it was declared: what a test of every route and role walks. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly needs: Need;
  readonly station: StationOf | undefined;
}

/** A route does not say who may use it: the server does not start. */
export class UndeclaredRouteError extends Error {
  override readonly name = "UndeclaredRouteError";
  readonly code = "HW_UNDECLARED_ROUTE";

  constructor(method: string, url: string, found: string, expected: string) {
    super(`${method} ${url}: found ${found}, expected ${expected}`);
  }
}

const plain = new Set<string>(["public", "signed-in", "session"]);

/** Throws `UndeclaredRouteError` for a route that does not say what it needs and where. */
export function declared({ method, url, config }: RouteOptions): readonly DeclaredRoute[] {
  const methods = Array.isArray(method) ? method : [method];
  const { needs, station } = config ?? {};
  const refuse = (found: string, expected: string) => new UndeclaredRouteError(methods.join(), url, found, expected);
  if (needs === undefined || !(plain.has(needs) || isPermission(needs))) {
    throw refuse(`config.needs ${String(needs)}`, `"public", "signed-in", "session" or a permission`);
  }
  const byStation = isPermission(needs) && permissions[needs].reach === "station";
  if (byStation !== (station !== undefined)) {
    const expected = byStation ? 'a parameter, a function or "any"' : `none, as ${needs} holds at no station`;
    throw refuse(`config.station ${String(station)}`, expected);
  }
  if (typeof station === "string" && station !== "any" && !url.split("/").includes(`:${station}`)) {
    throw refuse(`config.station "${station}"`, `a parameter of the route, or "any"`);
  }
  return methods.map((one) => ({ method: one, url, needs, station }));
}

const notSignedIn = () =>
  new ProblemError(401, "HW_NOT_SIGNED_IN", "Sign in first, or send an API token.", {
    "www-authenticate": 'Bearer realm="hullwatch"',
  });

/** Who asks, where the route needs somebody. Throws `ProblemError` 401. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw notSignedIn();
  return request.caller;
}

/** Throws `ProblemError` 403 where `caller` may not do this there. For what a route only learns as it goes on. */
export function demand(caller: Caller, permission: Permission, place: Place = {}): void {
  if (caller.mustChangePassword) throw new ProblemError(403, "HW_CHANGE_PASSWORD", "Change your password first.");
  if (!may(caller, permission, place)) {
    const where = place.station === undefined || place.station === everywhere ? "" : ` at ${place.station}`;
    throw new ProblemError(403, "HW_FORBIDDEN", `You may not ${permission}${where}.`);
  }
}

/** Whether the caller may use the route of this request. Throws `ProblemError` 401 or 403 where not. */
export function admit(request: FastifyRequest): void {
  const { needs, station } = request.routeOptions.config;
  if (needs === "public") return;
  const caller = callerOf(request);
  if (needs === "signed-in") return;
  if (needs === "session") {
    if (caller.credential.kind === "session") return;
    throw new ProblemError(403, "HW_SESSION_NEEDED", "An API token may not do this: sign in.");
  }
  // A route that came past the declaration is shut.
  if (needs === undefined) throw new ProblemError(403, "HW_FORBIDDEN", "This route says of nobody that they may.");
  demand(caller, needs, { station: stationOf(request, station) });
}

function stationOf(request: FastifyRequest, station: StationOf | undefined): string | undefined {
  if (station === undefined || station === "any") return undefined;
  if (typeof station === "function") return station(request) ?? everywhere;
  return (request.params as Record<string, string>)[station];
}

/** Throws `ProblemError` 403 where the header x-csrf-token does not fit the session. */
export function checkCsrf(app: FastifyInstance, request: FastifyRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new ProblemError(403, "HW_CSRF", "The header x-csrf-token does not fit the session."));
    // The library answers by itself where the token is wrong; here it only says so.
    app.csrfProtection(request, { send: refuse } as unknown as FastifyReply, resolve);
  });
}
