import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentError, faultOf } from "@hullwatch/core/document";
import { phrase } from "@hullwatch/core/phrase";
import { parseQuantity } from "@hullwatch/core/quantity";
import Fastify from "fastify";
import { addProblems, ProblemError } from "./index.ts";

/** What is answered where a request ends in `error`. */
async function answered(error: () => unknown) {
  const app = Fastify();
  addProblems(app, { HW_DOCUMENT: 422, HW_UNIT: 422 });
  app.get("/", () => error());
  app.post(
    "/",
    { schema: { body: { type: "object", properties: { n: { type: "number", minimum: 3 } } } } },
    () => null,
  );
  return app;
}

test("a refusal says in parts what its detail says in English", async () => {
  const app = await answered(() => {
    throw new ProblemError(409, "HW_RUN", phrase`found a run "${"r"}", expected a new id`);
  });
  const body = (await app.inject("/")).json();
  assert.equal(body.detail, 'found a run "r", expected a new id');
  assert.deepEqual(body.says, { pattern: 'found a run "{0}", expected a new id', values: ["r"] });
});

test("faults of a file, of a quantity and of what a schema asks for come with their phrases", async () => {
  const fault = faultOf({ line: 3, column: 7 }, "size", phrase`nothing`, phrase`a number above ${0}`);
  const file = await answered(() => {
    throw new DocumentError("f.yaml", [fault]);
  });
  assert.deepEqual((await file.inject("/")).json().faults, [fault]);
  const unit = await answered(() => parseQuantity("pressure", "5 parsec"));
  const [{ expected, says }] = (await unit.inject("/")).json().faults;
  assert.match(expected, /^a pressure with its unit: .*mmHg/);
  assert.equal(says.expected.values[0].pattern, "a pressure");
  const schema = (await file.inject({ method: "POST", url: "/", payload: { n: 1 } })).json();
  assert.equal(schema.code, "HW_VALIDATION");
  assert.deepEqual(
    [schema.faults[0].path, schema.faults[0].says.expected],
    ["n", { pattern: "a number of {0} or more", values: [3] }],
  );
});
