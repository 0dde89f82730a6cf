import type { FastifyRequest } from "fastify";

/**
 * How a request stands in the log, for fastify's `logger: { serializers }`: without its query, in which the issuer of OpenID
 * Connect sends its code, and without headers.
 */
export const logSerializers = {
  req: (request: FastifyRequest) => ({
    method: request.method,
    path: request.url.split("?")[0],
    address: request.ip,
  }),
};
