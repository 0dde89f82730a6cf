import type { FastifyRequest } from "fastify";
import type { Caller } from "./caller.ts";
import type { Permission } from "./permissions.ts";

/**
 * What a route asks of its caller: `public` nothing; `signed-in` an account, by session or token; `session` an account in
 * a browser (a token must not make tokens or change the password); else the permission.
 */
export type Need = "public" | "signed-in" | "session" | Permission;

/**
 * At which station the permission must hold: the name of the route's parameter that is the station's id; or a function
 * that finds it from the request (undefined asks for every station); or `any`, where the handler itself leaves out what
 * the caller may not see.
 */
export type StationOf = string | ((request: FastifyRequest) => string | undefined);

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every route must say what it needs; one that does not stops the start of the server. */
    needs?: Need;
    station?: StationOf;
  }
  interface FastifyRequest {
    /** Who asks; null where nobody has signed in. `callerOf(request)` where the route needs somebody. */
    caller: Caller | null;
  }
}
