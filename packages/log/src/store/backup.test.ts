import assert from "node:assert/strict";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { openLog, restoreLog } from "../index.ts";
import { draft } from "../testing.ts";
import { newLog, StillClock, temporaryFolder } from "../testing-disk.ts";

const clock = new StillClock();
async function* bytes(text: string) {
  yield Buffer.from(text);
}

test("a backup made while people write holds one moment of the log, and its files; a log restored from it goes on", async (t) => {
  const { log } = await newLog(t);
  const folder = await temporaryFolder(t);
  const { fault: _, ...file } = await log.files.put(bytes("a reading every 5 min"), { name: "readings.txt" });
  await log.append(draft("file", file));
  await log.append(draft("note", { text: "busy" }));
  let busy = true;
  const writing = (async () => {
    while (busy) await Promise.all(Array.from({ length: 20 }, () => log.append(draft("note", { text: "busy" }))));
  })();
  const made = await log.backup(join(folder, "backup"));
  busy = false;
  await writing;
  assert.deepEqual([made.files, made.missing], [1, []]);
  const { verification, broken, missing } = await restoreLog(join(folder, "backup"), join(folder, "restored"));
  assert.deepEqual([verification.sound, broken, missing], [true, [], []]);
  assert.deepEqual(verification.heads, made.heads);
  assert.ok(verification.entries < (await log.verify()).entries);
  const restored = await openLog({ folder: join(folder, "restored"), centre: "houston", clock });
  t.after(() => restored.close());
  assert.equal(await restored.files.has(file.sha256), true);
  const { entry } = await restored.append(draft("note", { text: "on" }));
  assert.equal(entry.seq, made.heads[0].seq + 1);
  assert.equal((await restored.search({ text: "busy", limit: 1 })).hits.length, 1);
});

test("a backup is never put where something is, and one that fails leaves nothing", async (t) => {
  const { log } = await newLog(t);
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "precious"), "");
  await assert.rejects(log.backup(folder), { code: "HW_LOG_STORE", message: /a folder with something in it/ });
  await assert.rejects(restoreLog(join(folder, "nowhere"), join(folder, "new")), { code: "HW_LOG_STORE" });
  assert.deepEqual(await readdir(folder), ["precious"]);
});

test("what is wrong with a backup is told: a damaged file, a changed entry, files that are broken or missing", async (t) => {
  const { log } = await newLog(t);
  const folder = await temporaryFolder(t);
  for (const name of ["a", "b", "c"]) {
    const { fault: _, ...file } = await log.files.put(bytes(`file ${name}`), { name });
    await log.append(draft("file", file));
  }
  const backup = join(folder, "backup");
  await log.backup(backup);
  const [a, b, c] = (await log.list({})).entries.map(({ entry }) => String(entry.body.sha256));
  const path = (hash: string) => join(backup, "files", hash.slice(0, 2), hash);
  await writeFile(path(a), "other words");
  await rm(path(b));
  const db = new DatabaseSync(join(backup, "log.sqlite"));
  db.exec("UPDATE entry SET json = replace(json, 'file', 'note') WHERE seq = 3");
  db.close();
  const { verification, broken, missing } = await restoreLog(backup, join(folder, "restored"));
  assert.deepEqual([broken, missing], [[a], [b]]);
  assert.equal(verification.faults[0].seq, 3);
  assert.ok(c.length === 64);
  await mkdir(join(folder, "damaged"));
  await writeFile(join(folder, "damaged", "log.sqlite"), "rubbish".repeat(1000));
  await assert.rejects(restoreLog(join(folder, "damaged"), join(folder, "new")), { code: "HW_LOG_STORE" });
  assert.deepEqual((await readdir(folder)).sort(), ["backup", "damaged", "restored"]);
});

test("an entry speaks only of a file that is there, and as it is", async (t) => {
  const { log } = await newLog(t);
  const { fault: _, ...file } = await log.files.put(bytes("words"), { name: "a.txt" });
  for (const [more, path] of [
    [{ sha256: "0".repeat(64) }, "body.sha256"],
    [{ bytes: 6 }, "body.bytes"],
    [{ type: "image/png" }, "body.type"],
  ] as const) {
    await assert.rejects(log.append(draft("file", { ...file, ...more })), (error: Error) => {
      assert.equal((error as Error & { code: string }).code, "HW_LOG_DRAFT");
      return error.message.startsWith(`${path}: found`);
    });
  }
  await log.append(draft("file", { ...file, caption: "Hole behind the toilet" }));
  assert.equal((await log.search({ text: "hole toilet" })).hits.length, 1);
});

test("a sweep spares every file that an entry speaks of, corrected ones too", async (t) => {
  const { log, clock } = await newLog(t);
  const { fault: _, ...file } = await log.files.put(bytes("words"), { name: "a.txt" });
  const orphan = await log.files.put(bytes("nobody's"), { name: "b.txt" });
  await log.append(draft("file", file));
  await log.append(draft("correction", { of: "houston:1", reason: "wrong photo", withdrawn: true }));
  clock.ms = Date.now() + 1e9;
  assert.equal(await log.sweepFiles(), 1);
  assert.deepEqual([await log.files.has(file.sha256), await log.files.has(orphan.sha256)], [true, false]);
});
