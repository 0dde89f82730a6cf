/** The operations of an OpenAPI document, and requests that are made from it. */
import fc from "fast-check";
import { arbitraryOf, type Schema } from "./testing-schemas.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  /** By media type. */
  readonly body: Readonly<Record<string, Schema>>;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

export interface Asked {
  readonly url: string;
  readonly type: string | null;
  readonly body: unknown;
}

/** An operation as the document has it. */
interface Described extends Pick<Operation, "operationId" | "responses"> {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** Every operation of a document. */
export const operationsOf = (document: { readonly paths?: object }): Operation[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Described>>).map(([method, it]) => ({
      method: method.toUpperCase(),
      path,
      operationId: it.operationId,
      parameters: it.parameters ?? [],
      body: Object.fromEntries(
        Object.entries(it.requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema]),
      ),
      responses: it.responses,
    })),
  );

/** Requests that fit the schemas of an operation; `known` are path parameters of things that are there. */
export function requestsOf(
  { path, parameters, body }: Operation,
  known: Readonly<Record<string, string>>,
): fc.Arbitrary<Asked> {
  const of = (where: string, always: boolean) =>
    fc.record(
      Object.fromEntries(
        parameters.filter((one) => one.in === where).map((one) => [one.name, arbitraryOf(one.schema)]),
      ),
      always
        ? {}
        : { requiredKeys: parameters.filter((one) => one.in === where && one.required).map((one) => one.name) },
    ) as fc.Arbitrary<Record<string, unknown>>;
  const [type = null] = Object.keys(body);
  const payload = type === null ? fc.constant(undefined) : arbitraryOf(body[type]);
  return fc.tuple(of("path", true), of("query", false), payload).map(([inPath, query, body]) => {
    const values: Record<string, unknown> = { ...inPath, ...known };
    const at = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(values[name])));
    const asked = new URLSearchParams(
      Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
    );
    return { url: asked.size > 0 ? `${at}?${asked}` : at, type, body };
  });
}

/** What a body is on the wire. */
export function payloadOf({ type, body }: Asked): string | Uint8Array | FormData | undefined {
  if (type === null) return undefined;
  if (type === "multipart/form-data") {
    const form = new FormData();
    for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
      if (name === "file") form.append("file", new Blob([String(value)]), "photo.txt");
      else form.append(name, String(value));
    }
    return form;
  }
  return typeof body === "string" && type !== "application/json" ? body : JSON.stringify(body);
}
