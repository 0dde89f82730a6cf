import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

interface Verified {
  readonly sound: boolean;
  readonly entries: number;
  readonly faults: readonly { readonly what: string; readonly seq: number }[];
}

test("an administrator finds one entry that was changed in the file of the log", async (t) => {
  const server = await testServer(t);
  await server.stations.put("cabin", cabinFile, "test");
  const ada = await person(server, "ada", "controller");
  const admin = await person(server, "root", "administrator");
  const verified = async () => (await (await admin.ask("GET", "/api/v1/log/verification")).json()) as Verified;
  for (const key of ["1", "2", "3"]) {
    const body = { key, kind: "note", body: { text: `hatch ${key} is closed` } };
    assert.equal((await ada.ask("POST", "/api/v1/stations/cabin/log", { body })).status, 201);
  }
  assert.deepEqual((await verified()).faults, []);
  const db = new DatabaseSync(join(server.folder, "data", "log", "log.sqlite"));
  db.exec("UPDATE entry SET json = replace(json, 'hatch 2 is closed', 'hatch 2 is open') WHERE seq = 2");
  db.close();
  const { sound, faults } = await verified();
  assert.equal(sound, false);
  assert.deepEqual(
    faults.map(({ what, seq }) => [what, seq]),
    [["changed", 2]],
  );
});
