import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { copyOf, copyOfEach } from "./copy.ts";

const value = () => ({ a: 1, b: { c: Float64Array.of(1, -0, Number.NaN), d: null }, list: [{ e: "x" }, 2] });

describe("a copy of a plain value", () => {
  it("is equal to it and shares nothing with it", () => {
    const first = value();
    const copy = copyOf(first);
    assert.deepEqual(copy, first);
    first.b.c[0] = 7;
    first.list.push(3);
    assert.deepEqual(copy, value());
  });

  it("is the same whatever it is written over, and uses the arrays that fit", () => {
    const spare = { ...value(), b: { c: Float64Array.of(4, 5, 6), d: null } };
    const { c } = spare.b;
    const copy = copyOf(value(), spare);
    assert.deepEqual(copy, value());
    assert.equal(copy.b.c, c);
    for (const other of [{ b: 3 }, { b: { c: new Float64Array(2) }, list: null }, null, []]) {
      assert.deepEqual(copyOf(value(), other), value());
    }
  });
});

describe("a copy of a record", () => {
  const copyOfOne = (one: { n: number }, spare?: { n: number }) => Object.assign(spare ?? {}, one);
  const record = { b: { n: 1 }, a: { n: 2 } };

  it("is written over a former one, object by object", () => {
    const spare = { b: { n: 7 }, a: { n: 8 } };
    const { a } = spare;
    const copy = copyOfEach(record, copyOfOne, spare);
    assert.equal(copy, spare);
    assert.equal(copy.a, a);
    assert.deepEqual(copy, { b: { n: 1 }, a: { n: 2 } });
  });

  it("has the keys of the record in their order, whatever it is written over", () => {
    for (const spare of [
      undefined,
      { a: { n: 7 }, b: { n: 8 } },
      { b: { n: 7 } },
      { b: { n: 7 }, c: { n: 9 }, a: { n: 8 } },
    ]) {
      assert.equal(JSON.stringify(copyOfEach(record, copyOfOne, spare)), JSON.stringify(record));
    }
  });
});
