import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, readRoute, writeRoute } from "./route.ts";

test("an address leads back to its page", () => {
  for (const page of pages)
    assert.deepEqual(readRoute(writeRoute({ station: "iss-2018", page })), { station: "iss-2018", page });
});

test("an address that is none leads to the first page", () => {
  for (const hash of ["", "#", "#/", "#/%E0%A4%A/x"]) assert.deepEqual(readRoute(hash), { station: null, page: "now" });
  assert.deepEqual(readRoute("#/iss/nowhere"), { station: "iss", page: "now" });
});
