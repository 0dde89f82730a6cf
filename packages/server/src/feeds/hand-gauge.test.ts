import assert from "node:assert/strict";
import { test } from "node:test";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

test("a hand gauge that a crew member reads is a row of the station, however often and by whom it is told", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const crew = await person(server, "ann", "crew");
  const engineer = await person(server, "eve", "engineer");
  const at = Math.floor(Date.now() / 1000) - 60;
  const time = new Date(at * 1000).toISOString();
  const told = {
    key: "gauge-1",
    kind: "action",
    time,
    body: { text: "Hand gauge in the lab", parameter: "gauge:lab", value: "742.5" },
  };
  const log = "/api/v1/stations/cabin/log";
  for (let i = 0; i < 2; i++) assert.equal((await crew.ask("POST", log, { body: told })).status, 201);
  const rows = [{ time, parameter: "gauge:lab", value: 742.5 }];
  assert.equal((await engineer.ask("POST", "/api/v1/stations/cabin/rows", { body: { rows } })).status, 200);
  await server.logbook.reported();
  await run.idle();
  assert.deepEqual(run.view.latest["gauge:lab"], [at, "742.5"]);
  const { entries } = (await (await crew.ask("GET", log)).json()) as { entries: { entry: { kind: string } }[] };
  assert.deepEqual(
    entries.map(({ entry }) => entry.kind),
    ["action"],
  );
  const csv = await (await crew.ask("GET", "/api/v1/stations/cabin/export")).text();
  assert.equal(csv.split("\n").filter((line) => line.includes("gauge:lab")).length, 1);
});
