import type { CookieSerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * The session cookie. Lax and not Strict: who comes back from the issuer of OpenID Connect, or by a link in a message, is
 * signed in; writing wants a CSRF token besides. Under TLS the `__Host-` prefix keeps other hosts of the domain from setting it.
 */
export const sessionCookie = (secure: boolean): string => (secure ? "__Host-hullwatch" : "hullwatch");

/** Readable by no script, sent to this host alone; without an end of its own, as the server knows when it is over. */
export const cookieOptions = (secure: boolean): CookieSerializeOptions => ({
  path: "/",
  httpOnly: true,
  sameSite: "lax",
  secure,
});

export const isSecure = (request: FastifyRequest): boolean => request.protocol === "https";

export function setSession(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  reply.setCookie(sessionCookie(isSecure(request)), secret, cookieOptions(isSecure(request)));
}

export function clearSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie(isSecure(request)), cookieOptions(isSecure(request)));
}
