import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoredEntry } from "../station/index.ts";
import { partiesOf, usualOf } from "./parties.ts";

const wrote = (role: string, centre: string) =>
  ({ entry: { author: { id: role, name: role, role, centre } } }) as StoredEntry;

test("each role of a centre is offered once, whoever decides first; the server and onlookers are not", () => {
  const entries = [wrote("controller", "moscow"), wrote("server", "houston"), wrote("controller", "moscow")];
  const parties = partiesOf(entries, [
    { role: "viewer", centre: "houston" },
    { role: "flight-director", centre: "houston" },
    { role: "controller", centre: "houston" },
    { role: "flight-director", centre: "*" },
  ]);
  assert.deepEqual(parties, [
    { role: "flight-director", centre: "houston" },
    { role: "controller", centre: "houston" },
    { role: "controller", centre: "moscow" },
  ]);
  assert.deepEqual(usualOf(parties), [parties[0], parties[2]]);
});
