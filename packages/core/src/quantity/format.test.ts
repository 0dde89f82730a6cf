import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  formatInterval,
  formatQuantity,
  interval,
  mapInterval,
  pascal,
  pascalPerSecond,
  second,
  significant,
  toSI,
} from "./index.ts";

const written: readonly (readonly [number, number, string])[] = [
  [0.012345, 3, "0.0123"],
  [18.06, 3, "18.1"],
  [433.3, 3, "433"],
  [123456, 3, "123456"],
  [-0.6, 3, "-0.600"],
  [9.999, 3, "10.0"],
  [0.09996, 3, "0.100"],
  [99.95, 3, "100"],
  [999.4, 3, "999"],
  [1000, 4, "1000"],
  [0, 3, "0"],
  [-0, 3, "0"],
  [723.96, 5, "723.96"],
  [1, 1, "1"],
  [Number.POSITIVE_INFINITY, 3, "unlimited"],
  [Number.NEGATIVE_INFINITY, 3, "unknown"],
  [Number.NaN, 3, "unknown"],
];
for (const [x, digits, text] of written) {
  test(`${x} to ${digits} figures is written ${text}`, () => assert.equal(significant(x, digits), text));
}

test("what is written to n figures is within half of the last of them", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 6 }), (x, digits) => {
      const text = significant(x, digits);
      assert.match(text, /^\d+(\.\d+)?$/);
      // Twelve decimals are the most.
      assert.ok(Math.abs(Number(text) - x) <= 0.5000001 * 10 ** (1 - digits) * x + 5e-13, `${x}: ${text}`);
    }),
    { seed: 4, numRuns: 2000 },
  );
});

test("a quantity and an interval are written in the unit asked for", () => {
  assert.equal(formatQuantity("pressureRate", toSI("pressureRate", 0.6, "mmHg/h"), "mmHg/h"), "0.600 mmHg/h");
  assert.equal(formatQuantity("temperature", toSI("temperature", 22.22, "degC"), "degC"), "22.2 degC");
  const perHour = (x: number) => pascalPerSecond(toSI("pressureRate", x, "mmHg/h"));
  const x = interval(perHour(0.613), perHour(0.479), perHour(0.771));
  assert.equal(formatInterval("pressureRate", x, "mmHg/h"), "0.61 (0.48 to 0.77) mmHg/h");
  const endless = interval(second(7200), second(3600), second(Number.POSITIVE_INFINITY));
  assert.equal(formatInterval("time", endless, "h"), "2.0 (1.0 to unlimited) h");
});

test("an interval holds its value, or is refused with the three numbers", () => {
  assert.deepEqual(interval(2, 1, 3), { value: 2, low: 1, high: 3 });
  assert.deepEqual(interval(1, 1, 1), { value: 1, low: 1, high: 1 });
  for (const [value, low, high] of [
    [0, 1, 2],
    [3, 1, 2],
    [1, 2, 0],
    [Number.NaN, 0, 1],
    [1, Number.NaN, 2],
    [1, 0, Number.NaN],
  ]) {
    const message = `an interval needs low <= value <= high, found ${low}, ${value}, ${high}`;
    assert.throws(() => interval(value, low, high), { name: "RangeError", message });
  }
});

test("the image of an interval is an interval, whether the function rises or falls", () => {
  const ordered = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 0.001, max: 1e6, noNaN: true })));
  fc.assert(
    fc.property(
      ordered,
      fc.constantFrom(
        Math.sqrt,
        Math.log,
        (x: number) => 1 / x,
        (x: number) => -x,
      ),
      (xs, f) => {
        const [low, value, high] = [...xs].sort((a, b) => a - b);
        const image = mapInterval(interval(value, low, high), f);
        assert.deepEqual(image, interval(f(value), Math.min(f(low), f(high)), Math.max(f(low), f(high))));
      },
    ),
    { seed: 5 },
  );
  assert.deepEqual(
    mapInterval(interval(pascal(2), pascal(1), pascal(4)), (p) => second(8 / p)),
    { value: 4, low: 2, high: 8 },
  );
});
