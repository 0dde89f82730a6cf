import type { FastifyRequest } from "fastify";

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Whether a request may change something (RFC 9110, 9.2.1: every method that is not safe). */
export const isUnsafe = (request: FastifyRequest): boolean => unsafe.has(request.method);

/** Where people reach this server: as configured, else as they asked for it. */
const ownOrigin = (request: FastifyRequest, publicUrl: string | undefined): string =>
  new URL(publicUrl ?? `${request.protocol}://${request.host}`).origin;

/**
 * Whether a browser says that another site made this request. Programs say neither header and are told by their token;
 * "null" is what a sandboxed or local page says.
 */
export function isForeign(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const { origin, "sec-fetch-site": site } = request.headers;
  if (origin !== undefined) return origin !== ownOrigin(request, publicUrl);
  return site !== undefined && site !== "same-origin" && site !== "none";
}
