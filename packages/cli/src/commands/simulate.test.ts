import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type TestContext, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { folderFor, hullwatch, objects, root } from "../testing.ts";

test("the same seed gives the same bytes, packed or not, to a file or to standard output", (t) => {
  const folder = folderFor(t);
  const [plain, packed, truth] = ["a.csv", "a.csv.gz", "truth.ndjson"].map((name) => join(folder, name));
  const { stdout, status } = hullwatch(["simulate", "mir-1997", "-o", plain, "--truth", truth, "--json"]);
  assert.equal(status, 0);
  const [made] = objects(stdout);
  assert.deepEqual([made.type, made.scenario, made.seed, made.recording], ["simulate", "mir-1997", 1, plain]);
  const text = readFileSync(plain, "utf8");
  assert.equal(text.split("\n").filter((line) => /^\d/.test(line)).length, made.rows);
  assert.ok(objects(readFileSync(truth, "utf8")).some((entry) => entry.type === "leak"));
  assert.equal(hullwatch(["simulate", "mir-1997", "-o", packed]).status, 0);
  assert.equal(gunzipSync(readFileSync(packed)).toString(), text);
  assert.equal(hullwatch(["simulate", join(root, "scenarios/mir-1997.yaml")], { cwd: folder }).stdout, text);
  assert.notEqual(hullwatch(["simulate", "mir-1997", "--seed", "2"]).stdout, text);
});

/** Events of the night of MS-09, and what really happened in it. */
function night(t: TestContext) {
  const folder = folderFor(t);
  const [recording, truth] = ["night.csv", "truth.ndjson"].map((name) => join(folder, name));
  assert.equal(hullwatch(["simulate", "soyuz-ms-09", "-o", recording, "--truth", truth]).status, 0);
  const events = objects(hullwatch(["replay", recording, "--station", "iss-2018-08-30", "--json"]).stdout);
  const raised = Date.parse(String(events.find((e) => e.type === "alarm" && e.kind === "leak")?.time));
  return { events, raised, truth: objects(readFileSync(truth, "utf8")) };
}

test("MS-09: the leak is raised within 90 minutes of the hole opening", (t) => {
  const { raised, truth } = night(t);
  const opened = Date.parse(String(truth.find((entry) => entry.type === "leak")?.onset));
  assert.ok(raised >= opened && raised - opened <= 90 * 60e3, `raised ${(raised - opened) / 60e3} min after`);
});

test("MS-09: the reserve time said with the alarm is within 25 % of the truth", (t) => {
  const { events, raised, truth } = night(t);
  const estimate = events.find((e) => e.type === "estimate") as { reserve: { value: number } };
  const state = truth.findLast((entry) => entry.type === "state" && Date.parse(String(entry.time)) <= raised);
  const part = estimate.reserve.value / Number(state?.reserve_h);
  assert.ok(part > 0.75 && part < 1.25, `reserve ${part} of the truth`);
});

test("what cannot be made is refused on a line a fault, and leaves no file", (t) => {
  const folder = folderFor(t);
  const bad = join(folder, "bad.yaml");
  writeFileSync(bad, "hullwatch: scenario/1\nid: x\n");
  const out = join(folder, "out.csv");
  for (const [args, said] of [
    [[bad, "-o", out], /^(hullwatch: .*bad\.yaml:\d+:\d+: .*expected .*\n)+$/],
    [["soyuz-ms-09", "--station", "nowhere", "-o", out], /^hullwatch: nowhere: found no such file, expected .*\n$/],
    [
      ["soyuz-ms-09", "-o", join(folder, "no/where.csv")],
      /^hullwatch: .*where\.csv: found ENOENT.*, expected a place to write\n$/,
    ],
    [["soyuz-ms-09", "-o", folder], /^hullwatch: .*: found a directory, expected a file to write\n$/],
    [["soyuz-ms-09", "--json"], /^hullwatch: simulate: found --json alone, expected -o FILE beside it\n$/],
    [["soyuz-ms-09", "--seed", "-1"], /^hullwatch: .*--seed.*\n$/],
  ] as [string[], RegExp][]) {
    const { status, stderr, stdout } = hullwatch(["simulate", ...args]);
    assert.match(stderr, said);
    assert.deepEqual([status, stdout, existsSync(out)], [2, "", false]);
  }
});

test("recording and truth go to two places, however these are named", (t) => {
  const folder = folderFor(t);
  symlinkSync(folder, join(folder, "here"));
  const out = join(folder, "x.csv");
  for (const truth of [
    out,
    relative(root, out),
    `${folder}/here/../${basename(folder)}/x.csv`,
    join(folder, "here/x.csv"),
  ]) {
    const { status, stderr } = hullwatch(["simulate", "mir-1997", "-o", out, "--truth", truth]);
    assert.equal(
      stderr,
      `hullwatch: simulate: found ${truth} for the recording and for --truth, expected two places\n`,
    );
    assert.deepEqual([status, existsSync(out)], [2, false]);
  }
  const both = hullwatch(["simulate", "mir-1997", "--truth", "-"]);
  assert.deepEqual([both.status, both.stdout], [2, ""]);
  assert.equal(hullwatch(["simulate", "mir-1997", "-o", "/dev/null", "--truth", "/dev/null"]).status, 0);
});

test("a pipe or a device is written through, never replaced by a file", (t) => {
  const pipe = join(folderFor(t), "pipe");
  const line = `mkfifo "$1"; cat "$1" | wc -l & "$0" node_modules/.bin/hullwatch simulate mir-1997 -o "$1" --json; wait; test -p "$1" && echo kept`;
  const { stdout, stderr } = spawnSync("bash", ["-c", line, process.execPath, pipe], { cwd: root, encoding: "utf8" });
  assert.equal(stderr, "");
  assert.match(stdout, /"rows":\d{4,}/);
  assert.match(stdout, /^\d{4,}$/m);
  assert.match(stdout, /^kept$/m);
});
