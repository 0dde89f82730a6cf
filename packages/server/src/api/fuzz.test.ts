import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Value } from "typebox/value";
import { everybody, type Person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";
import { type Asked, type Operation, operationsOf, payloadOf, requestsOf } from "./testing-openapi.ts";

/** Of each operation: requests that fit its schemas, and as many that were damaged. */
const runs = 12;
const seed = 20_261_123;

const damaged = (request: Asked): fc.Arbitrary<Asked> =>
  fc.oneof(
    fc.jsonValue().map((body) => ({ ...request, body })),
    fc.string().map((body) => ({ ...request, body })),
    fc.webQueryParameters().map((query) => ({ ...request, url: `${request.url.split("?")[0]}?${query}` })),
    fc.webSegment().map((part) => ({ ...request, url: request.url.replace(/\/[^/?]+(\?|$)/, `/${part}$1`) })),
    fc
      .constantFrom(
        "application/json",
        "text/csv",
        "application/x-ndjson",
        "application/yaml",
        "image/png",
        "multipart/form-data; boundary=x",
      )
      .map((type) => ({ ...request, type })),
  );

const stack = /\n\s+at |node_modules|\.ts:\d+|file:\/\//;

async function check(operation: Operation, who: Person, asked: Asked): Promise<void> {
  const { method, operationId } = operation;
  const stop = new AbortController();
  const body = method === "GET" ? undefined : payloadOf(asked);
  const response = await who.ask(method, asked.url, { body, type: asked.type, signal: stop.signal });
  const said = `${operationId}: ${method} ${asked.url} ${JSON.stringify(asked.body)?.slice(0, 300)} -> ${response.status}`;
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) return stop.abort();
  const text = await response.text();
  assert.ok(response.status < 500, `${said}\n${text}`);
  assert.doesNotMatch(text, stack, said);
  if (response.status >= 400) {
    assert.match(String(response.headers.get("content-type")), /^application\/problem\+json/, said);
    const problem = JSON.parse(text);
    assert.equal(problem.status, response.status, said);
    assert.match(problem.code, /^(HW|FST)_/, said);
    return;
  }
  const schema = operation.responses[response.status]?.content?.["application/json"]?.schema;
  if (schema !== undefined) assert.ok(Value.Check(schema as never, JSON.parse(text)), `${said}\n${text}`);
}

test("whatever is asked of any route, it answers no 5xx, leaks no stack, and says what its schema says", async (t) => {
  const server = await testServer(t);
  await server.stations.put("cabin", cabinFile, "test");
  const people = await everybody(server);
  const roles = Object.values(people);
  const operations = operationsOf(server.app.swagger());
  for (const operation of operations) {
    const fitting = requestsOf(operation, { station: "cabin" });
    for (const kind of [fitting, fitting.chain(damaged)]) {
      for (const [i, asked] of fc.sample(kind, { numRuns: runs, seed }).entries()) {
        const who = ["putStation", "makeBackup"].includes(operation.operationId)
          ? people.administrator
          : roles[i % roles.length];
        await check(operation, who, asked);
      }
    }
  }
});
