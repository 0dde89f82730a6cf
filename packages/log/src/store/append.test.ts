import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { type Draft, openLog, type Stored, sha256Of } from "../index.ts";
import { author, draft, IDS, START } from "../testing.ts";
import { newLog, StillClock, temporaryFolder } from "../testing-disk.ts";
import { openForWriting } from "./database.ts";

const note = (text: string, more: Partial<Draft> = {}) => draft("note", { text }, more as object);

test("what many write at once has one gapless order, and is there when the log is opened again", async (t) => {
  const { log, folder, clock } = await newLog(t);
  const told: Stored[] = [];
  log.follow((entries) => told.push(...entries));
  const written = await Promise.all(Array.from({ length: 500 }, (_, i) => log.append(note(`note ${i}`))));
  assert.deepEqual(
    written.map(({ entry }) => entry.seq),
    Array.from({ length: 500 }, (_, i) => i + 1),
  );
  assert.deepEqual(told, written);
  await log.close();
  const again = await openLog({ folder, centre: "houston", clock });
  t.after(() => again.close());
  const { entries, more } = await again.since({ limit: 1000 });
  assert.deepEqual([entries, more], [written, false]);
  assert.deepEqual(await again.verify(), {
    sound: true,
    entries: 500,
    heads: [{ centre: "houston", seq: 500, hash: written[499].entry.hash }],
    faults: [],
  });
});

test("two programs that write to one file still make one gapless chain", async (t) => {
  const { log, folder, clock } = await newLog(t);
  const other = await openLog({ folder, centre: "houston", clock });
  t.after(() => other.close());
  await Promise.all(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? log : other).append(note(`note ${i}`))));
  const { sound, entries, heads } = await log.verify();
  assert.deepEqual([sound, entries, heads[0].seq], [true, 100, 100]);
});

test("the same key makes no second entry, however often it is sent, also all at once and after a restart", async (t) => {
  const { log, folder, clock } = await newLog(t);
  const told: Stored[] = [];
  log.follow((entries) => told.push(...entries));
  const one = note("closed Rassvet", { key: "abc" });
  const all = await Promise.all(Array.from({ length: 20 }, () => log.append(one)));
  clock.ms += 60_000;
  const other = await openLog({ folder, centre: "houston", clock });
  t.after(() => other.close());
  all.push(await other.append({ ...one, time: all[0].entry.time }));
  assert.equal(new Set(all.map(({ entry }) => entry.hash)).size, 1);
  assert.equal(told.length, 1);
  // Another person may use the same key.
  const { entry } = await log.append({ ...one, author: author("Boris") });
  assert.equal(entry.seq, 2);
});

test("a key used for something else is refused", async (t) => {
  const { log } = await newLog(t);
  await log.append(note("closed Rassvet", { key: "abc" }));
  for (const other of [{ station: "mir" }, { incident: "x" }, { time: "2018-08-30T00:00:00Z" }]) {
    await assert.rejects(log.append(note("closed Rassvet", { key: "abc", ...other })), { code: "HW_LOG_KEY_REUSED" });
  }
  await assert.rejects(log.append(note("opened it", { key: "abc" })), {
    code: "HW_LOG_KEY_REUSED",
    message: 'key: found "abc", which its author used for houston:1 with other content, expected a new one',
  });
  assert.equal((await log.heads())[0].seq, 1);
});

test("what is not what its kind wants is refused, with everything that is wrong with it", async (t) => {
  const { log } = await newLog(t);
  const bad = (body: object, more: object = {}) =>
    log.append({ ...draft("hatch-moved", body as never), ...more } as Draft);
  await assert.rejects(bad({ hatch: "h1", state: "ajar", colour: 1 }), {
    code: "HW_LOG_DRAFT",
    message: 'body.colour: found it, expected no such member\nbody.state: found "ajar", expected one of open, closed',
  });
  const good = { hatch: "h1", state: "open" };
  for (const more of [
    { time: "yesterday" },
    { time: "2018-08-30T23:59:60Z" },
    { time: "2018-02-30T00:00:00" },
    { kind: "hatch" },
    { key: "" },
    { centre: "moscow" },
    { body: { ...good, text: "half a pair \ud800" } },
    { author: { ...author("Ada"), centre: "Houston!" } },
  ]) {
    await assert.rejects(bad(good, more), { code: "HW_LOG_DRAFT" }, JSON.stringify(more));
  }
  await assert.rejects(log.append(null as never), { code: "HW_LOG_DRAFT" });
  assert.deepEqual(await log.heads(), []);
});

test("one bad draft among many costs the others nothing", async (t) => {
  const { log } = await newLog(t);
  const drafts = [note("a"), draft("correction", { of: "moscow:9", reason: "x" }), note("b")];
  const results = await Promise.allSettled(drafts.map((one) => log.append(one)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ["fulfilled", "rejected", "fulfilled"],
  );
  assert.equal((await log.verify()).entries, 2);
});

test("only what is there can be corrected, with what its kind wants", async (t) => {
  const { log } = await newLog(t);
  await log.append(draft("hatch-moved", { hatch: "h1", state: "open" }));
  await log.append(draft("correction", { of: "houston:1", reason: "no", body: { hatch: "h1", state: "closed" } }));
  for (const [body, message] of [
    [{ of: "houston:1", body: { hatch: "h1" } }, /does not fit houston:1, expected that of a hatch-moved/],
    [{ of: "houston:2", withdrawn: true }, /found the correction houston:2/],
    [{ of: "houston:7" }, /found nothing with the id houston:7/],
  ] as const) {
    await assert.rejects(log.append(draft("correction", { reason: "x", ...body })), {
      code: "HW_LOG_CORRECTION",
      message,
    });
  }
});

test("stamps go on when the clock goes back, and when nothing moves it", async (t) => {
  const { log, clock } = await newLog(t);
  const stamps = [];
  for (const ms of [START, START, START - 3_600_000, START + 5]) {
    clock.ms = ms;
    stamps.push((await log.append(note("x"))).entry.stamp);
  }
  assert.deepEqual(stamps, [
    { ms: START, count: 0 },
    { ms: START, count: 1 },
    { ms: START, count: 2 },
    { ms: START + 5, count: 0 },
  ]);
});

test("the time of the happening is the writer's; UTC to the millisecond in the log", async (t) => {
  const { log } = await newLog(t);
  const { entry } = await log.append(note("felt a bang", { time: "2018-08-30T01:15:00+03:00" }));
  assert.equal(entry.time, "2018-08-29T22:15:00.000Z");
  assert.equal((await log.append(note("now"))).entry.time, new Date(START).toISOString());
});

test("a file that is no log, another centre's, damaged or from the future is refused by name", async (t) => {
  const folder = await temporaryFolder(t);
  const clock = new StillClock();
  const open = (name: string, centre = "houston") => openLog({ folder: join(folder, name), centre, clock });
  await (await open("moscow", "moscow")).close();
  await assert.rejects(open("moscow"), {
    code: "HW_LOG_STORE",
    message: /found the log of moscow, expected that of houston/,
  });
  for (const name of ["text", "foreign", "future", "folder"]) await mkdir(join(folder, name));
  await writeFile(join(folder, "text", "log.sqlite"), "this is not a database".repeat(100));
  const foreign = new DatabaseSync(join(folder, "foreign", "log.sqlite"));
  foreign.exec("CREATE TABLE t (a)");
  foreign.close();
  await (await open("future")).close();
  const future = new DatabaseSync(join(folder, "future", "log.sqlite"));
  future.exec("PRAGMA user_version = 7");
  future.close();
  await mkdir(join(folder, "folder", "log.sqlite"));
  await assert.rejects(open("text"), { code: "HW_LOG_STORE", message: /not a database/ });
  await assert.rejects(open("foreign"), { code: "HW_LOG_STORE", message: /another kind of database/ });
  await assert.rejects(open("future"), { code: "HW_LOG_STORE", message: /found version 7 of the log, expected 1/ });
  await assert.rejects(open("folder"), { code: "HW_LOG_STORE" });
});

test("a procedure is published with the hash of its text, and no other", async (t) => {
  const { log } = await newLog(t);
  const text = "hullwatch: procedure/1\n";
  const publish = (hash: string) =>
    log.append(draft("procedure-published", { procedure: "p", title: "P", hash, text }));
  await assert.rejects(publish("0".repeat(64)), { code: "HW_LOG_DRAFT", message: /^body\.hash: / });
  await publish(sha256Of(text));
  assert.equal((await log.heads())[0].seq, 1);
});

test("what is committed is synced: write-ahead log, synchronous FULL", async (t) => {
  const db = openForWriting(join(await temporaryFolder(t), "log.sqlite"), "houston");
  t.after(() => db.close());
  const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  assert.deepEqual([pragma("journal_mode"), pragma("synchronous")], ["wal", 2]);
});

test("a log that was closed says so", async (t) => {
  const { log } = await newLog(t);
  await log.append(note("x"));
  await log.close();
  await log.close();
  await assert.rejects(log.append(note("y")), { code: "HW_LOG_STORE", message: /found the log closed/ });
  await assert.rejects(log.since({}), { code: "HW_LOG_STORE" });
});

test("an entry of every kind with the ids of this file can be written, and each is told of as it was written", async (t) => {
  const { log } = await newLog(t);
  const { entry } = await log.append(draft("decision", { text: "Sleep on" }, { incident: IDS.INCIDENT }));
  assert.deepEqual(await log.get("houston:1"), [{ arrival: 1, entry }]);
  assert.deepEqual(await log.get("houston:2"), []);
  assert.equal(entry.incident, IDS.INCIDENT);
});
