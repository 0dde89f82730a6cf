import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { draft } from "../testing.ts";
import { newLog } from "../testing-disk.ts";

/** A log of ten entries to whose file somebody does something; what is then found. */
async function found(t: TestContext, sql: string): Promise<[string, number][]> {
  const { log, folder } = await newLog(t);
  for (let i = 1; i <= 10; i++) await log.append(draft("note", { text: `note ${i}` }, { incident: "ms-09" }));
  const db = new DatabaseSync(join(folder, "log.sqlite"));
  db.exec(sql);
  db.close();
  const { sound, faults } = await log.verify();
  assert.equal(sound, faults.length === 0);
  return faults.map(({ what, centre, seq, text }) => {
    assert.ok(text.startsWith(`${centre}:${seq} ${what}: `), text);
    return [what, seq];
  });
}

const cases: [what: string, sql: string, faults: [string, number][]][] = [
  ["nothing", "SELECT 1", []],
  ["a changed text", "UPDATE entry SET json = replace(json, 'note 4', 'note 5') WHERE seq = 4", [["changed", 4]]],
  ["a changed author", "UPDATE entry SET json = replace(json, 'Ada', 'Eve') WHERE seq = 4", [["changed", 4]]],
  ["a text that is no entry any more", "UPDATE entry SET json = '{' WHERE seq = 4", [["changed", 4]]],
  ["an entry hidden from its incident", "UPDATE entry SET incident = NULL WHERE seq = 4", [["changed", 4]]],
  ["an entry hidden from the search", "UPDATE entry SET words = '' WHERE seq = 4", [["changed", 4]]],
  ["a removed entry", "DELETE FROM entry WHERE seq = 4", [["missing", 4]]],
  ["the last ones removed", "DELETE FROM entry WHERE seq > 8", [["missing", 9]]],
  ["all removed", "DELETE FROM entry", [["missing", 1]]],
  [
    "two that changed places",
    "UPDATE entry SET seq = 99 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 5; UPDATE entry SET seq = 5 WHERE seq = 99",
    [
      ["reordered", 4],
      ["reordered", 5],
    ],
  ],
];
for (const [what, sql, faults] of cases) {
  test(`found in the file of a log: ${what}`, async (t) => {
    assert.deepEqual(await found(t, sql), faults);
  });
}

test("an entry that was moved to another centre's name is found", async (t) => {
  const faults = await found(t, "UPDATE entry SET centre = 'moscow' WHERE seq = 1");
  assert.deepEqual(faults, [
    ["missing", 1],
    ["changed", 1],
  ]);
});
