/** Times of CUC and CDS as Orekit reads them: the vectors of its AbsoluteDateTest (CS GROUP, Apache-2.0). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readTimeCode, type TimeCode } from "./time-code.ts";

const level1: TimeCode = { layout: null, epoch: null, scale: "tai" };
/** J2000.0, 12:00 TT: 64.184 s before 12:00 UTC. */
const j2000: TimeCode = { layout: null, epoch: Date.parse("2000-01-01T11:58:55.816Z") / 1000, scale: "tai" };
const j2000Day: TimeCode = { ...j2000, epoch: Date.parse("2000-01-01T00:00:00Z") / 1000 };
/** (s) A double holds UNIX times to 4.8e-7 s until 2106. */
const tolerance = 4.8e-7;
const at = (iso: string) => Date.parse(iso) / 1000;

function reads(hex: string, code: TimeCode, expected: number) {
  const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
  const read = readTimeCode(bytes, 0, code);
  assert.ok(read !== null, hex);
  assert.ok(
    Math.abs(read.time - expected) <= tolerance,
    `${new Date(read.time * 1000).toISOString()} ${read.time - expected}`,
  );
  assert.equal(read.length, bytes.length);
}

test("CUC of level 1, and from an agency's epoch", () => {
  reads("1F 53 7F 40 90 C9 FB E7", level1, at("2002-05-23T12:34:56.789Z"));
  reads("2F 04 7E F5 F0 F9 16 87", j2000, at("2002-05-23T12:34:56.789Z"));
});

test("CUC with an extended P-field", () => {
  // Orekit takes the leap seconds of the day out of the last byte of the seconds: UTC was then 37 s behind TAI.
  reads("9F 2C 01 02 03 04 2A C9 FC B6 8C D4 C4", level1, at("2095-03-03T22:02:45.789Z") + 0.000012345678901);
});

test("CDS to the picosecond and to the microsecond", () => {
  const time = at("2002-05-23T12:34:56.789Z");
  reads("42 3F 55 02 B3 2C 95 00 BC 61 4E", level1, time + 0.000012345678);
  reads("4A 03 69 02 B3 2C 95 00 BC 61 4E", j2000Day, time + 0.000012345678);
  reads("49 03 69 02 B3 2C 95 00 0C", j2000Day, time + 0.000012);
});

test("of all P-fields the same bytes are a CDS time to the picosecond from 1958 by one alone", () => {
  const bytes = Buffer.from("003F5502B32C9500BC614E", "hex");
  const expected = at("2002-05-23T12:34:56.789Z");
  const fit = Array.from({ length: 256 }, (_, field) => {
    bytes[0] = field;
    const read = readTimeCode(bytes, 0, level1);
    return read !== null && Math.abs(read.time - expected) < 0.0001 && read.length === 11 ? field : -1;
  }).filter((field) => field >= 0);
  assert.deepEqual(fit, [0x42]);
});

test("an agency's epoch that nobody has said gives no time", () => {
  assert.equal(readTimeCode(Buffer.from("2F047EF5F0F91687", "hex"), 0, level1), null);
});
