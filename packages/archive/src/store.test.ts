import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  BackupError,
  JournalDamagedError,
  JournalGoneError,
  restoreStore,
  type Store,
  StoreInUseError,
} from "./index.ts";
import { batch, entriesAfter, temporaryFolder } from "./journal/testing.ts";
import { complaining } from "./testing.ts";

async function values({ archive }: Store, station = "iss"): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const piece of archive.history({ station, parameter: "LAB-P" })) all.push(...piece.map((r) => r.value));
  return all;
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => 700 + from + i + 0.5);

async function append({ journal }: Store, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) await journal.append(batch(n));
}

test("what was acknowledged shows in queries once the archive says so, also after it was opened anew", async (t) => {
  const directory = temporaryFolder(t);
  const { store } = await complaining(directory);
  await append(store, 1, 20);
  await store.archived(20);
  assert.deepEqual(await values(store), numbers(1, 20));
  await append(store, 21, 25);
  await store.close();
  const again = await complaining(directory);
  assert.equal(again.store.archivedTo, 25, "closing takes in what was on its way");
  await append(again.store, 26, 26);
  await again.store.archived(26);
  assert.deepEqual(await values(again.store), numbers(1, 26));
  await again.store.close();
  assert.deepEqual(again.faults, []);
});

test("nobody else can open it: not this process, not another; and once it is closed anybody can", async (t) => {
  const directory = temporaryFolder(t);
  const { store } = await complaining(directory);
  await assert.rejects(complaining(directory), (error: Error) => {
    assert.ok(error instanceof StoreInUseError);
    assert.equal(error.message, `${directory}: found it open elsewhere, expected to be the only one to use it`);
    return true;
  });
  const index = JSON.stringify(join(import.meta.dirname, "index.ts"));
  const other = `
    const { openStore } = await import(${index});
    const opening = openStore(${JSON.stringify(directory)}, { clock: {}, onFault() {} });
    process.stdout.write(await opening.then(() => "opened", (error) => error.code));`;
  const run = () => String(spawnSync(process.execPath, ["--input-type=module", "-e", other]).stdout);
  assert.equal(run(), "HW_STORE_IN_USE");
  await append(store, 1, 1);
  await store.close();
  const again = await complaining(directory);
  assert.equal(again.store.journal.end, 1);
  await again.store.close();
});

test("the journal goes when the archive and both snapshots of every station have passed it, and no sooner", async (t) => {
  const directory = temporaryFolder(t);
  const { store } = await complaining(directory, { segmentSize: 1 });
  const save = (position: number) =>
    store.snapshots.save({ station: "iss", journal: store.journal.id, position, state: `${position}` });
  await append(store, 1, 30);
  await store.archived(30);
  assert.equal(await store.tidy(["iss"]), 0);
  await save(10);
  await save(20);
  assert.equal(await store.tidy(["iss", "mir"]), 0);
  assert.equal(await store.tidy(["iss"]), 10);
  assert.equal((await entriesAfter(store.journal, 10)).length, 20);
  await store.close();
});

test("where the end of the journal is lost that the archive holds, new rows are taken in all the same", async (t) => {
  const directory = temporaryFolder(t);
  const { store } = await complaining(directory);
  await append(store, 1, 10);
  await store.archived(10);
  await store.close();
  const [segment] = readdirSync(join(directory, "journal")).filter((name) => name.endsWith(".journal"));
  truncateSync(join(directory, "journal", segment), 300);
  const { store: again } = await complaining(directory);
  assert.equal(await again.journal.append(batch(11)), 11);
  await again.archived(11);
  assert.deepEqual(await values(again), numbers(1, 11));
  await again.close();
});

test("a journal that begins anew is not taken for the one that the archive knows", async (t) => {
  const directory = temporaryFolder(t);
  const { store } = await complaining(directory);
  await append(store, 1, 10);
  await store.close();
  rmSync(join(directory, "journal"), { recursive: true });
  const { store: again } = await complaining(directory);
  assert.equal(await again.journal.append(batch(11)), 1);
  await again.archived(1);
  assert.deepEqual(await values(again), numbers(1, 11));
  await again.close();
});

test("entries that are damaged or gone are told of, and those behind them come into the archive", async (t) => {
  const directory = temporaryFolder(t);
  const { store } = await complaining(directory, { segmentSize: 1 });
  await append(store, 1, 10);
  await store.close();
  rmSync(join(directory, "archive"), { recursive: true });
  const segments = readdirSync(join(directory, "journal"))
    .filter((name) => name.endsWith(".journal"))
    .sort();
  rmSync(join(directory, "journal", segments[0]));
  const path = join(directory, "journal", segments[5]);
  const bytes = readFileSync(path);
  bytes[40] ^= 1;
  writeFileSync(path, bytes);
  const { store: again, faults } = await complaining(directory);
  await again.archived(10);
  assert.deepEqual(await values(again), [...numbers(2, 5), ...numbers(7, 10)]);
  await again.close();
  assert.equal(faults.length, 2);
  assert.ok(faults[0] instanceof JournalGoneError);
  assert.ok(faults[1] instanceof JournalDamagedError);
  assert.deepEqual([faults[1].damage.first, faults[1].damage.last], [6, 6]);
});

test("a backup made under way holds everything acknowledged before, and goes on where it was made", async (t) => {
  const base = temporaryFolder(t);
  const { store } = await complaining(join(base, "live"), { segmentSize: 2000 });
  await append(store, 1, 50);
  await store.snapshots.save({ station: "iss", journal: store.journal.id, position: 40, state: "s40" });
  const making = store.backup(join(base, "backup"));
  await append(store, 51, 80);
  await making;
  await store.close();
  await restoreStore(join(base, "backup"), join(base, "restored"));
  const { store: restored, faults } = await complaining(join(base, "restored"));
  const { id, end, found } = restored.journal;
  assert.equal(id, store.journal.id);
  assert.deepEqual(found, { cut: null, damaged: [] });
  assert.ok(end >= 50 && end <= 80, `${end}`);
  await restored.archived(end);
  assert.deepEqual(await values(restored), numbers(1, end));
  assert.equal((await restored.snapshots.load("iss")).snapshot?.state, "s40");
  assert.equal((await entriesAfter(restored.journal, 40)).length, end - 40);
  assert.equal(await restored.journal.append(batch(end + 1)), end + 1);
  await restored.close();
  assert.deepEqual(faults, []);
});

test("a backup that is not whole is not restored, and nothing is written over", async (t) => {
  const base = temporaryFolder(t);
  const { store } = await complaining(join(base, "live"));
  await append(store, 1, 3);
  mkdirSync(join(base, "taken"));
  writeFileSync(join(base, "taken", "photo.jpg"), "");
  await assert.rejects(store.backup(join(base, "taken")), BackupError);
  await store.backup(join(base, "backup"));
  await store.close();
  const refused = (what: RegExp, to = "restored") =>
    assert.rejects(restoreStore(join(base, "backup"), join(base, to)), (error: Error) => {
      assert.ok(error instanceof BackupError);
      assert.match(error.message, what);
      return true;
    });
  await refused(/found "photo\.jpg" in it, expected an empty folder/, "taken");
  const [segment] = readdirSync(join(base, "backup", "journal")).filter((name) => name.endsWith(".journal"));
  appendFileSync(join(base, "backup", "journal", segment), "x");
  await refused(/\.journal: found SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}/);
  rmSync(join(base, "backup", "journal", segment));
  await refused(/\.journal: found a file that cannot be read/);
  rmSync(join(base, "backup", "backup.json"));
  await refused(/backup\.json: found no such file: a backup that was never finished/);
});
