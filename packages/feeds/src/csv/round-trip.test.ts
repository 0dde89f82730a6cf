import assert from "node:assert/strict";
import { test } from "node:test";
import type { Input } from "@hullwatch/core/engine";
import { type Second, toSI } from "@hullwatch/core/quantity";
import { type Row, rowWriter } from "@hullwatch/core/world";
import fc from "fast-check";
import { accounted, IDS, readAll } from "./testing.ts";

const time = fc.integer({ min: 0, max: 4e12 }).map((ms) => (Math.floor(ms / 1000) + (ms % 1000) / 1000) as Second);
const hundredths = fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 100);
const word = <W extends string>(...words: W[]) => fc.constantFrom(...words);
/** Anything a person might type, except a line that begins as a row of this station does. */
const text = fc
  .array(fc.oneof(fc.string(), word('"', ",", "\n", "\r\n", "# no comment", '""', "ж", "\0")))
  .map((parts) => parts.join(""));

/** A row, and the input that it must be read as. */
interface Pair {
  readonly row: Row;
  readonly input: Input;
}

const pair = <V>(parameter: string, value: fc.Arbitrary<V>, make: (time: Second, value: V) => Input) =>
  fc
    .tuple(time, value)
    .map(([at, v]): Pair => ({ row: { time: at, parameter, value: String(v) }, input: make(at, v) }));

const { P, T, H, N2, CDR, LAB, NODE } = IDS;
const mmHg = (x: number) => toSI("pressure", x, "mmHg");
const sample = (sensor: string, value: number) => (time: Second) => ({ type: "sample", time, sensor, value }) as const;
const pairs: fc.Arbitrary<Pair> = fc.oneof(
  pair(P, fc.oneof(hundredths, fc.constant(Number.NaN)), (t, x) => sample(P, mmHg(x))(t)),
  pair(T, hundredths, (t, x) => sample(T, toSI("temperature", x, "degC"))(t)),
  pair(`hatch:${H}`, word("open", "closed"), (time, state) => ({ type: "hatch", time, hatch: H, state })),
  pair(`supply:${N2}`, fc.nat(1000), (time, x) => ({
    type: "supply",
    time,
    supply: N2,
    rate: toSI("massFlow", x, "kg/h"),
  })),
  pair(`crew:${CDR}`, word(LAB, NODE), (time, module) => ({ type: "crew", time, who: CDR, module })),
  pair(`gauge:${LAB}`, hundredths, (time, x) => ({
    type: "gauge",
    time,
    module: LAB,
    value: mmHg(x),
    sigma: mmHg(0.5),
  })),
  pair(`patch:${LAB}`, word("applied", "curing", "cured", "removed"), (time, state) => ({
    type: "patch",
    time,
    module: LAB,
    state,
  })),
  pair(`check:${NODE}`, word("start", "end"), (time, state) => ({ type: "check", time, module: NODE, state })),
  pair("note:flight", text, (time, said) => ({ type: "note", time, who: "flight", text: said })),
);

test("what is written is read back the same, wherever the pieces end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pairs), fc.integer({ min: 1, max: 200 }), async (written, size) => {
      const write = rowWriter();
      const lines = ["time,parameter,value", ...written.map(({ row }) => write(row)), ""];
      const read = await readAll(lines.join("\n"), size);
      assert.deepEqual(
        read.inputs,
        written.map(({ input }) => input),
      );
      assert.deepEqual(read.rejects, []);
      assert.equal(accounted(read.tally), read.tally.lines);
    }),
    { numRuns: 300 },
  );
});

test("whatever the text, every line is accounted for, and the pieces make no difference", async () => {
  const row = pairs.map((p) => rowWriter()(p.row));
  const junk = fc.oneof(text, row, word("# c", "", "\r", `1,note:x,"`, `"1","${P}","2"`, "x,y"));
  await fc.assert(
    fc.asyncProperty(fc.array(junk), fc.integer({ min: 1, max: 50 }), async (lines, size) => {
      const document = ["time,parameter,value", ...lines].join("\n");
      const pieces = await readAll(document, size);
      const whole = await readAll(document);
      assert.deepEqual(pieces, whole);
      assert.equal(accounted(whole.tally), whole.tally.lines);
      assert.equal(whole.tally.rejected, whole.rejects.length);
      assert.equal(whole.tally.lines, document.replace(/\n$/, "").split("\n").length);
    }),
    { numRuns: 500 },
  );
});
