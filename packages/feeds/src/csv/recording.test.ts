import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { readRecording } from "./recording.ts";
import { openSource, SourceError } from "./source.ts";
import { accounted, IDS, readAll, recordingOf, station } from "./testing.ts";

const T = "2018-08-29T22:00:00Z";
const row = `${T},${IDS.P},745`;
const values = (inputs: readonly object[]) => inputs.length;

test("CRLF, a byte order mark and a last line without its end are all one recording", async () => {
  const plain = await readAll(recordingOf(row, `${T},note:x,"a\nb"`, row));
  const odd = await readAll(`\ufefftime,parameter,value\r\n${row}\r\n${T},note:x,"a\nb"\r\n${row}`, 7);
  assert.deepEqual(odd.inputs, plain.inputs);
  assert.deepEqual(odd.tally, plain.tally);
});

test("gzip is told by its first bytes, in one member or several, in pieces of any size", async () => {
  const packed = Buffer.concat([gzipSync(recordingOf(row)), gzipSync(`${row}\n`)]);
  for (const size of [1, 2, 13, 1 << 16]) {
    const { inputs, error } = await readAll(packed, size);
    assert.deepEqual([values(inputs), error], [2, null]);
  }
});

test("an archive that breaks off gives every whole row first, then says so", async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `${1535580000 + i},${IDS.P},${(740 + Math.sin(i)).toFixed(2)}`,
  );
  const packed = gzipSync(recordingOf(...lines));
  const whole = await readAll(packed);
  const { inputs, error, tally } = await readAll(packed.subarray(0, packed.length / 2));
  assert.ok(inputs.length > 5000 && inputs.length < 15_000);
  assert.deepEqual(inputs, whole.inputs.slice(0, inputs.length));
  assert.ok(error instanceof SourceError);
  assert.equal(error.message, "r.csv: found an archive that breaks off, expected a whole gzip file");
  assert.equal(accounted(tally), tally.lines);
});

test("a value cut in two by the end of the archive is no value", async () => {
  const packed = gzipSync(recordingOf(row, row), { level: 0 });
  const { inputs, rejects } = await readAll(packed.subarray(0, packed.length - 10));
  assert.equal(inputs.length, 1);
  assert.deepEqual(
    rejects.map((r) => [r.line, r.found]),
    [[3, "a line that breaks off"]],
  );
});

test("a damaged archive is named", async () => {
  const { error } = await readAll(Buffer.from([0x1f, 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  assert.match(error?.message ?? "", /^r\.csv: found a damaged archive \(.+\), expected a whole gzip file$/);
});

test("bytes that are no UTF-8 spoil their own row alone, wherever the pieces end", async () => {
  const bytes = Buffer.concat([
    Buffer.from(recordingOf(row, `${T},note:ж,`).slice(0, -1)),
    Buffer.from([0xff, 0xfe, 0xd0]),
    Buffer.from(`\n${T},LAB-\xff,1\n${row}\n`, "latin1"),
  ]);
  for (const size of [1, 3, 1 << 16]) {
    const { inputs, tally } = await readAll(bytes, size);
    assert.equal(inputs.length, 3);
    assert.deepEqual(inputs[1], { type: "note", time: 1535580000, who: "ж", text: "\ufffd\ufffd\ufffd" });
    assert.deepEqual([...tally.unknown.keys()], ["LAB-\ufffd"]);
  }
});

test("what the listener throws ends the reading", async () => {
  const onReject = () => {
    throw new Error("strict");
  };
  const recording = readRecording([Buffer.from(recordingOf("x,y,z"))], station, { file: "r.csv", onReject });
  await assert.rejects(async () => {
    for await (const _ of recording);
  }, /strict/);
});

test("a file is read from disk; one that cannot be is named", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-"));
  try {
    const file = join(folder, "r.csv");
    writeFileSync(file, recordingOf(row));
    let count = 0;
    for await (const batch of readRecording(openSource(file), station, { file })) count += batch.length;
    assert.equal(count, 1);
    for (const [path, reason] of [
      [join(folder, "none.csv"), "no such file"],
      [folder, "a directory"],
    ]) {
      const reading = async () => {
        for await (const _ of readRecording(openSource(path), station, { file: path }));
      };
      await assert.rejects(reading, (error: Error) => {
        assert.ok(error instanceof SourceError);
        assert.equal(error.message, `${path}: found ${reason}, expected a recording that can be read`);
        return true;
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
