import assert from "node:assert/strict";
import { test } from "node:test";
import swagger from "@fastify/swagger";
import Fastify from "fastify";
import { People } from "./people.ts";
import { everyPeopleRoute } from "./routes/index.ts";
import { SetUp } from "./setup.ts";
import { settings, TestClock } from "./testing.ts";

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

test("every route is in the OpenAPI with an id, what it answers, and what its refusals look like", async () => {
  const app = Fastify();
  await app.register(swagger, { openapi: { openapi: "3.1.0", info: { title: "people", version: "1" } } });
  app.decorate("people", null);
  const people = new People(settings, new TestClock());
  await app.register(everyPeopleRoute, { prefix: "/api", people, setUp: new SetUp(people), issuer: null });
  await app.ready();
  const paths = app.swagger().paths as unknown as Record<string, Record<string, Operation>>;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
  for (const { operationId, responses } of operations) {
    assert.ok(operationId);
    assert.match(JSON.stringify(responses["4XX"]), /application\/problem\+json/, operationId);
    assert.ok(
      Object.keys(responses).some((status) => status.startsWith("2")),
      operationId,
    );
  }
});
