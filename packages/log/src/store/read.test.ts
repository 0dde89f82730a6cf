import assert from "node:assert/strict";
import { test } from "node:test";
import type { Log } from "../index.ts";
import { draft, Pen, START } from "../testing.ts";
import { newLog } from "../testing-disk.ts";

const fill = async (log: Log, n: number) => {
  for (let i = 1; i <= n; i++) {
    const more = i % 3 === 0 ? { incident: "ms-09" } : {};
    await log.append(i % 2 === 0 ? draft("note", { text: `${i}` }, more) : draft("decision", { text: `${i}` }, more));
  }
};
const numbers = (page: { entries: readonly { entry: { seq: number } }[] }) =>
  page.entries.map(({ entry }) => entry.seq);

test("who resumes misses nothing and sees nothing twice, whatever was filtered out", async (t) => {
  const { log } = await newLog(t);
  await fill(log, 10);
  const page = await log.since({ limit: 4 });
  assert.deepEqual([numbers(page), page.next, page.more], [[1, 2, 3, 4], 4, true]);
  const rest = await log.since({ after: "houston:4", kinds: ["note"] });
  assert.deepEqual([numbers(rest), rest.next, rest.more], [[6, 8, 10], 10, false]);
  const none = await log.since({ after: rest.next });
  assert.deepEqual([numbers(none), none.next], [[], 10]);
  assert.equal((await log.since({ kinds: ["handover"] })).next, 10);
  assert.deepEqual(await log.since({ after: 1e9 }), { entries: [], next: 1e9, more: false });
});

test("by incident, kind, centre, time and number; forwards and backwards, page by page", async (t) => {
  const { log, clock } = await newLog(t);
  await fill(log, 9);
  clock.ms += 1000;
  await fill(log, 3);
  assert.deepEqual(numbers(await log.list({ incident: "ms-09" })), [3, 6, 9, 12]);
  assert.deepEqual(numbers(await log.list({ incident: "ms-09", kinds: ["note"] })), [6]);
  assert.deepEqual(numbers(await log.list({ from: new Date(START + 1000).toISOString() })), [10, 11, 12]);
  assert.deepEqual(numbers(await log.list({ to: new Date(START).toISOString() })), []);
  assert.deepEqual(numbers(await log.list({ centre: "moscow" })), []);
  assert.deepEqual(numbers(await log.list({ station: "mir" })), []);
  const newest = await log.list({ newestFirst: true, limit: 2 });
  assert.deepEqual([numbers(newest), newest.more], [[12, 11], true]);
  const before = await log.list({ newestFirst: true, before: "houston:11", after: "houston:7" });
  assert.deepEqual([numbers(before), before.more], [[10, 9, 8], false]);
  assert.deepEqual(
    (await log.range("houston", 4, 6)).map(({ entry }) => entry.seq),
    [4, 5, 6],
  );
});

test("entries of two centres are listed in the order of the log, whenever they came", async (t) => {
  const { log, clock } = await newLog(t);
  clock.ms = START + 1500;
  await log.append(draft("note", { text: "between" }));
  const pen = new Pen("moscow");
  await log.takeIn([pen.write("note", { text: "first" }), pen.write("note", { text: "last" })]);
  const { entries } = await log.list({});
  assert.deepEqual(
    entries.map(({ entry }) => entry.body.text),
    ["first", "between", "last"],
  );
});

test("cursors, limits and times that are none are refused by name", async (t) => {
  const { log } = await newLog(t);
  await fill(log, 1);
  const asked = [
    () => log.since({ after: "houston:2" }),
    () => log.since({ limit: 0 }),
    () => log.since({ limit: 1001 }),
    () => log.since({ limit: 1.5 }),
    () => log.list({ after: "nonsense" }),
    () => log.list({ before: "moscow:1" }),
    () => log.list({ from: "yesterday" }),
    () => log.search({ text: "x", to: "" }),
    () => log.search({ text: "x", limit: -1 }),
    () => log.search({ text: "x", offset: -1 }),
  ];
  for (const [i, one] of asked.entries()) await assert.rejects(one, { code: "HW_LOG_QUERY" }, `${i}`);
});
