import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { temporaryFolder } from "../journal/testing.ts";
import { openSnapshots, type Snapshot } from "./index.ts";

const J = "journal-a";
const of = (station: string, position: number, state = `state at ${position}`): Snapshot => ({
  station,
  journal: J,
  position,
  state,
});

test("what was saved is loaded the same, whatever the station is called", async (t) => {
  const snapshots = await openSnapshots(temporaryFolder(t));
  const name = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("..", "a/b", "x".repeat(300), "ж".repeat(200)));
  await fc.assert(
    fc.asyncProperty(name, fc.nat(), fc.string(), async (station, position, state) => {
      await snapshots.save(of(station, position, state));
      assert.deepEqual(await snapshots.load(station), { snapshot: of(station, position, state), faults: [] });
    }),
    { numRuns: 50 },
  );
  assert.deepEqual(await snapshots.load("nowhere"), { snapshot: null, faults: [] });
});

test("of a snapshot that is damaged at any byte the one before is loaded, and the damage named", async (t) => {
  const directory = temporaryFolder(t);
  const snapshots = await openSnapshots(directory);
  await snapshots.save(of("iss", 1));
  await snapshots.save(of("iss", 2));
  const path = join(directory, "iss.snapshot");
  const whole = readFileSync(path);
  for (let i = 0; i <= whole.length; i++) {
    const damaged = Buffer.from(whole);
    if (i < whole.length) damaged[i] ^= 1;
    writeFileSync(path, i < whole.length ? damaged : whole.subarray(0, -1));
    const { snapshot, faults } = await snapshots.load("iss");
    assert.deepEqual(snapshot, of("iss", 1), `byte ${i}`);
    assert.equal(faults.length, 1);
    assert.ok(faults[0].startsWith(`${path}: found`), faults[0]);
  }
});

test("stopped between any two steps of a save, the old snapshot or the new one is loaded", async (t) => {
  const directory = temporaryFolder(t);
  const snapshots = await openSnapshots(directory);
  await snapshots.save(of("iss", 1));
  const path = join(directory, "iss.snapshot");
  writeFileSync(`${path}.new`, "half of a snap");
  assert.equal((await snapshots.load("iss")).snapshot?.position, 1);
  renameSync(path, `${path}.previous`);
  assert.equal((await snapshots.load("iss")).snapshot?.position, 1);
  await snapshots.save(of("iss", 2));
  assert.deepEqual((await snapshots.load("iss")).snapshot, of("iss", 2));
});

test("the journal is needed from the older of the two on, and wholly by a station without any", async (t) => {
  const snapshots = await openSnapshots(temporaryFolder(t));
  await snapshots.save(of("iss", 10));
  await snapshots.save(of("iss", 20));
  await snapshots.save(of("mir", 15));
  assert.equal(await snapshots.needed(J, ["iss"]), 10);
  assert.equal(await snapshots.needed(J, ["mir"]), 15);
  assert.equal(await snapshots.needed(J, ["iss", "new"]), 0);
  assert.equal(await snapshots.needed("another", ["iss"]), 0);
  assert.equal(await snapshots.needed(J, []), Number.POSITIVE_INFINITY);
  assert.equal(await snapshots.latest(J), 20);
  assert.equal(await snapshots.latest("another"), 0);
});

test("saves of one station at once are made in the order of the calls, and a backup never sees half of one", async (t) => {
  const directory = temporaryFolder(t);
  const backup = temporaryFolder(t);
  const snapshots = await openSnapshots(join(directory, "live"));
  const saves = Array.from({ length: 30 }, (_, i) => snapshots.save(of("iss", i, "x".repeat(10_000))));
  const copies = Array.from({ length: 5 }, async (_, i) => {
    const to = join(backup, `${i}`);
    mkdirSync(to);
    await saves[i * 5];
    await snapshots.backup(to);
    const { snapshot, faults } = await (await openSnapshots(to)).load("iss");
    assert.ok(snapshot !== null && snapshot.position >= i * 5);
    assert.deepEqual(faults, []);
  });
  await Promise.all([...saves, ...copies]);
  assert.equal((await snapshots.load("iss")).snapshot?.position, 29);
  assert.deepEqual(readdirSync(join(directory, "live")).sort(), ["iss.snapshot", "iss.snapshot.previous"]);
});
