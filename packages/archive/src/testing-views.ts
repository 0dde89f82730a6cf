/** Every view of an archive against a plain list of rows: what the contract's random test compares. */
import assert from "node:assert/strict";
import type { Archive, Reading, Selection } from "./archive.ts";
import type { Row } from "./row.ts";
import { readValue } from "./value.ts";

/** The whole of an export. */
export async function exported(archive: Archive, selection: Selection, format: "csv" | "parquet"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archive.export(selection, format)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const sum = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);

/** Compares every view of a station with what follows from the rows that it was given. */
export async function agrees(
  archive: Archive,
  station: string,
  given: readonly Row[],
  range: { readonly from: Row["time"]; readonly to: Row["time"] },
  points: number,
): Promise<void> {
  const spans = await archive.parameters(station);
  const latest = await archive.latest(station);
  const before = await archive.latest(station, range.to);
  const csv = String(await exported(archive, { station }, "csv"));
  let lines = 0;
  for (const parameter of new Set(given.map((r) => r.parameter))) {
    const once = new Map<string, Reading>();
    for (const { time, parameter: of, value } of given) {
      const reading = { time, value: readValue(of, value) };
      if (of === parameter) once.set(JSON.stringify(reading), reading);
    }
    const expected = [...once.values()];
    lines += expected.length;
    const times = expected.map((r) => r.time);
    const span = { parameter, first: Math.min(...times), last: Math.max(...times), rows: expected.length };
    assert.deepEqual(
      spans.find((s) => s.parameter === parameter),
      span,
    );
    const newest = latest.find((l) => l.parameter === parameter);
    assert.ok(expected.some((r) => r.time === span.last && r.time === newest?.time && r.value === newest.value));
    const earlier = expected.filter((r) => r.time < range.to);
    const last = before.find((l) => l.parameter === parameter);
    assert.equal(last?.time, earlier.length === 0 ? undefined : Math.max(...earlier.map((r) => r.time)));
    assert.ok(last === undefined || earlier.some((r) => r.time === last.time && r.value === last.value));
    const inside = expected.filter((r) => r.time >= range.from && r.time < range.to);
    const history: Reading[] = [];
    for await (const piece of archive.history({ station, parameter, ...range })) history.push(...piece);
    const key = (r: Reading) => JSON.stringify([r.time, r.value]);
    assert.deepEqual(history.map(key).sort(), inside.map(key).sort());
    assert.deepEqual(
      history.map((r) => r.time),
      inside.map((r) => r.time).sort((a, b) => a - b),
    );
    await pictureAgrees(archive, station, parameter, range, inside, points);
    await pictureAgrees(archive, station, parameter, {}, expected, points);
  }
  assert.equal(csv.split("\n").length, lines + 2);
}

async function pictureAgrees(
  archive: Archive,
  station: string,
  parameter: string,
  range: { readonly from?: Row["time"]; readonly to?: Row["time"] },
  inside: readonly Reading[],
  points: number,
): Promise<void> {
  const numbers = inside.filter((r): r is { time: Row["time"]; value: number } => typeof r.value === "number");
  const parts = await archive.minmax({ station, parameter, ...range }, points);
  assert.ok(parts.length <= points / 2, `${parts.length} parts for ${points} points`);
  assert.equal(sum(parts.map((p) => p.count)), numbers.length);
  for (const [i, part] of parts.entries()) {
    const until = parts[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const of = numbers.filter((r) => r.time >= part.from && r.time < until);
    const values = of.map((r) => r.value);
    assert.deepEqual([part.count, part.min, part.max], [of.length, Math.min(...values), Math.max(...values)]);
    assert.ok(Math.abs(part.mean - sum(values) / of.length) < 1e-9);
    assert.ok(of.some((r) => r.time === part.minTime && r.value === part.min));
    assert.ok(of.some((r) => r.time === part.maxTime && r.value === part.max));
  }
}
