import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { second } from "@hullwatch/core/quantity";
import fc from "fast-check";
import { BatchError, JournalClosedError, JournalGoneError } from "../errors.ts";
import type { Batch } from "../row.ts";
import { openJournal } from "./index.ts";
import { batch, entriesAfter, temporaryFolder } from "./testing.ts";

test("what is appended is read back the same and in order, from any position, also after it was opened anew", async (t) => {
  const plain = { noNullPrototype: true };
  const rows = fc.array(
    fc.record(
      {
        time: fc.integer({ min: -2e15, max: 7e15 }).map((us) => second(us / 1e6)),
        parameter: fc.string({ unit: "binary" }),
        value: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "\n", "\u2028", "\0", "\ud800", '"')),
      },
      plain,
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ station: fc.string(), rows }, plain), { minLength: 1 }), async (batches) => {
      const directory = temporaryFolder(t);
      const journal = await openJournal(directory, { segmentSize: 300 });
      const positions = await Promise.all(batches.map((b) => journal.append(b)));
      const expected = batches.map((b: Batch, i) => ({ position: i + 1, ...b }));
      assert.deepEqual(
        positions,
        expected.map((e) => e.position),
      );
      for (const after of [0, 1, batches.length - 1, batches.length]) {
        assert.deepEqual(await entriesAfter(journal, after), expected.slice(after));
      }
      await journal.close();
      const again = await openJournal(directory);
      assert.equal(again.id, journal.id);
      assert.deepEqual(again.found, { cut: null, damaged: [] });
      assert.deepEqual(await entriesAfter(again, 0), expected);
      await again.close();
    }),
    { numRuns: 30 },
  );
});

test("batches that come while a write is under way share the next one", async (t) => {
  const directory = temporaryFolder(t);
  const real = await openJournal(directory);
  await real.close();
  let syncs = 0;
  const { open } = await import("node:fs/promises");
  const files = {
    open: async (path: string) => {
      const handle = await open(path, "r+");
      const counted = async () => {
        syncs++;
        await handle.datasync();
      };
      return Object.assign(Object.create(handle), {
        write: handle.write.bind(handle),
        truncate: handle.truncate.bind(handle),
        close: handle.close.bind(handle),
        datasync: counted,
      });
    },
  };
  const journal = await openJournal(directory, { files });
  await Promise.all(Array.from({ length: 500 }, (_, i) => journal.append(batch(i))));
  assert.ok(syncs <= 3, `${syncs} syncs for 500 batches`);
  assert.equal(journal.end, 500);
  await journal.close();
});

test("segments that everyone has passed are removed, and what stood in them is said to be gone", async (t) => {
  const directory = temporaryFolder(t);
  const journal = await openJournal(directory, { segmentSize: 400 });
  for (let n = 1; n <= 40; n++) await journal.append(batch(n));
  const before = readdirSync(directory).length;
  assert.equal(await journal.release(0), 0);
  const removed = await journal.release(25);
  assert.ok(removed > 3, `${removed}`);
  assert.equal(readdirSync(directory).length, before - removed);
  assert.deepEqual(
    (await entriesAfter(journal, 25)).map((e) => e.position),
    Array.from({ length: 15 }, (_, i) => 26 + i),
  );
  await assert.rejects(entriesAfter(journal, 0), JournalGoneError);
  await journal.release(40);
  assert.equal(await journal.append(batch(41)), 41);
  await journal.close();
  const again = await openJournal(directory);
  assert.equal(again.end, 41);
  assert.deepEqual(again.found.damaged, []);
  await again.close();
});

test("grown waits for the next entry, for an abort, or for the end", async (t) => {
  const journal = await openJournal(temporaryFolder(t));
  let told = false;
  const first = journal.grown(0).then(() => {
    told = true;
  });
  await new Promise(setImmediate);
  assert.equal(told, false);
  await journal.append(batch(1));
  await first;
  await journal.grown(0);
  const abort = new AbortController();
  const aborted = journal.grown(1, abort.signal);
  const closed = journal.grown(1);
  abort.abort();
  await aborted;
  await journal.close();
  await closed;
});

test("a closed journal takes nothing, and what was on its way is kept", async (t) => {
  const directory = temporaryFolder(t);
  const journal = await openJournal(directory);
  const onTheWay = [1, 2, 3].map((n) => journal.append(batch(n)));
  await Promise.resolve();
  await journal.close();
  assert.deepEqual(await Promise.all(onTheWay), [1, 2, 3]);
  await assert.rejects(journal.append(batch(4)), JournalClosedError);
});

test("a time that no recording may have is refused with its row", async (t) => {
  const journal = await openJournal(temporaryFolder(t));
  for (const time of [Number.NaN, 1_535_600_000_000, Number.NEGATIVE_INFINITY]) {
    const rows = [...batch(1).rows, { time: second(time), parameter: "LAB-P", value: "1" }];
    await assert.rejects(journal.append({ station: "iss", rows }), (error: Error) => {
      assert.ok(error instanceof BatchError);
      assert.match(error.message, /"iss": found row 2 with time .*, expected UNIX seconds/);
      return true;
    });
  }
  assert.equal(journal.end, 0);
  await journal.close();
});
