import { STATUS_CODES } from "node:http";
import { demandOf, englishOf, type Phrase, phrase, refusalOf } from "@hullwatch/core/phrase";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { type Told, toldOf } from "../told/index.ts";

/** An answer that is no: thrown anywhere in a request, told as problem+json with its status, code and headers. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly statusCode: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The detail for those who say it in another language, where it says more than the code. */
  readonly says: Phrase | undefined;

  /** `code` is stable (HW_...); `detail` says what was found and what was expected, and never holds a secret. */
  constructor(
    statusCode: number,
    code: string,
    detail: string | Phrase,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === "string" ? detail : englishOf(detail));
    this.says = typeof detail === "string" ? undefined : detail;
    this.statusCode = statusCode;
    this.code = code;
    this.headers = headers;
  }
}

/** The body of every error (RFC 9457), of media type application/problem+json. */
const problemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    says: Type.Optional(
      Type.Unknown({
        description: "The detail for other languages: `pattern`, its English, with {0}, {1} for its `values`",
      }),
    ),
    faults: Type.Optional(
      Type.Array(Type.Record(Type.String(), Type.Unknown()), {
        description: "Each thing that is wrong, and where; `says` as above",
      }),
    ),
  },
  { description: "RFC 9457 problem details; `code` is stable" },
);

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});
/** For the `response` of a route: what its refusals look like in the OpenAPI. */
export const problemResponses = { "4xx": problem("Refused"), "5xx": problem("Not possible now") };

declare module "fastify" {
  interface FastifyRequest {
    /** The code of the problem that this request was answered with. */
    problemCode: string | null;
  }
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
  { says, faults }: Told = {},
) {
  request.problemCode = code;
  const title = STATUS_CODES[status] ?? "Error";
  const body = { type: "about:blank", title, status, detail, code, ...(says && { says }), ...(faults && { faults }) };
  // Sent as bytes, so that no response schema of the route is laid over it.
  return reply
    .code(status)
    .type("application/problem+json")
    .send(Buffer.from(JSON.stringify(body)));
}

/** What the server itself could not do is told by the id of the request alone; the log has the rest. */
function answer(
  error: FastifyError | ProblemError,
  request: FastifyRequest,
  reply: FastifyReply,
  statuses: Readonly<Record<string, number>>,
) {
  if (error instanceof ProblemError) {
    reply.headers(error.headers);
    return send(request, reply, error.statusCode, error.code, error.message, error);
  }
  // An error of a part of Hullwatch that says by its code whose fault it is; its message is for people.
  const own = statuses[error.code];
  if (own !== undefined) {
    if (own >= 500) request.log.error({ err: error }, "request failed");
    return send(request, reply, own, error.code, error.message, toldOf(error));
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    const { validation } = error;
    if (validation === undefined) return send(request, reply, status, error.code ?? "HW_REQUEST", error.message);
    const faults = validation.map(({ instancePath, keyword, params }) =>
      refusalOf(instancePath.slice(1).replaceAll("/", "."), phrase`something else`, demandOf(keyword, params)),
    );
    return send(request, reply, status, "HW_VALIDATION", error.message, { faults });
  }
  request.log.error({ err: error }, "request failed");
  return send(request, reply, 500, "HW_INTERNAL", `The server could not answer; its log names request ${request.id}.`);
}

/**
 * Makes every error of `app` problem+json, also where no route fits. Call it once on the root. `statuses` says which HTTP status
 * the errors of other parts have, by their code; an error of any other kind is the server's own fault.
 */
export function addProblems(app: FastifyInstance, statuses: Readonly<Record<string, number>> = {}): void {
  app.decorateRequest("problemCode", null);
  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => answer(error, request, reply, statuses));
  app.setNotFoundHandler((request, reply) =>
    send(request, reply, 404, "HW_NOT_FOUND", `There is no ${request.method} ${request.url.split("?")[0]}.`),
  );
}
