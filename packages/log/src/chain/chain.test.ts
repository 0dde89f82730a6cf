import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import type { Entry } from "../entry/index.ts";
import { IDS, Pen } from "../testing.ts";
import { canonical, hashOf, linkOf, noPrevious, Verifier } from "./index.ts";

const chain = () => {
  const pen = new Pen("houston");
  for (let i = 1; i <= 6; i++) pen.write("note", { text: `note ${i}` });
  return pen.written;
};
const verify = (entries: readonly Entry[], anchors: Parameters<typeof anchorsOf>[0] = []) => {
  const verifier = new Verifier(anchorsOf(anchors));
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) verifier.add(entry.centre, linkOf(entry, entry.seq));
  return verifier.end();
};
const anchorsOf = (entries: readonly Entry[]) => entries.map(({ centre, seq, hash }) => ({ centre, seq, hash }));
const found = (entries: readonly Entry[], anchors: readonly Entry[] = []) =>
  verify(entries, anchors).faults.map(({ what, seq }) => [what, seq]);
const changed = (entry: Entry, more: Partial<Entry>): Entry => ({ ...entry, ...more });
const rehashed = (entry: Entry): Entry => ({ ...entry, hash: hashOf(entry) });

test("the canonical form is that of RFC 8785: its own example, and keys by UTF-16", () => {
  // RFC 8785, 3.2.2 and 3.2.3.
  const example = {
    numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
    literals: [null, true, false],
  };
  assert.equal(
    canonical(example),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const keys = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
  assert.deepEqual(Object.values(JSON.parse(canonical(keys)) as object), [4, 2, 6, 7, 1, 5, 3]);
});

test("a value and what JSON makes of it have one canonical form", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = canonical(value);
      assert.equal(canonical(JSON.parse(text)), text);
      assert.equal(canonical(JSON.parse(JSON.stringify(value))), text);
    }),
    { seed: 6 },
  );
});

test("what is no JSON has no canonical form", () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  for (const bad of [Number.NaN, Infinity, 1n, () => 1, Symbol("x"), "\ud800", { "\udc00": 1 }, [undefined], deep]) {
    assert.throws(() => canonical(bad), { code: "HW_LOG_CANONICAL" });
  }
  assert.equal(canonical({ a: undefined, b: -0 }), '{"b":0}');
});

test("a hash can be worked out by hand, as docs/log.md says", () => {
  const [first, second] = chain();
  const { previous: _, hash: __, ...content } = second;
  // These fields hold no number that JSON.stringify and RFC 8785 could write differently, so sorting is all there is.
  const sorted = JSON.stringify(content, (_key, value) =>
    value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value).sort()) : value,
  );
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  assert.equal(second.hash, sha(`${first.hash}\n${sha(sorted)}`));
});

test("an untouched chain is sound", () => {
  const all = chain();
  const { sound, entries, heads } = verify(all, all);
  assert.deepEqual([sound, entries, heads], [true, 6, anchorsOf([all[5]])]);
});

test("a changed entry is named, whatever of it was changed", () => {
  const changes: Partial<Entry>[] = [
    { body: { text: "nothing happened" } },
    { time: "2018-08-30T00:00:00.000Z" },
    { author: { id: "eve", name: "Eve", role: "controller", centre: "houston" } },
    { incident: IDS.INCIDENT },
    { stamp: { ms: Date.UTC(2018, 7, 30, 2, 0, 3), count: 7 } },
    { hash: noPrevious },
  ];
  for (const change of changes) {
    const all = chain();
    all[2] = changed(all[2], change);
    assert.deepEqual(found(all)[0], ["changed", 3], JSON.stringify(change));
  }
});

test("one that was changed and hashed anew is named by the entry after it", () => {
  const all = chain();
  all[2] = rehashed(changed(all[2], { body: { text: "nothing happened" } }));
  assert.deepEqual(found(all), [["changed", 3]]);
});

test("a chain that was written anew from there on is found by a head that was kept elsewhere, and by nothing else", () => {
  const all = chain();
  const kept = all[5];
  for (let i = 2; i < 6; i++) {
    const previous = all[i - 1].hash;
    all[i] = rehashed(changed(all[i], { previous, ...(i === 2 ? { body: { text: "x" } } : {}) }));
  }
  assert.deepEqual(found(all), []);
  assert.deepEqual(found(all, [kept]), [["changed", 6]]);
});

test("removed entries are named, in the middle, at the beginning, and at the end where a head is known", () => {
  const all = chain();
  assert.deepEqual(found(all.toSpliced(2, 1)), [["missing", 3]]);
  assert.deepEqual(found(all.toSpliced(2, 2)), [["missing", 3]]);
  assert.match(verify(all.toSpliced(2, 2)).faults[0].text, /numbers 3 to 4 are not here/);
  assert.deepEqual(found(all.slice(1)), [["missing", 1]]);
  assert.deepEqual(found(all.slice(0, 4), [all[5]]), [["missing", 5]]);
  assert.deepEqual(found([], [all[5]]), [["missing", 1]]);
});

test("an entry that was put in between is named, and those that had to move", () => {
  const all = chain();
  const forged = rehashed(changed(all[2], { previous: all[1].hash, body: { text: "forged" } }));
  const moved = all.slice(2).map((entry) => changed(entry, { seq: entry.seq + 1 }));
  const faults = found([...all.slice(0, 2), forged, ...moved]);
  assert.deepEqual(faults.slice(0, 2), [
    ["changed", 4],
    ["changed", 5],
  ]);
  // Numbers and hashes made good, but not what the next one was written after.
  const made = all.slice(2).map((entry) => rehashed(changed(entry, { seq: entry.seq + 1 })));
  assert.deepEqual(found([...all.slice(0, 2), forged, ...made])[0], ["inserted", 3]);
  const twin = rehashed(changed(all[2], { body: { text: "twin" } }));
  assert.deepEqual(found([...all, twin]), [["doubled", 3]]);
});

test("entries that change places are named", () => {
  const all = chain();
  const verifier = new Verifier();
  const placed = [all[0], all[2], all[1], all[3]];
  placed.forEach((entry, i) => {
    verifier.add("houston", linkOf(entry, i + 1));
  });
  assert.deepEqual(
    verifier.end().faults.map(({ what, seq }) => [what, seq]),
    [
      ["reordered", 2],
      ["reordered", 3],
    ],
  );
  const early = rehashed(changed(all[3], { stamp: { ms: 0, count: 0 } }));
  assert.deepEqual(found([...all.slice(0, 3), early]), [["reordered", 4]]);
});

test("a single bit anywhere in the text of a log is found", () => {
  const text = chain().map((entry) => canonical(entry));
  fc.assert(
    fc.property(fc.nat(5), fc.nat(), fc.nat(6), (line, at, bit) => {
      const bytes = Buffer.from(text[line]);
      bytes[at % bytes.length] ^= 1 << bit;
      let entry: Entry;
      try {
        entry = JSON.parse(bytes.toString()) as Entry;
      } catch {
        return;
      }
      const entries = text.map((one, i) => (i === line ? entry : (JSON.parse(one) as Entry)));
      const verifier = new Verifier();
      entries.forEach((one, i) => {
        verifier.add("houston", linkOf(one, i + 1));
      });
      assert.equal(verifier.end().sound, false);
    }),
    { numRuns: 500, seed: 6 },
  );
});
