import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderFor, hullwatch, objects } from "../testing.ts";

const iss = ["plan", "--station", "iss-2018-08-30", "--leak-dpdt", "0.6mmHg/h"];

test("the night of 30 August 2018: first action, tree, and what other orders would take", () => {
  const { stdout, status, stderr } = hullwatch(iss);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /^Now: Close \S+, then \S+; read .* for up to [\d.]+ min\.\nWhy: /);
  assert.match(stdout, /not searched: beam, pma-2, pma-3\./);
  assert.match(stdout, /Open .*rassvet-ms09, then ms09-om-dm.*\n +Leak in ms09-om: look for the hole there\n/);
  assert.match(
    stdout,
    /this plan +\d+ min +[\d.]+ +1\.0 x\n.*as listed +\d+ min.*\n.*most probable first.*\n.*rule book/,
  );
});

test("as one JSON object", () => {
  const [plan] = objects(hullwatch([...iss, "--json"]).stdout);
  for (const key of ["expected_min", "expected_closures", "tree", "one_at_a_time", "rule_book", "gap"])
    assert.ok(key in plan, key);
  const { tree } = plan as { tree: Record<string, unknown> };
  for (const key of ["action", "hatches", "crew", "watch_min", "observe", "expected_min", "why", "outcomes"])
    assert.ok(key in tree, key);
  const [mine, theirs] = [plan.expected_min as number, (plan.one_at_a_time as { expected_min: number }).expected_min];
  assert.equal((plan.one_at_a_time as { times_as_long: number }).times_as_long, theirs / mine);
  assert.ok(theirs > 3 * mine, `${mine} min, one at a time ${theirs}`);
});

test("hatches shut no longer than half of 1 mmHg takes, unless said otherwise", () => {
  const watch = (...more: string[]) => {
    const [{ tree }] = objects(hullwatch([...iss, "--json", ...more]).stdout) as [{ tree: { outcomes: unknown[] } }];
    return JSON.stringify(tree);
  };
  assert.equal(watch("--half-millimetre"), watch());
  assert.notEqual(watch("--no-half-millimetre"), watch());
});

test("a prior of one's own, and a module that the station does not have, by line", (t) => {
  const file = join(folderFor(t), "prior.yaml");
  writeFileSync(file, "ms09-om: 1\n");
  const { stdout } = hullwatch([...iss, "--prior", file]);
  assert.match(stdout, /^Now: Leak in ms09-om: look for the hole there/);
  writeFileSync(file, "ms09-om: 1\nms09-on: 2\n");
  const { stderr, status } = hullwatch([...iss, "--prior", file]);
  assert.equal(status, 2);
  assert.match(stderr, /prior\.yaml:2:1: found "ms09-on", expected .*ms09-om/);
  writeFileSync(file, "ms09-om: -1\n");
  assert.match(hullwatch([...iss, "--prior", file]).stderr, /prior\.yaml:1:10: found "-1", expected a weight/);
});

test("somebody who is cut off from their seat comes first", () => {
  const { stdout } = hullwatch([...iss, "--hatch", "pkho-zarya=closed", "--crew", "gerst=zvezda-ro"]);
  assert.match(stdout, /^Now: Open pkho-zarya\.\nWhy: gerst cannot come to their seat/);
  assert.match(
    hullwatch([...iss, "--hatch", "door=closed"]).stderr,
    /^hullwatch: --hatch: found "door", expected the id of a hatch/,
  );
  assert.match(
    hullwatch([...iss, "--crew", "gerst=attic"]).stderr,
    /^hullwatch: --crew: found "attic", expected the id of a/,
  );
  assert.match(hullwatch([...iss, "--crew", "gerst"]).stderr, /--crew: found "gerst", expected id=value/);
});
