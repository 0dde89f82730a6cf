import assert from "node:assert/strict";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import fc from "fast-check";
import { Value } from "typebox/value";
import { everybody, type Person, type TestServer, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";
import { type Asked, type Operation, operationsOf, payloadOf, requestsOf } from "./testing-openapi.ts";

/** Of each operation: requests that fit its schemas, and as many that were damaged. */
const runs = 8;
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
  if (!response.headers.get("content-type")?.startsWith("application/json")) return;
  const schema = operation.responses[response.status]?.content?.["application/json"]?.schema;
  if (schema !== undefined) assert.ok(Value.Check(schema as never, JSON.parse(text)), `${said}\n${text}`);
}

/** Path parameters of things that are there: an alarm, an incident, an entry, a file, a run. */
async function something(server: TestServer, flight: Person): Promise<Readonly<Record<string, string>>> {
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const start = Math.floor(Date.now() / 1000) - 160;
  for (let s = 0; s < 160; s += 10) {
    const value = (750 - Math.max(0, s - 100) * 0.1 + 0.02 * Math.sin(s)).toFixed(3);
    await run.accept(["P1", "P2"].map((parameter) => ({ time: second(start + s), parameter, value })));
  }
  await run.idle();
  const of = "/api/v1/stations/cabin";
  const text =
    "hullwatch: procedure/1\nid: ours\ntitle: {en: Ours}\nsteps: [{id: look, text: {en: Look}, who: [crew]}]\n";
  const put = await flight.ask("PUT", `${of}/procedures/ours`, { body: text, type: "application/yaml" });
  const { hash } = (await put.json()) as { hash: string };
  const begun = await flight.ask("POST", `${of}/runs`, { body: { key: "r", run: "r", hash } });
  assert.equal(begun.status, 201);
  const form = new FormData();
  form.append("file", new Blob(["pressure falls"]), "note.txt");
  const filed = (await (await flight.ask("POST", `${of}/files`, { body: form })).json()) as {
    entry: { body: { sha256: string } };
  };
  const [{ id: alarm, incident }] = server.logbook.state.alarms;
  const { sha256 } = filed.entry.body;
  return {
    station: "cabin",
    parameter: "P1",
    alarm,
    incident: String(incident),
    entry: "main:1",
    sha256,
    run: "r",
    step: "look",
    hash,
    procedure: "ours",
  };
}

test("whatever is asked of any route, it answers no 5xx, leaks no stack, and says what its schema says", async (t) => {
  const server = await testServer(t);
  const people = await everybody(server);
  const there = await something(server, people["flight-director"]);
  const roles = Object.values(people);
  for (const operation of operationsOf(server.app.swagger())) {
    for (const known of [{ station: "cabin" }, there]) {
      const fitting = requestsOf(operation, known);
      for (const kind of [fitting, fitting.chain(damaged)]) {
        for (const [i, asked] of fc.sample(kind, { numRuns: runs, seed }).entries()) {
          const isOthers = !["putStation", "makeBackup"].includes(operation.operationId);
          await check(operation, isOthers ? roles[i % roles.length] : people.administrator, asked);
        }
      }
    }
  }
});
