import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { Names, startFeed } from "../feed/index.ts";
import { cabin, TestClock, TestSink, until } from "../feed/testing.ts";
import { feedContract, type Given } from "../feed/testing-contract.ts";
import { Folder } from "./folder.ts";

const head = "time,parameter,value\n";
const lineOf = (start: number, { at, parameter, value, quality }: Given) =>
  `${start + at},${parameter},${quality === "bad" ? "" : value}\n`;

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-folder-"));
  t.after(() => {
    for (const one of [folder, `${folder}-away`]) rmSync(one, { recursive: true, force: true });
  });
  return folder;
}

feedContract({
  name: "folder",
  async begin(t, clock, start) {
    const path = newFolder(t);
    writeFileSync(join(path, "a.csv"), head);
    const add = (folder: string, rows: readonly Given[]) =>
      appendFileSync(join(folder, "a.csv"), rows.map((row) => lineOf(start, row)).join(""));
    return {
      source: new Folder({ path, every: 1000 }),
      // Each begins where the folder rests between two looks: one in the middle of it may be seen or not.
      async give(rows) {
        await clock.turn(0);
        add(path, rows);
        await clock.turn(1000);
      },
      async spoil() {
        await clock.turn(0);
        appendFileSync(join(path, "a.csv"), 'noon,P1,745\n1700000000,P1\n"1700000000,P1,745\n');
        writeFileSync(join(path, "b.csv"), "this is no recording\n");
        writeFileSync(join(path, "c.parquet"), "nor is this");
        writeFileSync(join(path, "d.csv.gz"), gzipSync(head).subarray(0, 20));
        await clock.turn(1000);
      },
      async cut() {
        await clock.turn(0);
        renameSync(path, `${path}-away`);
        await clock.turn(1000);
      },
      mend: () => renameSync(`${path}-away`, path),
      store: (rows) => add(`${path}-away`, rows),
      open: () => 0,
    };
  },
});

function begun(t: TestContext, path: string, mark?: string) {
  const clock = new TestClock();
  const sink = new TestSink();
  const past = { newest: () => undefined, mark };
  const feed = startFeed({
    source: new Folder({ path, every: 1000 }),
    sink,
    clock,
    names: new Names(cabin),
    past,
    silentAfter: 60_000,
  });
  t.after(() => feed.stop());
  const looked = async (rows: number) => {
    await until(() => feed.status.state === "up", "the first look");
    for (let left = 400; sink.taken.length < rows && left > 0; left--) {
      await clock.turn(1000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.equal(sink.taken.length, rows, feed.status.why ?? "");
  };
  return { sink, feed, looked, start: clock.now() / 1000 };
}

test("a line that is still being written waits for its end", async (t) => {
  const path = newFolder(t);
  const { sink, looked, start } = begun(t, path);
  writeFileSync(join(path, "a.csv"), `${head}${start},P1,745.1\n${start + 1},P1,74`);
  await looked(1);
  appendFileSync(join(path, "a.csv"), `5.2\n`);
  await looked(2);
  assert.deepEqual(sink.words(start), ["P1@0=745.1", "P1@1=745.2"]);
});

test("after a new start nothing is read again, and what came meanwhile is", async (t) => {
  const path = newFolder(t);
  const first = begun(t, path);
  const { start } = first;
  writeFileSync(join(path, "a.csv"), `${head}${start},P1,745.1\n`);
  writeFileSync(join(path, "b.csv.gz"), gzipSync(`${head}${start + 1},P1,745.2\n`));
  await first.looked(2);
  await until(() => first.sink.mark?.includes("b.csv.gz") === true, "the mark of the second file");
  await first.feed.stop();
  appendFileSync(join(path, "a.csv"), `${start + 2},P1,745.3\n`);
  const second = begun(t, path, first.sink.mark);
  await second.looked(1);
  assert.deepEqual(second.sink.words(start), ["P1@2=745.3"]);
});

test("a file that was replaced by a shorter one is read from its beginning", async (t) => {
  const path = newFolder(t);
  const { sink, looked, start } = begun(t, path);
  writeFileSync(join(path, "a.csv"), `${head}${start},P1,745.1\n${start + 1},P1,745.2\n`);
  await looked(2);
  writeFileSync(join(path, "a.csv"), `${head}${start + 2},P1,745.3\n`);
  await looked(3);
  assert.deepEqual(sink.words(start), ["P1@0=745.1", "P1@1=745.2", "P1@2=745.3"]);
});

test("Parquet as the server exports it, and with times as numbers or text", async (t) => {
  const path = newFolder(t);
  const { sink, looked, start } = begun(t, path);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  t.after(() => {
    connection.closeSync();
    instance.closeSync();
  });
  const write = (select: string, name: string) =>
    connection.run(`COPY (${select}) TO '${join(path, name)}' (FORMAT parquet, COMPRESSION zstd)`);
  const stamp = `make_timestamp(${start * 1e6 + 500_000})::TIMESTAMPTZ`;
  await write(
    `SELECT ${stamp} AS time, 'P1' AS parameter, 745.1::DOUBLE AS value, NULL::VARCHAR AS text
    UNION ALL SELECT ${stamp}, 'T1', NULL, ''`,
    "a.parquet",
  );
  await write(`SELECT ${start}::DOUBLE AS time, 'P2' AS parameter, 99.5::FLOAT AS value`, "b.parquet");
  await write(`SELECT '2023-11-14T22:13:30Z' AS time, 'P2' AS parameter, '99.25' AS value`, "c.parquet");
  await looked(4);
  assert.deepEqual([...sink.words(start)].sort(), ["P1@0.5=745.1", "P2@0=99.5", "P2@10=99.25", "T1@0.5= bad"]);
});

test("a Parquet file with other columns says which it has, once", async (t) => {
  const path = newFolder(t);
  const { feed, looked, start } = begun(t, path);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT 1 AS t) TO '${join(path, "a.parquet")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  writeFileSync(join(path, "b.csv"), `${head}${start},P1,745.1\n`);
  await looked(1);
  writeFileSync(join(path, "c.csv"), `${head}${start + 1},P1,745.1\n`);
  await looked(2);
  writeFileSync(join(path, "d.csv"), `${head}${start + 2},P1,745.1\n`);
  await looked(3);
  assert.equal(feed.status.why, "a.parquet: found columns t, expected time, parameter, value");
  assert.equal(feed.status.faults, 1);
});
