/** The verification set of AIAA 2006-6753: 33 element sets, near the Earth and deep in space, drag, resonance and decay. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseCatalogue } from "./catalogue.ts";
import type { ElementSet } from "./elements.ts";
import { type Orbit, orbitOf, propagate } from "./propagate.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "testdata", name), "utf8");
const text = read("SGP4-VER.TLE");

/** Three sets are made up and their checksums untrue: 33333, 33334, 33335. */
const mended = text.replace(/^[12] 3333[345].{62}/gm, (line) => {
  const sum = [...line.slice(0, 68)].reduce((total, c) => total + (c === "-" ? 1 : Number(c) || 0), 0);
  return line.slice(0, 68) + (sum % 10);
});

interface Row {
  readonly minutes: number;
  readonly position: readonly number[];
  readonly velocity: readonly number[];
}

/** By order in the file, as two sets have one number. */
const expected: { readonly id: string; readonly rows: Row[] }[] = [];
for (const line of read("tcppver.out").split("\n")) {
  const [first, ...rest] = line.trim().split(/\s+/);
  if (rest[0] === "xx") expected.push({ id: first, rows: [] });
  else if (rest.length > 5) {
    const [x, y, z, u, v, w] = rest.map(Number);
    expected.at(-1)?.rows.push({ minutes: Number(first), position: [x, y, z], velocity: [u, v, w] });
  }
}

const state = new Float64Array(6);
function errorsOf(orbit: Orbit, elements: ElementSet, { minutes, position, velocity }: Row) {
  assert.ok(propagate(orbit, elements.epoch + minutes * 60, state), `${elements.id} at ${minutes} min`);
  const off = (of: readonly number[], at: number) => Math.hypot(...of.map((x, i) => x - state[at + i] / 1000));
  return [off(position, 0), off(velocity, 3)];
}

test("666 of 667 rows to 1 mm and 2 um/s; the last is refused as it should be", () => {
  const { elements, faults } = parseCatalogue(mended, "SGP4-VER.TLE");
  assert.deepEqual(faults, []);
  assert.deepEqual(
    elements.map(({ id }) => id),
    expected.map(({ id }) => id),
  );
  assert.equal(elements.length, 33);
  let [rows, refused] = [0, 0];
  for (const [i, one] of elements.entries()) {
    const orbit = orbitOf(one);
    for (const row of expected[i].rows) {
      if (one.id === "33334") {
        assert.equal(propagate(orbit, one.epoch + row.minutes * 60, state), false);
        refused++;
        continue;
      }
      const [position, velocity] = errorsOf(orbit, one, row);
      // Nearly all of that is time: it goes through UNIX times here, which doubles hold to 0.2 us, 1 mm along the orbit.
      assert.ok(
        position < 1e-6 && velocity < 2e-9,
        `${one.id} at ${row.minutes} min: ${position} km, ${velocity} km/s`,
      );
      rows++;
    }
  }
  assert.deepEqual([rows, refused], [666, 1]);
});

test("the same to 10 cm from elements as an OMM has them, without the two lines", () => {
  const { elements } = parseCatalogue(mended, "SGP4-VER.TLE");
  for (const [i, { tle, ...one }] of elements.entries()) {
    if (one.id === "33334") continue;
    const orbit = orbitOf(one);
    for (const row of expected[i].rows) {
      const [position] = errorsOf(orbit, one, row);
      assert.ok(position < 1e-4, `${one.id} at ${row.minutes} min: ${position} km`);
    }
  }
});

test("made-up checksums are faults, by line and column", () => {
  const { elements, faults } = parseCatalogue(text, "SGP4-VER.TLE");
  assert.equal(elements.length, 30);
  const { says, ...first } = faults[0];
  assert.deepEqual(first, { line: 100, column: 69, path: "checksum", found: '"4"', expected: '"2"' });
  assert.deepEqual(says.found, { pattern: "{0}", values: ['"4"'] });
  assert.equal(faults.length, 5);
});
