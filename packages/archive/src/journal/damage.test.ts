import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { JournalDamagedError, StoreFormatError } from "../errors.ts";
import type { Entry } from "../row.ts";
import { openJournal } from "./index.ts";
import { batch, entriesAfter, temporaryFolder } from "./testing.ts";

/** A journal of `count` entries, each in a frame of its own. */
async function written(directory: string, segmentSize = 1000, count = 60): Promise<string[]> {
  const journal = await openJournal(directory, { segmentSize });
  for (let n = 1; n <= count; n++) await journal.append(batch(n));
  await journal.close();
  return readdirSync(directory)
    .filter((name) => name.endsWith(".journal"))
    .sort();
}

function copyOf(directory: string, to: string): string {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const name of readdirSync(directory)) copyFileSync(join(directory, name), join(to, name));
  return to;
}

/** Everything that can be read, and what was named as damaged on the way. */
async function readThrough(journal: Awaited<ReturnType<typeof openJournal>>) {
  const entries: Entry[] = [];
  const damaged: [number, number][] = [];
  for (let after = 0; ; ) {
    try {
      for await (const piece of journal.read(after)) entries.push(...piece);
      return { entries, damaged };
    } catch (error) {
      if (!(error instanceof JournalDamagedError)) throw error;
      damaged.push([error.damage.first, error.damage.last]);
      after = error.resumeAfter;
    }
  }
}

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test("cut off at any byte, every entry before is there, the rest is reported, and appending goes on", async (t) => {
  const source = join(temporaryFolder(t), "source");
  mkdirSync(source);
  const names = await written(source, 150, 6);
  const last = names[names.length - 1];
  const { size } = statSync(join(source, last));
  const first = Number.parseInt(last, 10);
  const each = size / (7 - first);
  const place = join(temporaryFolder(t), "copy");
  for (let bytes = 0; bytes <= size; bytes++) {
    const copy = copyOf(source, place);
    truncateSync(join(copy, last), bytes);
    const journal = await openJournal(copy);
    const whole = first - 1 + Math.floor(bytes / each);
    assert.equal(journal.end, whole, `${bytes} of ${size} bytes`);
    const torn = bytes % each;
    assert.deepEqual(
      journal.found.cut,
      torn === 0 ? null : { segment: join(copy, last), at: bytes - torn, bytes: torn },
    );
    assert.deepEqual(journal.found.damaged, []);
    assert.equal(await journal.append(batch(99)), whole + 1);
    assert.deepEqual(
      (await entriesAfter(journal, 2)).map((e) => e.rows[0].value),
      [...numbered(3, whole), 99].map((n) => `${700 + n}.5`),
    );
    await journal.close();
  }
});

test("any flipped byte before the end is named with the entries that it costs, and no other is lost", async (t) => {
  const source = join(temporaryFolder(t), "source");
  mkdirSync(source);
  const names = await written(source);
  const place = join(temporaryFolder(t), "copy");
  await fc.assert(
    fc.asyncProperty(
      fc.nat(names.length - 2),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (which, where, mask) => {
        const copy = copyOf(source, place);
        const path = join(copy, names[which]);
        const bytes = readFileSync(path);
        bytes[where % bytes.length] ^= mask;
        writeFileSync(path, bytes);
        const journal = await openJournal(copy);
        assert.equal(journal.found.cut, null);
        assert.equal(journal.found.damaged.length, 1);
        const [{ segment, first, last }] = journal.found.damaged;
        assert.equal(segment, path);
        assert.equal(first, last);
        const read = await readThrough(journal);
        assert.deepEqual(read.damaged, [[first, last]]);
        assert.deepEqual(
          read.entries.map((e) => e.position),
          numbered(1, 60).filter((n) => n !== first),
        );
        await journal.close();
      },
    ),
    { numRuns: 150 },
  );
});

test("a segment that is missing in the middle is named", async (t) => {
  const directory = temporaryFolder(t);
  const names = await written(directory);
  rmSync(join(directory, names[2]));
  const journal = await openJournal(directory);
  const [from, to] = [Number.parseInt(names[2], 10), Number.parseInt(names[3], 10) - 1];
  assert.deepEqual(
    journal.found.damaged.map(({ first, last }) => [first, last]),
    [[from, to]],
  );
  const read = await readThrough(journal);
  assert.deepEqual(read.damaged, [[from, to]]);
  assert.equal(read.entries.length, 60 - (to - from + 1));
  await journal.close();
});

test("damage that comes up while the journal is open is named by the reader", async (t) => {
  const directory = temporaryFolder(t);
  const [name] = await written(directory);
  const journal = await openJournal(directory);
  const bytes = readFileSync(join(directory, name));
  bytes[bytes.length - 5] ^= 1;
  writeFileSync(join(directory, name), bytes);
  const read = await readThrough(journal);
  assert.equal(read.damaged.length, 1);
  assert.equal(read.entries.length, 59);
  await journal.close();
});

test("where the end is lost that others hold, no position is given twice and the loss is named", async (t) => {
  const directory = temporaryFolder(t);
  const names = await written(directory);
  const last = names[names.length - 1];
  truncateSync(join(directory, last), statSync(join(directory, last)).size - 1);
  const journal = await openJournal(directory, { heldElsewhere: async () => 60 });
  assert.ok(journal.found.cut !== null);
  assert.deepEqual(
    journal.found.damaged.map(({ first, last }) => [first, last]),
    [[60, 60]],
  );
  assert.equal(await journal.append(batch(61)), 61);
  assert.deepEqual(
    (await entriesAfter(journal, 60)).map((e) => e.position),
    [61],
  );
  await assert.rejects(entriesAfter(journal, 59), JournalDamagedError);
  await journal.close();
});

test("segments without their journal.json, and a journal.json of something else, are refused", async (t) => {
  const directory = temporaryFolder(t);
  await written(directory);
  writeFileSync(join(directory, "journal.json"), '{"format":"hullwatch-journal/9"}');
  await assert.rejects(openJournal(directory), StoreFormatError);
  rmSync(join(directory, "journal.json"));
  await assert.rejects(openJournal(directory), StoreFormatError);
});
