/** Moves numbers from `recent` into packs, where they take a fraction of the room and a month of a sensor is read at once. */
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { copyEnd, copyHead, rowBytes } from "./binary.ts";
import { firstFrom } from "./book.ts";
import { ChunkWriter, copyChunks } from "./chunk.ts";
import { type Column, pack } from "./codec.ts";
import { cellOf, cellStart, packOf, packStart } from "./schema.ts";
import { chunks, unpacked } from "./select.ts";

interface Gathered {
  readonly series: number;
  readonly pack: number;
  readonly times: number[];
  readonly values: number[];
}

/**
 * Inside a transaction: packs everything of `recent` that is older than `before` (µs). Packs that are there already are opened, and
 * closed with what came late.
 */
export async function packRecent(client: ClientBase, before: number): Promise<void> {
  await client.query("LOCK TABLE recent IN EXCLUSIVE MODE");
  const gathered = new Map<number, Map<number, Gathered>>();
  const gather = (series: number, { times, values }: Column, end: number) => {
    for (let i = 0; i < end; ) {
      const into = gatheredIn(gathered, series, packOf(times[i]));
      const over = packStart(into.pack + 1);
      for (; i < end && times[i] < over; i++) {
        into.times.push(times[i]);
        into.values.push(values[i]);
      }
    }
  };
  const cut = new ChunkWriter();
  // Rows that hold nothing older stay as they are; those that hold both are written anew with the rest of them.
  const isAll = before === Number.POSITIVE_INFINITY;
  await chunks(client, isAll ? "true" : `first < ${before}`, (series, column, station) => {
    const { times, values } = column;
    const end = isAll ? times.length : firstFrom(times, before);
    gather(series, column, end);
    if (end < times.length) cut.add(station, [{ id: series, times, values, written: end }]);
  });
  const packs = [...gathered.values()].flatMap((one) => [...one.values()]);
  await unpacked(
    client,
    packs.map(({ series, pack: nth }) => [series, nth]),
    (series, time, value) => gather(series, { times: [time], values: [value] }, 1),
  );
  await replace(client, packs);
  // What stays is little: it is written anew, so that the table begins again from an empty file.
  await client.query(
    isAll
      ? "TRUNCATE recent"
      : `CREATE TEMP TABLE staying ON COMMIT DROP AS SELECT * FROM recent WHERE first >= ${before};
        TRUNCATE recent;
        INSERT INTO recent SELECT * FROM staying`,
  );
  await copyChunks(client, cut);
}

function gatheredIn(gathered: Map<number, Map<number, Gathered>>, series: number, nth: number): Gathered {
  let packs = gathered.get(series);
  if (packs === undefined) {
    packs = new Map();
    gathered.set(series, packs);
  }
  let one = packs.get(nth);
  if (one === undefined) {
    one = { series, pack: nth, times: [], values: [] };
    packs.set(nth, one);
  }
  return one;
}

function inOrder(gathered: Gathered): Gathered {
  const { times, values, ...of } = gathered;
  if (times.every((time, i) => i === 0 || time > times[i - 1])) return gathered;
  const order = times.map((_, i) => i).sort((a, b) => times[a] - times[b] || values[a] - values[b]);
  return { ...of, times: order.map((i) => times[i]), values: order.map((i) => values[i]) };
}

async function replace(client: ClientBase, gathered: readonly Gathered[]): Promise<void> {
  const packs = gathered.map(inOrder);
  const of = [packs.map(({ series }) => series), packs.map((one) => one.pack)];
  const same = "USING unnest($1::integer[], $2::integer[]) u(of, nth) WHERE series = of AND";
  await client.query(`DELETE FROM packs ${same} pack = nth`, of);
  await client.query(`DELETE FROM cells ${same} cell >= nth * 3 AND cell < nth * 3 + 3`, of);
  await pipeline(packRows(packs), client.query(copyFrom("COPY packs FROM STDIN (FORMAT binary)")));
  await pipeline(cellRows(packs), client.query(copyFrom("COPY cells FROM STDIN (FORMAT binary)")));
}

function* packRows(packs: readonly Gathered[]): Generator<Uint8Array> {
  yield copyHead;
  for (const { series, pack: nth, times, values } of packs) {
    const last = times.length - 1;
    yield rowBytes([
      { kind: "int4", value: series },
      { kind: "int4", value: nth },
      { kind: "int4", value: times.length },
      { kind: "int8", value: times[0] },
      { kind: "int8", value: times[last] },
      { kind: "float8", value: values[last] },
      { kind: "bytes", value: pack({ times, values }, packStart(nth)) },
    ]);
  }
  yield copyEnd;
}

function* cellRows(packs: readonly Gathered[]): Generator<Uint8Array> {
  yield copyHead;
  for (const { series, times, values } of packs) {
    for (let from = 0; from < times.length; ) {
      const cell = cellOf(times[from]);
      const over = cellStart(cell + 1);
      let to = from + 1;
      while (to < times.length && times[to] < over) to++;
      yield cellRow(series, cell, { times, values }, from, to);
      from = to;
    }
  }
  yield copyEnd;
}

function cellRow(series: number, cell: number, { times, values }: Column, from: number, to: number): Buffer {
  let [least, greatest, sum] = [from, from, 0];
  for (let i = from; i < to; i++) {
    sum += values[i];
    if (values[i] < values[least]) least = i;
    if (values[i] > values[greatest]) greatest = i;
  }
  return rowBytes([
    { kind: "int4", value: series },
    { kind: "int4", value: cell },
    { kind: "int4", value: to - from },
    { kind: "float8", value: sum },
    { kind: "float8", value: values[least] },
    { kind: "int8", value: times[least] },
    { kind: "float8", value: values[greatest] },
    { kind: "int8", value: times[greatest] },
  ]);
}
