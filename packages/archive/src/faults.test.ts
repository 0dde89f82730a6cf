import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DiskFullError, JournalClosedError, openStore, ReadOnlyError } from "./index.ts";
import { openJournal } from "./journal/index.ts";
import { batch, entriesAfter, temporaryFolder } from "./journal/testing.ts";
import { complaining, hurried } from "./testing.ts";

/** A file that fails as told: `room` bytes are left, and a sync may fail. */
function failing() {
  const state = { room: Number.POSITIVE_INFINITY, sync: true, truncate: true };
  const fault = (code: string) => Object.assign(new Error(`${code}: as the test wants it`), { code });
  const open = async (path: string) => {
    const handle = await (await import("node:fs/promises")).open(path, "r+");
    return {
      write: async (bytes: Uint8Array, from: number, length: number, at: number) => {
        if (state.room === 0) throw fault("ENOSPC");
        const part = Math.min(length, state.room);
        state.room -= part;
        return handle.write(bytes, from, part, at);
      },
      datasync: async () => {
        if (!state.sync) throw fault("EIO");
        await handle.datasync();
      },
      truncate: async (length: number) => {
        if (!state.truncate) throw fault("EIO");
        await handle.truncate(length);
      },
      close: () => handle.close(),
    };
  };
  return { state, files: { open } as NonNullable<Parameters<typeof openJournal>[1]>["files"] };
}

test("a disk that fills up in the middle of a write: nothing is acknowledged, nothing of it stays, and room helps", async (t) => {
  const directory = temporaryFolder(t);
  const { state, files } = failing();
  const journal = await openJournal(directory, { files });
  await journal.append(batch(1));
  state.room = 50;
  const refused = await Promise.allSettled([journal.append(batch(2)), journal.append(batch(3))]);
  for (const each of refused) assert.ok(each.status === "rejected" && each.reason instanceof DiskFullError);
  assert.equal(journal.end, 1);
  state.room = Number.POSITIVE_INFINITY;
  assert.equal(await journal.append(batch(4)), 2);
  await journal.close();
  const again = await openJournal(directory);
  assert.deepEqual(again.found, { cut: null, damaged: [] });
  assert.deepEqual(
    (await entriesAfter(again, 0)).map((e) => e.rows[0].value),
    ["701.5", "704.5"],
  );
  await again.close();
});

test("after a sync that failed, or a write that could not be taken back, the journal takes nothing until it is opened anew", async (t) => {
  for (const what of ["sync", "truncate"] as const) {
    const directory = temporaryFolder(t);
    const { state, files } = failing();
    const journal = await openJournal(directory, { files });
    await journal.append(batch(1));
    state[what] = false;
    if (what === "truncate") state.room = 10;
    await assert.rejects(journal.append(batch(2)), what === "sync" ? JournalClosedError : DiskFullError);
    Object.assign(state, { sync: true, truncate: true, room: Number.POSITIVE_INFINITY });
    await assert.rejects(journal.append(batch(3)), JournalClosedError);
    assert.equal(journal.end, 1);
    await journal.close();
    const again = await openJournal(directory);
    assert.deepEqual(again.found.damaged, []);
    assert.equal(await again.append(batch(4)), again.end);
    assert.equal((await entriesAfter(again, 0)).at(-1)?.rows[0].value, "704.5");
    await again.close();
  }
});

test("a folder that must not be written to is named, and nothing is opened", async (t) => {
  const base = temporaryFolder(t);
  const directory = join(base, "shut");
  mkdirSync(directory);
  const { store } = await complaining(join(base, "open"));
  await store.close();
  for (const place of [directory, join(base, "open"), join(base, "open", "archive")]) chmodSync(place, 0o555);
  chmodSync(base, 0o755);
  // To root every folder is open.
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    for (const path of [directory, join(directory, "below"), join(base, "open")]) {
      await assert.rejects(openStore(path, { clock: hurried, onFault: () => {} }), ReadOnlyError, path);
    }
  } finally {
    if (root) process.seteuid?.(0);
    for (const place of [directory, join(base, "open"), join(base, "open", "archive")]) chmodSync(place, 0o755);
  }
});

test("with no room on the disk the archive stands still and says so, the journal keeps what it has acknowledged, and room helps", (t) => {
  const directory = temporaryFolder(t);
  const child = join(import.meta.dirname, "testing-full.ts");
  // A limit on the size of files is what a process can be given without being root: writes then fail with EFBIG.
  const script = `trap '' XFSZ; ulimit -S -f 2000; exec "$0" "$1" "$2"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script, process.execPath, child, directory], {
    encoding: "utf8",
  });
  assert.deepEqual(
    stdout.split("\n").filter((line) => line !== ""),
    [
      "archive: HW_DISK_FULL",
      "journal: HW_DISK_FULL",
      "snapshot: HW_DISK_FULL, and the one before is whole",
      "backup: HW_DISK_FULL",
      "with room again: every acknowledged row is in the archive once",
    ],
    stderr,
  );
});
