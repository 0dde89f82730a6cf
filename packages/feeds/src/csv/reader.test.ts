import assert from "node:assert/strict";
import { test } from "node:test";
import { toSI } from "@hullwatch/core/quantity";
import { accounted, IDS, readAll, recordingOf } from "./testing.ts";

const T = "2018-08-29T22:00:00Z";
const time = Date.parse(T) / 1000;
const mmHg = (x: number) => toSI("pressure", x, "mmHg");

test("readings become SI by the unit of their sensor", async () => {
  const { inputs } = await readAll(recordingOf(`${T},${IDS.P},745.21`, `1535580000.5, ${IDS.T} , 22.5 `));
  assert.deepEqual(inputs, [
    { type: "sample", time, sensor: IDS.P, value: mmHg(745.21) },
    { type: "sample", time: time + 0.5, sensor: IDS.T, value: 295.65 },
  ]);
});

test("each kind of action", async () => {
  const { inputs, tally } = await readAll(
    recordingOf(
      `${T},hatch:${IDS.H},closed`,
      `${T},supply:${IDS.N2},3.6`,
      `${T},crew:${IDS.CDR},${IDS.NODE}`,
      `${T},gauge:${IDS.LAB},744`,
      `${T},patch:${IDS.LAB},Cured`,
      `${T},search:${IDS.LAB},Found`,
      `${T},search:${IDS.LAB},not-found`,
      `${T},search:${IDS.NODE},missed-quiet`,
      `${T},flow:${IDS.H},${IDS.NODE}`,
      `${T},check:${IDS.LAB},start`,
      `${T},note:flight,"He said ""hold"", then\nwent on\n\n# no comment"`,
    ),
  );
  assert.deepEqual(inputs, [
    { type: "hatch", time, hatch: IDS.H, state: "closed" },
    { type: "supply", time, supply: IDS.N2, rate: 3.6 / 3600 },
    { type: "crew", time, who: IDS.CDR, module: IDS.NODE },
    { type: "gauge", time, module: IDS.LAB, value: mmHg(744), sigma: mmHg(0.5) },
    { type: "patch", time, module: IDS.LAB, state: "cured" },
    { type: "search", time, module: IDS.LAB, found: true, quiet: false },
    { type: "search", time, module: IDS.LAB, found: false, quiet: false },
    { type: "search", time, module: IDS.NODE, found: false, quiet: true },
    { type: "flow", time, hatch: IDS.H, towards: IDS.NODE },
    { type: "check", time, module: IDS.LAB, state: "start" },
    { type: "note", time, who: "flight", text: 'He said "hold", then\nwent on\n\n# no comment' },
  ]);
  assert.equal(tally.continued, 3);
  assert.equal(accounted(tally), tally.lines);
});

const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

test("of several holes in a module one is named after a #; photographs and measurements come with a hash and a name", async () => {
  const { inputs, rejects, tally } = await readAll(
    recordingOf(
      `${T},patch:${IDS.LAB}#2,tape`,
      `${T},patch:${IDS.LAB}#2,curing 4h`,
      `${T},photo:${IDS.LAB},${hash}  hole 1.jpg`,
      `${T},measure:${IDS.LAB}#2,"${hash.toUpperCase()} depth.csv | 2 mm, at the rim"`,
      `${T},photo:${IDS.LAB},hole.jpg`,
      `${T},patch:${IDS.LAB},curing -4h`,
      `${T},patch:nowhere#2,tape`,
      `${T},gauge:${IDS.LAB}#2,744`,
    ),
  );
  const hole = { module: IDS.LAB, hole: "2" };
  assert.deepEqual(inputs, [
    { type: "patch", time, ...hole, state: "tape" },
    { type: "patch", time, ...hole, state: "curing", needs: 4 * 3600 },
    { type: "attach", time, module: IDS.LAB, kind: "photo", name: "hole 1.jpg", sha256: hash, note: "" },
    { type: "attach", time, ...hole, kind: "measurement", name: "depth.csv", sha256: hash, note: "2 mm, at the rim" },
  ]);
  assert.deepEqual(
    rejects.map((r) => r.expected),
    [
      "a SHA-256, a file name and, after a bar, what it shows: 9f86…0a08 hole.jpg | second layer",
      "curing and how long, as curing 4h",
    ],
  );
  assert.deepEqual([...tally.unknown.keys()], ["patch:nowhere#2", `gauge:${IDS.LAB}#2`]);
});

test("a comment sets the sigma of the gauge readings after it", async () => {
  const gauge = `${T},gauge:${IDS.LAB},744`;
  const { inputs, rejects } = await readAll(
    recordingOf(gauge, "# gauge-sigma: 0.3 mmHg", gauge, "# gauge-sigma: 0.3", gauge),
  );
  assert.deepEqual(
    inputs.map((i) => i.type === "gauge" && i.sigma),
    [mmHg(0.5), mmHg(0.3), mmHg(0.3)],
  );
  assert.deepEqual(rejects, [
    { line: 5, column: 16, found: '"0.3"', expected: "a pressure with its unit, such as 0.5 mmHg" },
  ]);
});

test("a blank, NaN or unreadable reading is missing, not wrong", async () => {
  const values = ["", "NaN", "n/a", "0x2F", "Infinity", '""'];
  const { inputs, rejects, tally } = await readAll(recordingOf(...values.map((v) => `${T},${IDS.P},${v}`)));
  assert.deepEqual(
    inputs.map((i) => i.type === "sample" && i.value),
    values.map(() => Number.NaN),
  );
  assert.deepEqual(rejects, []);
  assert.deepEqual([tally.samples, tally.missing], [6, 6]);
});

test("a missing number of a tank or a gauge is counted and says nothing", async () => {
  const { inputs, tally } = await readAll(recordingOf(`${T},supply:${IDS.N2},`, `${T},gauge:${IDS.LAB},?`));
  assert.deepEqual([inputs, tally.missing, tally.rows], [[], 2, 2]);
});

test("what the station does not know is counted by name", async () => {
  const rows = ["hatch:nowhere,open", "hatch:nowhere,open", "gauge:mir,700", "crew:bob,lab", "X-P,1", "supply:o9,0"];
  const { tally, inputs } = await readAll(recordingOf(...rows.map((r) => `${T},${r}`)));
  assert.deepEqual(
    [...tally.unknown],
    [
      ["hatch:nowhere", 2],
      ["gauge:mir", 1],
      ["crew:bob", 1],
      ["X-P", 1],
      ["supply:o9", 1],
    ],
  );
  assert.deepEqual([tally.rows, tally.unknownRows, inputs.length], [6, 6, 0]);
});

test("each wrong row is refused with line, column, found and expected, and costs itself alone", async () => {
  const good = `${T},${IDS.P},745`;
  const wrong: [row: string, column: number, found: string, expected: RegExp][] = [
    [`29.08.2018 22:00,${IDS.P},745`, 1, '"29.08.2018 22:00"', /ISO 8601 time with a zone/],
    [`2018-08-29T22:00:00,${IDS.P},745`, 1, '"2018-08-29T22:00:00"', /zone/],
    [`,${IDS.P},745`, 1, "nothing", /ISO 8601/],
    [`\0\0\0${T},${IDS.P},745`, 1, `"\\x00\\x00\\x00${T}"`, /ISO 8601/],
    [`${T},${IDS.P}`, 1, "2 columns", /^3: time,parameter,value/],
    ["garbage", 1, "1 column", /^3/],
    [`${T},${IDS.P},745,2`, 32, "4 columns", /^3.*quotes/],
    [`${T},hatch:${IDS.H},ajar`, 37, '"ajar"', /^open or closed$/],
    [`${T},patch:${IDS.LAB},dry`, 32, '"dry"', /^hand or tape or sealant or applied or curing or cured or removed$/],
    [`${T},search:${IDS.LAB},heard`, 33, '"heard"', /^found or missed or not-found or missed-quiet$/],
    [`${T},flow:${IDS.H},out`, 36, '"out"', /^one of the modules that it joins, lab or node-1$/],
    [`${T},check:${IDS.LAB},`, 32, "nothing", /^start or end$/],
    [`${T},crew:${IDS.CDR},mir`, 31, '"mir"', /^the id of a module$/],
    [`${T},supply:${IDS.N2},-1`, 37, '"-1"', /^0 kg\/h or more$/],
    [`${T},note:x,"said "hi" there"`, 36, '"hi" there""', /doubled/],
    [`${T},${IDS.P},"745`, 28, "a quote that is never closed", /closing "/],
    [`${T},note:x,"for ever`, 29, "a quote that is never closed", /closing "/],
    [`${T},note:x,${"a".repeat(70_000)}`, 65_537, "more", /at most 65536/],
  ];
  for (const [row, column, found, expected] of wrong) {
    const { rejects, inputs, tally } = await readAll(recordingOf(good, row, good), 1000);
    assert.equal(inputs.length, 2, row);
    assert.equal(rejects.length, 1, row);
    assert.deepEqual([rejects[0].line, rejects[0].column, rejects[0].found], [3, column, found]);
    assert.match(rejects[0].expected, expected);
    assert.equal(accounted(tally), tally.lines);
  }
});

test("an unclosed note gives back the comments, blanks and rows behind it", async () => {
  const { rejects, inputs, tally } = await readAll(
    recordingOf(`${T},note:x,"open`, "# comment", "", "oops", `${T},${IDS.P},745`, `${T},note:y,"closed"`),
  );
  assert.deepEqual(
    rejects.map((r) => r.line),
    [2, 5],
  );
  assert.deepEqual([inputs.length, tally.comments, tally.blanks, tally.continued], [2, 1, 1, 0]);
  assert.equal(accounted(tally), tally.lines);
});

test("a note open at the end of the file is refused, the lines after it are not", async () => {
  const { rejects, tally } = await readAll(recordingOf(`${T},note:x,"open`, "# comment"));
  assert.deepEqual([rejects.length, tally.comments], [1, 1]);
});

test("a note may not run on for ever", async () => {
  const filler = Array.from({ length: 2000 }, () => `# ${"x".repeat(100)}`);
  const { rejects, tally, inputs } = await readAll(recordingOf(`${T},note:x,"open`, ...filler, `${T},${IDS.P},745`));
  assert.deepEqual([rejects.length, tally.comments, inputs.length], [1, 2000, 1]);
});

test("ten thousand unknown names do not fill the memory", async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => `${T},junk-${i},1`);
  const { tally } = await readAll(recordingOf(...rows));
  assert.deepEqual([tally.unknown.size, tally.unknownRows], [1000, 10_000]);
});

test("the header comes first, in any case; anything else in its place is refused", async () => {
  const row = `${T},${IDS.P},745\n`;
  assert.equal((await readAll(`# hello\n\nTime, PARAMETER ,Value\n${row}`)).inputs.length, 1);
  for (const [text, message] of [
    ["", "r.csv:1:1: found nothing, expected the header time,parameter,value"],
    ["# only a comment\n", "r.csv:2:1: found nothing, expected the header time,parameter,value"],
    [row, `r.csv:1:1: found "${row.trim()}", expected the header time,parameter,value`],
    [
      "# c\ntime;parameter;value\n",
      'r.csv:2:1: found "time;parameter;value", expected the header time,parameter,value',
    ],
    ["time,value\n", 'r.csv:1:1: found "time,value", expected the header time,parameter,value'],
  ]) {
    const { error, inputs } = await readAll(text);
    assert.equal(error?.message, message);
    assert.deepEqual(inputs, []);
  }
});
