import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pack, unpack } from "./codec.ts";

const start = 1_535_600_000e6;
const readings = (value: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 1_799_999_999 }), value), { minLength: 1, maxLength: 300 });

test("what was packed comes back, every double as it was", () => {
  const value = fc.oneof(
    fc.integer({ min: -8000, max: 800_000 }).map((x) => x / 100),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
    fc.constantFrom(0, 1e300, 5e-324, 2 ** 53, -1234.5678),
  );
  fc.assert(
    fc.property(readings(value), fc.constantFrom(start, -2_208_988_800e6), (given, from) => {
      const sorted = given.toSorted(([a], [b]) => a - b);
      const column = { times: sorted.map(([at]) => from + at), values: sorted.map(([, v]) => v) };
      assert.deepEqual(unpack(pack(column, from), from), column);
    }),
  );
});

test("half an hour at 1 Hz of a gauge that reads hundredths takes less than two bytes a reading", () => {
  const times = Array.from({ length: 1800 }, (_, i) => start + i * 1e6);
  let seed = 7;
  const values = times.map(() => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (74_520 + (seed % 9)) / 100;
  });
  assert.ok(pack({ times, values }, start).length < 2 * times.length);
});
