import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { command, folderFor, hullwatch, objects, root } from "../testing.ts";

const air = join(root, "recordings/astropi-2022-01-31.csv.gz");
const station = ["--station", "astropi-2022"];
const T = "2022-01-31T12:21:15Z";
const row = (value: string | number, parameter = "AP-P", time = T) => `${time},${parameter},${value}`;
const recordingOf = (...lines: string[]) => ["time,parameter,value", ...lines, ""].join("\n");
const read = (input: string | Uint8Array, ...more: string[]) =>
  hullwatch(["replay", "-", ...station, "--json", ...more], { input });
const summaryOf = (stdout: string) => objects(stdout).at(-1) ?? {};

let real = hullwatch([]);
before(() => {
  real = hullwatch(["replay", air, ...station, "--json"]);
});

test("19.5 h of real cabin air: no leak alarm, one object a line in time order, the summary last", () => {
  assert.deepEqual([real.status, real.stderr], [0, ""]);
  const all = objects(real.stdout);
  assert.ok(all.every((event) => event.kind !== "leak"));
  const times = all.map((event) => Date.parse(String(event.time)));
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  const { engine_s, ...summary } = summaryOf(real.stdout);
  assert.deepEqual(summary, {
    type: "summary",
    time: "2022-02-01T07:51:17.000Z",
    samples: 27_446,
    rejected: 0,
    missing: 0,
    late: 0,
    astray: 0,
    unknown_parameters: [],
    unknown_rows: 0,
    span_s: 70_202,
    alarms: all.filter((e) => e.type === "alarm" && e.state === "raised").length,
  });
  assert.equal(typeof engine_s, "number");
});

test("the same input gives the same bytes, but for the time spent", () => {
  const again = hullwatch(["replay", air, ...station, "--json"]);
  const fixed = (stdout: string) => stdout.replace(/"engine_s":[\d.]+/, "");
  assert.equal(fixed(again.stdout), fixed(real.stdout));
});

test("a packed file, a plain one and either on standard input are the same recording", () => {
  const plain = gunzipSync(readFileSync(air));
  const { engine_s, ...expected } = summaryOf(real.stdout);
  for (const input of [plain, readFileSync(air)]) {
    const { engine_s, ...summary } = summaryOf(read(input).stdout);
    assert.deepEqual(summary, expected);
  }
});

test("the report leads its end with the verdict, and says what the slow fall is", () => {
  const { stdout, stderr, status } = hullwatch(["replay", air, ...station]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /\n\nNO LEAK SEEN in 19\.5 h\n {2}trend +Falls .*oxygen/);
  assert.ok(!stdout.includes("\x1b"), "no colour where there is no terminal");
});

test("a leak put into real air is raised, sized, and heads the report", (t) => {
  const file = join(folderFor(t), "leak.csv");
  const leak = ["--module", "cabin", "--area", "2mm2", "--at", "+6h", "-o", file];
  assert.equal(hullwatch(["inject", air, ...station, ...leak]).status, 0);
  const events = objects(hullwatch(["replay", file, ...station, "--json"]).stdout);
  const raised = events.filter((e) => e.type === "alarm" && e.kind === "leak" && e.state === "raised");
  assert.equal(raised.length, 1);
  const late = Date.parse(String(raised[0].time)) - Date.parse("2022-01-31T18:21:15Z");
  assert.ok(late > 0 && late <= 2 * 3600e3, `raised ${late / 60e3} min after the leak began`);
  const { area } = events.findLast((e) => e.type === "estimate") as { area: Record<"value" | "low" | "high", number> };
  assert.ok(Math.abs(area.value - 2) < 0.8 && area.low <= 2 && area.high >= 2, JSON.stringify(area));
  const { stdout } = hullwatch(["replay", file, ...station]);
  assert.match(stdout, /ALARM leak/);
  assert.match(stdout, /\n {2}where +in cabin 100\.0 %\n/);
  assert.match(
    stdout,
    /\n\nAIR IS BEING LOST, alarm of 2022-01-31 .*\n {2}rate .* mmHg\/h;[\s\S]* {2}reserve .* to 490 mmHg\n/,
  );
});

test("lines that cannot be read are named on standard error and cost nothing else", () => {
  const bad = recordingOf(row(1013), "soon,AP-P,1", row(1013, "BP-X"), row(1013, "BP-X"), "x", row(""), row(1013));
  const { stdout, stderr, status } = read(bad);
  assert.equal(status, 0);
  const { samples, rejected, missing, unknown_parameters, unknown_rows } = summaryOf(stdout);
  assert.deepEqual([samples, rejected, missing, unknown_parameters, unknown_rows], [3, 2, 1, ["BP-X"], 2]);
  assert.deepEqual(stderr.trimEnd().split("\n"), [
    'hullwatch: standard input:3:1: found "soon", expected an ISO 8601 time with a zone (2018-08-29T22:00:00Z) or UNIX seconds; left out',
    "hullwatch: standard input:6:1: found 1 column, expected 3: time,parameter,value (a value that holds a comma stands in quotes); left out",
    "hullwatch: standard input: 1 parameter that the station does not know: BP-X (2 rows)",
  ]);
});

test("readings too late for their place, and one of another century, are told and count for nothing, nor does its time", () => {
  const at = (minute: number) => `2022-01-31T00:${String(minute).padStart(2, "0")}:00Z,AP-P,1013`;
  const rows = [at(1), at(2), "2131-01-01T00:00:00Z,AP-P,1013", at(3), at(9), at(4), at(5), at(10)];
  const { stdout, stderr } = read(recordingOf(...rows));
  const { time, samples, late, astray, span_s } = summaryOf(stdout);
  assert.deepEqual([time, samples, late, astray, span_s], ["2022-01-31T00:10:00.000Z", 5, 2, 1, 540]);
  assert.deepEqual(stderr.trimEnd().split("\n"), [
    "hullwatch: standard input: 2 readings came too late to be used in their place",
    "hullwatch: standard input: 1 reading far ahead of all others, whose time nothing bears out",
  ]);
});

test("of many bad lines the first few are named and the rest counted", () => {
  const { stderr } = read(recordingOf(row(1013), ...Array.from({ length: 20 }, () => "x,y,z")));
  assert.equal(stderr.trimEnd().split("\n").length, 6);
  assert.match(stderr, /15 more lines left out\n$/);
});

test("a recording of which no row can be used is found wanting, with status 1; an empty one is not", () => {
  const bad = read(recordingOf("x,y,z", "soon,AP-P,1"));
  assert.deepEqual([bad.status, summaryOf(bad.stdout).rejected], [1, 2]);
  assert.match(
    bad.stderr,
    /\nhullwatch: standard input: found no row that can be used \(2 lines left out\), expected readings\n$/,
  );
  for (const [input, status, said] of [
    [recordingOf("x,y,z"), 1, "NOTHING COULD BE READ: 1 line left out"],
    [recordingOf(), 0, "NOTHING WAS MEASURED: no reading of this station's sensors"],
    [recordingOf(row(1013, "BP-X")), 0, "NOTHING WAS MEASURED: no reading of this station's sensors"],
    [recordingOf(row(22, "AP-T"), row("")), 0, "NO PRESSURE WAS MEASURED in 0 min"],
  ] as const) {
    const run = hullwatch(["replay", "-", ...station], { input });
    assert.deepEqual([run.status, run.stdout.split("\n")[1]], [status, said]);
  }
});

test("standard input may come a piece at a time, from one who lets nobody wait for it", async () => {
  const text = gunzipSync(readFileSync(air)).toString();
  const child = spawn(process.execPath, [command, "replay", "-", ...station, "--json"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const said = child.stdout.toArray();
  for (let from = 0; from < text.length; from += 100_000) {
    child.stdin.write(text.slice(from, from + 100_000));
    await setTimeout(20);
  }
  child.stdin.end();
  const [status] = await once(child, "close");
  const lines = (stdout: string) => stdout.split("\n").slice(0, -2);
  assert.equal(status, 0);
  assert.deepEqual(lines(Buffer.concat(await said).toString()), lines(real.stdout));
});

test("--strict ends at the first bad line, with status 1", () => {
  const { status, stderr, stdout } = read(recordingOf(row(1013), "soon,AP-P,1", row(1013)), "--strict");
  assert.deepEqual([status, stdout], [1, ""]);
  assert.match(stderr, /^hullwatch: standard input:3:1: found "soon", expected an ISO 8601 [^\n]*\n$/);
  assert.equal(read(recordingOf(row(1013), row(""), row(1, "BP-X")), "--strict").status, 0);
});

test("what is no recording is refused on one line, with status 2", (t) => {
  const folder = folderFor(t);
  const header = "expected the header time,parameter,value";
  for (const [input, said] of [
    ["", `standard input:1:1: found nothing, ${header}`],
    ["a;b;c\n", `standard input:1:1: found "a;b;c", ${header}`],
    [`# c\n${row(1)}\n`, `standard input:2:1: found "${row(1)}", ${header}`],
    ["\x1b[2J\n", `standard input:1:1: found "\\x1b[2J", ${header}`],
  ]) {
    const { status, stderr, stdout } = read(input);
    assert.deepEqual([status, stdout, stderr], [2, "", `hullwatch: ${said}\n`]);
  }
  for (const [path, found] of [
    [join(folder, "none.csv"), "no such file"],
    [folder, "a directory"],
  ]) {
    const { status, stderr, stdout } = hullwatch(["replay", path, ...station, "--json"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.equal(stderr, `hullwatch: ${path}: found ${found}, expected a recording that can be read\n`);
  }
});

test("an archive that breaks off is judged as far as it goes, then named, with status 2", () => {
  const rows = Array.from({ length: 5000 }, (_, i) => row(1013 + (i % 7) / 10, "AP-P", String(1643631675 + 5 * i)));
  const packed = gzipSync(recordingOf(...rows));
  const { status, stdout, stderr } = read(packed.subarray(0, packed.length - 500));
  assert.equal(status, 2);
  const { samples } = summaryOf(stdout) as { samples: number };
  assert.ok(samples > 2500 && samples < 5000, `${samples} readings`);
  assert.match(stderr, /hullwatch: standard input: found an archive that breaks off, expected a whole gzip file\n$/);
});

test("a station file with several faults has each named by line and column", (t) => {
  const file = join(folderFor(t), "bad.yaml");
  const text = readFileSync(join(root, "stations/astropi-2022.yaml"), "utf8");
  writeFileSync(file, text.replace("volume_m3: 916", "volume_m3: -916").replace("unit: mbar", "unit: stone"));
  const { status, stderr, stdout } = hullwatch(["replay", air, "--station", file]);
  assert.deepEqual([status, stdout], [2, ""]);
  const lines = stderr.trimEnd().split("\n");
  assert.equal(lines.length, 2);
  for (const line of lines) assert.match(line, /^hullwatch: .*bad\.yaml:\d+:\d+: .*found .*, expected /);
});

test("--until counts from the first row or is a moment, and stops there", () => {
  const { samples, span_s } = summaryOf(hullwatch(["replay", air, ...station, "--json", "--until", "+1h"]).stdout);
  assert.ok(Number(span_s) <= 3600 && Number(span_s) > 3590);
  assert.ok(Number(samples) > 1300 && Number(samples) < 1500);
  const fixed = summaryOf(hullwatch(["replay", air, ...station, "--json", "--until", "2022-01-31T13:21:15Z"]).stdout);
  assert.deepEqual([fixed.samples, fixed.span_s], [samples, span_s]);
});

test("a reader that has seen enough ends it quietly", () => {
  const line = `"${process.execPath}" node_modules/.bin/hullwatch scenarios --json | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: root, encoding: "utf8" });
  assert.match(stdout, /^\{.*\}\n0\n$/);
  assert.equal(stderr, "");
  const simulate = `"${process.execPath}" node_modules/.bin/hullwatch simulate soyuz-ms-09 | head -n 3; echo "\${PIPESTATUS[0]}"`;
  const big = spawnSync("bash", ["-c", simulate], { cwd: root, encoding: "utf8" });
  assert.match(big.stdout, /\ntime,parameter,value\n0\n$/);
  assert.equal(big.stderr, "");
});
