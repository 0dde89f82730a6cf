import assert from "node:assert/strict";
import { test } from "node:test";
import { type Entry, idOf, stateOf } from "../index.ts";
import { author, draft, Pen, START } from "../testing.ts";
import { newLog } from "../testing-disk.ts";

const moscow = (n = 6) => {
  const pen = new Pen("moscow");
  for (let i = 1; i <= n; i++) pen.write("decision", { text: `${i}` });
  return pen.written;
};

test("entries of another centre come in any order and twice, and are in order all the same", async (t) => {
  const { log } = await newLog(t);
  const [a, b, c, d, e, f] = moscow();
  await log.append(draft("note", { text: "ours" }));
  assert.deepEqual(await log.takeIn([f, c]).then(({ taken, known }) => [taken.length, known]), [2, 0]);
  assert.deepEqual(await log.gaps(), [
    { centre: "moscow", from: 1, to: 2 },
    { centre: "moscow", from: 4, to: 5 },
  ]);
  assert.equal((await log.verify()).sound, false);
  assert.equal((await log.heads()).find(({ centre }) => centre === "moscow")?.seq, 6, "and not the last that came");
  assert.deepEqual(await log.takeIn([e, c, a, b, d]).then(({ taken, known }) => [taken.length, known]), [4, 1]);
  assert.deepEqual(await log.gaps(), []);
  assert.equal((await log.verify()).sound, true);
  const { entries } = await log.list({ centre: "moscow" });
  assert.deepEqual(
    entries.map(({ entry }) => entry),
    [a, b, c, d, e, f],
  );
  // By arrival, for those who resume.
  const since = await log.since({ after: 1 });
  assert.deepEqual(
    since.entries.map(({ entry }) => entry.seq),
    [6, 3, 5, 1, 2, 4],
  );
});

test("two centres that exchange their logs come to the same order and the same state", async (t) => {
  const [h, m] = [await newLog(t, "houston"), await newLog(t, "moscow")];
  m.clock.ms += 7;
  for (let i = 0; i < 10; i++) {
    await h.log.append(draft("decision", { text: `h${i}` }));
    await m.log.append(draft("decision", { text: `m${i}` }));
    if (i === 4) await m.log.takeIn((await h.log.range("houston", 1, 5)).map(({ entry }) => entry));
  }
  await h.log.takeIn((await m.log.range("moscow", 1, 10)).map(({ entry }) => entry).reverse());
  await m.log.takeIn((await h.log.range("houston", 1, 10)).map(({ entry }) => entry));
  const all = async ({ log }: typeof h) => (await log.list({ limit: 1000 })).entries.map(({ entry }) => entry);
  const [ours, theirs] = [await all(h), await all(m)];
  assert.deepEqual(ours, theirs);
  assert.deepEqual(stateOf(ours), stateOf(theirs.toReversed()));
  // What Moscow wrote after it had seen Houston's first five is after them.
  const place = (text: string) => ours.findIndex(({ body }) => body.text === text);
  for (let i = 5; i < 10; i++) assert.ok(place(`m${i}`) > place("h4"));
});

test("what is written after an entry from a fast clock is after it, and how fast it is is told", async (t) => {
  const { log, clock } = await newLog(t);
  const [ahead] = new Pen("moscow", START + 600_000).written.concat(
    new Pen("moscow", START + 600_000).write("note", { text: "from ten minutes ahead" }),
  );
  const taken = await log.takeIn([ahead]);
  assert.equal(taken.ahead, 601);
  const { entry } = await log.append(draft("note", { text: "answer" }));
  assert.deepEqual(entry.stamp, { ms: ahead.stamp.ms, count: 1 });
  assert.equal(entry.time, new Date(clock.ms).toISOString());
});

test("what another centre wrote with a key keeps nobody from using it here", async (t) => {
  const { log } = await newLog(t);
  const theirs = new Pen("moscow").write("note", { text: "theirs" }, { author: author("Ada") });
  await log.takeIn([theirs]);
  const { entry } = await log.append(draft("note", { text: "ours" }, { key: theirs.key, author: author("Ada") }));
  assert.equal(idOf(entry), "houston:1");
});

test("the worst stamp that is taken stops nobody from writing", async (t) => {
  const { log } = await newLog(t);
  const pen = new Pen("moscow", 253_402_300_798_999);
  assert.equal((await log.takeIn([pen.write("note", { text: "year 9999" })])).taken.length, 1);
  assert.equal((await log.append(draft("note", { text: "still here" }))).entry.stamp.count, 1);
  const { refused } = await log.takeIn([pen.write("note", { text: "after it" }, { time: "9999-12-31T23:59:59.999Z" })]);
  assert.match(refused[0].reason, /stamp\/ms/);
});

test("what is no entry, or not what its hash says, is refused and named; the rest is taken", async (t) => {
  const { log } = await newLog(t);
  const [a, b, c] = moscow(3);
  const { taken, refused } = await log.takeIn([a, { ...b, body: { text: "forged" } }, null, 7, { ...c, seq: -1 }]);
  assert.deepEqual(
    taken.map(({ entry }) => idOf(entry)),
    ["moscow:1"],
  );
  assert.deepEqual(
    refused.map(({ id }) => id),
    ["moscow:2", "undefined:undefined", "undefined:undefined", "moscow:-1"],
  );
  assert.match(refused[0].reason, /its content has the hash/);
});

test("a kind from the future is kept, found and handed on", async (t) => {
  const { log } = await newLog(t);
  const entry = new Pen("moscow").writeAny("thruster-test", { jets: [1, 2], note: "утечка" });
  const more = { ...entry, signature: "ed25519:…" } as Entry;
  const { refused } = await log.takeIn([more]);
  assert.equal(refused.length, 1, "what is added to an entry is part of what its hash is of");
  await log.takeIn([entry]);
  assert.deepEqual((await log.get("moscow:1"))[0].entry, entry);
  assert.equal((await log.search({ text: "утечки" })).hits.length, 1);
});

test("two entries of one number are both kept, and told of", async (t) => {
  const { log } = await newLog(t);
  const [a] = moscow(1);
  const [twin] = [new Pen("moscow").write("decision", { text: "another" })];
  await log.takeIn([a, twin]);
  await log.takeIn([twin, a]);
  assert.equal((await log.get("moscow:1")).length, 2);
  const { faults } = await log.verify();
  assert.deepEqual(
    faults.map(({ what, centre, seq }) => [what, centre, seq]),
    [["doubled", "moscow", 1]],
  );
});

test("a log that was set back gets its own later entries from another centre, and goes on after them", async (t) => {
  const [old, mirror] = [await newLog(t), await newLog(t, "moscow")];
  const written = [];
  for (let i = 0; i < 4; i++) written.push((await old.log.append(draft("note", { text: `${i}` }))).entry);
  await mirror.log.takeIn(written);
  // Restored from a backup that held the first two.
  const restored = await newLog(t);
  await restored.log.takeIn(written.slice(0, 2));
  await restored.log.takeIn((await mirror.log.range("houston", 3, 4)).map(({ entry }) => entry));
  const { entry } = await restored.log.append(draft("note", { text: "on" }));
  assert.equal(entry.seq, 5);
  assert.equal((await restored.log.verify(await mirror.log.heads())).sound, true);
});
