import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Events, Records, type StoredEvent } from "./index.ts";

function begin(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-records-"));
  const records = new Records(join(folder, "records.db"), (error) => assert.fail(error));
  t.after(async () => {
    await records.close();
    rmSync(folder, { recursive: true });
  });
  const events = new Events(records);
  const told: StoredEvent[] = [];
  events.follow((fresh) => told.push(...fresh));
  return { folder, records, events, told };
}

const said = (...places: readonly number[]) =>
  places.map((place) => ({ place, event: { type: "trend", time: "2018-08-30T00:00:00Z", place }, late: false }));

test("what many stations say at once is on the disk when it is acknowledged, and told in the order of the record", async (t) => {
  const { folder, events, told } = begin(t);
  const acknowledged: number[] = [];
  const putting = Array.from({ length: 50 }, async (_, i) => {
    for (const { seq } of await events.put(`station-${i % 7}`, i, said(0, 1))) acknowledged.push(seq);
  });
  await Promise.all(putting);
  const again = new Records(join(folder, "records.db"), (error) => assert.fail(error));
  const kept = new Events(again).list({ after: 0, limit: 1000 });
  await again.close();
  assert.deepEqual(
    kept.map(({ seq }) => seq),
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
  assert.deepEqual(
    told.map(({ seq }) => seq),
    kept.map(({ seq }) => seq),
  );
  assert.deepEqual(
    acknowledged,
    told.map(({ seq }) => seq),
  );
  assert.equal(events.last, 100);
});

test("what is said again is kept once, and told once", async (t) => {
  const { events, told } = begin(t);
  const first = await events.put("iss", 1, said(0, 1));
  const second = await events.put("iss", 1, said(0, 1, 2));
  assert.deepEqual(
    first.map(({ seq, isNew }) => ({ seq, isNew })),
    [
      { seq: 1, isNew: true },
      { seq: 2, isNew: true },
    ],
  );
  assert.deepEqual(
    second.map(({ seq, isNew }) => ({ seq, isNew })),
    [
      { seq: 1, isNew: false },
      { seq: 2, isNew: false },
      { seq: 3, isNew: true },
    ],
  );
  assert.equal(told.length, 3);
});

test("a batch that cannot be written whole is not written, and those after it are", async (t) => {
  const { records, events } = begin(t);
  const wrong = { place: 1, event: { type: null as unknown as string, time: "2018-08-30T00:00:00Z" }, late: false };
  await assert.rejects(events.put("iss", 1, [...said(0), wrong]), /NOT NULL/);
  await events.put("iss", 2, said(0));
  assert.deepEqual(
    events.list({ after: 0, limit: 10 }).map(({ position }) => position),
    [2],
  );
  await records.setCursor("log to rows", 17);
  assert.equal(records.cursor("log to rows"), 17);
});
