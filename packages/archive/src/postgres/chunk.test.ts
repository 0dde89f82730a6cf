import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CopyReader, int8At } from "./binary.ts";
import { ChunkWriter, columnsOf, type SeriesColumn } from "./chunk.ts";

const value = fc.oneof(
  fc.integer({ min: -8000, max: 800_000 }).map((x) => x / 100),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
);
const column = fc
  .tuple(
    fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    fc.integer({ min: -2e15, max: 4e15 }),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 4e9 }), value), { minLength: 1, maxLength: 200 }),
    fc.nat(),
  )
  .map(([id, start, steps, nth]): SeriesColumn => {
    let time = start;
    return {
      id,
      times: steps.map(([step]) => (time += step)),
      values: steps.map(([, x]) => x),
      written: nth % steps.length,
    };
  });
const given = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.array(column, { maxLength: 6 })), {
  maxLength: 20,
});

test("rows for COPY come back as the columns that were given, without what had been written", () => {
  fc.assert(
    fc.property(given, (stations) => {
      const writer = new ChunkWriter();
      for (const [station, columns] of stations) writer.add(station, columns);
      const found: unknown[] = [];
      const bytes = writer.end();
      if (bytes !== null) {
        new CopyReader().take(Buffer.from(bytes), (row, at) => {
          const [first, last] = [int8At(row, at + 12), int8At(row, at + 24)];
          const data = row.subarray(at + 36, at + 36 + row.readInt32BE(at + 32));
          found.push([row.readInt32BE(at + 4), first, last, [...columnsOf(data, first)]]);
        });
      }
      const expected = stations.flatMap(([station, columns]) => {
        const kept = columns.map(({ id, times, values, written }) => {
          return [id, { times: times.slice(written), values: values.slice(written) }] as const;
        });
        const all = kept.flatMap(([, { times }]) => times);
        return kept.length === 0 ? [] : [[station, Math.min(...all), Math.max(...all), kept]];
      });
      assert.deepEqual(found, expected);
    }),
  );
});
