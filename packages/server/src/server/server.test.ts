import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import { cabinFile } from "../stations/testing.ts";
import { restoreBackup } from "./backup.ts";
import { person, testServer } from "./testing.ts";

const now = Math.floor(Date.now() / 1000);
const row = (t: number) => ({ time: second(now + t), parameter: "P1", value: (750 + t / 10).toFixed(1) });

test("a server that ends in order goes on where it was, without its journal being read again", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-server-"));
  const first = await testServer(t, {}, folder);
  const { run } = await first.stations.put("cabin", cabinFile, "test");
  for (let i = 0; i < 20; i++) await run.accept([row(i)]);
  await first.stop();
  const again = await testServer(t, {}, folder);
  t.after(() => rmSync(folder, { recursive: true }));
  const { view, folded } = again.stations.get("cabin");
  assert.deepEqual(view.latest.P1, [now + 19, "751.9"]);
  assert.equal(folded, 20);
  assert.equal(again.setUp.needed, true);
});

test("a backup taken while rows come in holds everything acknowledged before, and a server begins from it", async (t) => {
  const server = await testServer(t);
  const { run } = await server.stations.put("cabin", cabinFile, "test");
  const admin = await person(server, "root", "administrator");
  const ada = await person(server, "ada", "controller");
  const note = { key: "1", kind: "note", body: { text: "before the backup" } };
  assert.equal((await ada.ask("POST", "/api/v1/stations/cabin/log", { body: note })).status, 201);
  for (let i = 0; i < 50; i++) await run.accept([row(i)]);
  let going = true;
  const feeding = (async () => {
    for (let i = 50; going; i++) await run.accept([row(i)]);
  })();
  const made = await admin.ask("POST", "/api/v1/backups", { body: { name: "first" } });
  assert.equal(made.status, 201);
  assert.equal((await admin.ask("POST", "/api/v1/backups", { body: { name: "first" } })).status, 409);
  going = false;
  await feeding;

  const folder = mkdtempSync(join(tmpdir(), "hullwatch-restored-"));
  cpSync(join(server.folder, "backups"), join(folder, "backups"), { recursive: true });
  const journal = join(folder, "backups", "first", "telemetry", "backup.json");
  const listed = readFileSync(journal, "utf8");
  writeFileSync(journal, listed.replace(/"sha256": "./, '"sha256": "x'));
  await assert.rejects(restoreBackup(join(folder, "backups", "first"), join(folder, "data")), { code: "HW_BACKUP" });
  assert.deepEqual(readdirSync(folder), ["backups"], "nothing is left of what could not be restored whole");
  writeFileSync(journal, listed);
  await restoreBackup(join(folder, "backups", "first"), join(folder, "data"));
  await assert.rejects(restoreBackup(join(folder, "backups", "first"), join(folder, "data")), { code: "HW_BACKUP" });
  const restored = await testServer(t, {}, folder);
  // Hooks run in the order in which they were set: after the server has ended.
  t.after(() => rmSync(folder, { recursive: true }));
  const again = restored.stations.get("cabin");
  assert.ok(again.view.latest.P1[0] >= now + 49);
  assert.deepEqual(restored.logbook.state.incidents, []);
  const { entries } = await restored.logbook.log.list({ station: "cabin" });
  assert.deepEqual(
    entries.map(({ entry }) => entry.body.text),
    ["before the backup"],
  );
  assert.equal(restored.people.accounts.byName("ada")?.displayName, "ada");
  assert.equal((await again.accept([row(1000)])) > 50, true);
});
