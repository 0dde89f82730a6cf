import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { author, draft } from "../testing.ts";
import { newLog } from "../testing-disk.ts";

const texts = [
  "Pressure is leaking through the orbital module of Soyuz MS-09",
  "Ultrasound heard the leak behind the toilet",
  "Утечка воздуха в бытовом отсеке, ёмкость закрыта",
  "Экипаж закрыл люк; давление держится",
  "Хатч closed: rassvet-ms09, 745 mmHg",
];

test("words are found in their forms, in English and Russian; phrases, exclusions and beginnings too", async (t) => {
  const { log } = await newLog(t);
  for (const text of texts) await log.append(draft("note", { text }));
  const found = async (text: string) => (await log.search({ text })).hits.map(({ entry }) => entry.seq).sort();
  assert.deepEqual(await found("leak"), [1, 2]);
  assert.deepEqual(await found("LEAKS"), [1, 2]);
  assert.deepEqual(await found("leak -toilet"), [1]);
  assert.deepEqual(await found('"orbital module"'), [1]);
  assert.deepEqual(await found('"module orbital"'), []);
  assert.deepEqual(await found("press"), [1]);
  assert.deepEqual(await found("утечки"), [3]);
  assert.deepEqual(await found("утечкой воздуха"), [3]);
  assert.deepEqual(await found("давления"), [4]);
  assert.deepEqual(await found("люки"), [4]);
  assert.deepEqual(await found("емкость"), [3]);
  assert.deepEqual(await found("ЁМКОСТИ"), [3]);
  assert.deepEqual(await found("rassvet-ms09"), [5]);
  assert.deepEqual(await found("ms-09"), [1]);
  assert.deepEqual(await found("ada"), [1, 2, 3, 4, 5], "who wrote it");
  assert.deepEqual(await found("leak давление"), [], "all words must be there");
});

test("what was found is marked in the text as it was written, and a long text is cut around it", async (t) => {
  const { log } = await newLog(t);
  const text = `${"слово ".repeat(100)}ёмкость закрыта; ${"конец ".repeat(100)}`;
  await log.append(draft("note", { text }));
  const [{ fragments }] = (await log.search({ text: "емкость" })).hits;
  assert.deepEqual(
    fragments.filter(({ hit }) => hit).map((fragment) => fragment.text),
    ["ёмкость"],
  );
  const shown = fragments.map((fragment) => fragment.text).join("");
  assert.ok(text.includes(shown) && shown.length <= 240, shown);
  assert.ok(shown.startsWith("слово"));
});

test("a search within an incident, a station, kinds and times", async (t) => {
  const { log, clock } = await newLog(t);
  await log.append(draft("note", { text: "leak" }, { incident: "a" }));
  clock.ms += 60_000;
  await log.append(draft("decision", { text: "leak" }, { incident: "b", station: "mir" }));
  const found = async (filter: object) =>
    (await log.search({ text: "leak", ...filter })).hits.map(({ entry }) => entry.seq);
  assert.deepEqual(await found({ incident: "a" }), [1]);
  assert.deepEqual(await found({ station: "mir" }), [2]);
  assert.deepEqual(await found({ kinds: ["decision", "vote"] }), [2]);
  assert.deepEqual(await found({ kinds: [] }), []);
  assert.deepEqual(await found({ from: new Date(clock.ms).toISOString() }), [2]);
  assert.deepEqual(await found({ to: "2018-08-30T05:01:00+03:00" }), [1]);
  const first = await log.search({ text: "leak", limit: 1 });
  const second = await log.search({ text: "leak", limit: 1, offset: 1 });
  assert.deepEqual([first.more, second.more, first.hits.length + second.hits.length], [true, false, 2]);
});

test("whatever is typed is answered, or refused by name", async (t) => {
  const { log } = await newLog(t);
  await log.append(draft("note", { text: texts[0] }, { author: author("Ada") }));
  const answer = async (text: string) => {
    try {
      return (await log.search({ text })).hits.length;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  for (const text of ["", "   ", "***", "-leak", '"', '""', '-"', "()", "a".repeat(501), "a ".repeat(40)]) {
    assert.equal(await answer(text), "HW_LOG_QUERY", text);
  }
  for (const text of ['"leaking', "leak AND", "NOT leak", "leak*", "words:leak", "leak NEAR(x", "^leak", "{leak}"]) {
    assert.equal(typeof (await answer(text)), "number", text);
  }
  const odd = fc.string({ unit: fc.constantFrom(..."\"'*-^:(){}+,;~ANDORTleak\u0000ёЯ😀\ud800") });
  await fc.assert(
    fc.asyncProperty(odd, async (text) => {
      const result = await answer(text);
      assert.ok(typeof result === "number" || result === "HW_LOG_QUERY", `${text}: ${result}`);
    }),
    { numRuns: 300, seed: 6 },
  );
});
