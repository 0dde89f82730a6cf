import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { folderFor, hullwatch, objects, root } from "../testing.ts";

const air = join(root, "recordings/astropi-2022-01-31.csv.gz");
const station = ["--station", "astropi-2022"];
const hole = [...station, "--module", "cabin", "--area", "2mm2"];

test("changes pressures after the moment and nothing else, to the byte", (t) => {
  const folder = folderFor(t);
  const out = join(folder, "leak.csv.gz");
  const { stdout, status, stderr } = hullwatch(["inject", air, ...hole, "--at", "+6h", "-o", out, "--json"]);
  assert.deepEqual([status, stderr], [0, ""]);
  const [made] = objects(stdout);
  const [before, after] = [air, out].map((file) => gunzipSync(readFileSync(file)).toString().split("\n"));
  const changed = before.flatMap((line, i) => (line === after[i] ? [] : [[line, after[i]]]));
  assert.equal(after.length, before.length);
  assert.deepEqual(made, {
    type: "inject",
    module: "cabin",
    area_mm2: 2,
    at: "2022-01-31T18:21:15.000Z",
    changed: changed.length,
    recording: out,
  });
  for (const [was, is] of changed) {
    const [time, parameter, value] = was.split(",");
    assert.ok(parameter === "AP-P" && Date.parse(time) > Date.parse("2022-01-31T18:21:15Z"));
    assert.ok(Number(is.split(",")[2]) <= Number(value));
  }
});

test("odd lines pass untouched: comments, CRLF, bytes that are no text, a last line without its end", () => {
  const input = Buffer.concat([
    Buffer.from("\ufeff# head\r\ntime,parameter,value\r\n"),
    Buffer.from([0xff, 0xfe, 0x0a]),
    Buffer.from("1643631675,AP-P,1013.0\r\n1643731675,AP-T,30.0\r\n1643731675,AP-P,1013.0"),
  ]);
  const at = ["--at", "+1h", "-o", "-"];
  const { stdout, status } = hullwatch(["inject", "-", ...hole, ...at], { input });
  assert.equal(status, 0);
  const [last] = stdout.split("\n").slice(-1);
  assert.match(last, /^1643731675,AP-P,9\d\d\.\d$/);
  assert.ok(stdout.startsWith("\ufeff# head\r\ntime,parameter,value\r\n"));
  assert.ok(stdout.includes("\n1643631675,AP-P,1013.0\r\n1643731675,AP-T,30.0\r\n"));
});

test("may write over its own input, and gives of a file as it is what it gives of a packed one", (t) => {
  const folder = folderFor(t);
  const [file, packed] = [join(folder, "r.csv"), join(folder, "r.csv.gz")];
  writeFileSync(file, gunzipSync(readFileSync(air)));
  assert.equal(hullwatch(["inject", file, ...hole, "--at", "+6h", "-o", file]).status, 0);
  assert.equal(hullwatch(["inject", air, ...hole, "--at", "+6h", "-o", packed]).status, 0);
  assert.ok(readFileSync(file).equals(gunzipSync(readFileSync(packed))));
});

test("what cannot be injected is refused on one line, and leaves no file", (t) => {
  const out = join(folderFor(t), "out.csv");
  const rest = ["--at", "+6h", "-o", out];
  for (const [args, code, said] of [
    [[air, ...hole, "--at", "6h", "-o", out], 2, /--at: found "6h", expected an offset/],
    [[air, ...hole, "-o", out], 2, /inject: found no --at, expected/],
    [
      [air, ...station, "--module", "cabine", "--area", "2mm2", ...rest],
      2,
      /--module: found "cabine", expected .*cabin/,
    ],
    [
      [air, ...station, "--module", "cabin", "--area", "2", ...rest],
      2,
      /--area: found "2", expected an area with its unit/,
    ],
    [["none.csv", ...hole, ...rest], 2, /none\.csv: found no such file/],
    [[join(root, "LICENSE"), ...hole, ...rest], 2, /LICENSE:\d+:1: found .*, expected the header time,parameter,value/],
    [[air, ...hole, "--at", "+6h", "-o", "-", "--json"], 2, /found --json with -o -/],
  ] as [string[], number, RegExp][]) {
    const { status, stderr } = hullwatch(["inject", ...args]);
    assert.match(stderr, said);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
    assert.deepEqual([status, existsSync(out)], [code, false]);
  }
  const late = hullwatch(["inject", air, ...hole, "--at", "+60day", "-o", out]);
  assert.equal(late.status, 1);
  assert.match(late.stderr, /found no pressure reading changed by a leak at 2022-04-01/);
});
