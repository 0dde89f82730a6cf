import assert from "node:assert/strict";
import { test } from "node:test";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const log = "/api/v1/stations/cabin/log";

test("what somebody may no longer say they may no longer correct", async (t) => {
  const server = await testServer(t);
  await server.stations.put("cabin", cabinFile, "test");
  const flight = await person(server, "flight", "flight-director");
  const release = { key: "r", title: "Steady", text: "Cabin pressure is steady." };
  const released = await flight.ask("POST", "/api/v1/stations/cabin/releases", { body: release });
  const { entry } = (await released.json()) as { entry: string };
  const other = { title: "Steady", text: "Cabin pressure is very steady." };
  const correction = (key: string, body: object) => ({ key, kind: "correction", body: { of: entry, ...body } });
  const asked = { body: correction("c1", { reason: "a word", body: other }) };
  assert.equal((await flight.ask("POST", log, asked)).status, 201);

  const { accounts } = server.people;
  const { id, grants } = accounts.byName("flight")!;
  accounts.grant(id, { role: "engineer", station: "*", centre: "*" });
  accounts.withdraw(id, grants[0].id);
  const refused = await flight.ask("POST", log, { body: correction("c2", { reason: "again", withdrawn: true }) });
  assert.equal(refused.status, 403);
  assert.match(await (await fetch(`${server.address}/status`)).text(), /very steady/);
});

test("the log of a station that is not here is not an empty one", async (t) => {
  const server = await testServer(t);
  const viewer = await person(server, "viewer", "viewer");
  for (const path of ["log", "log/arrivals", "log/search?text=leak", "log/entries/main:1", "incidents/leak-1/export"]) {
    assert.equal((await viewer.ask("GET", `/api/v1/stations/nowhere/${path}`)).status, 404, path);
  }
});
