/** Numbers of some series between two times, out of packs and recent rows. */
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { CopyReader, int8At } from "./binary.ts";
import { columnsOf } from "./chunk.ts";
import { type Column, unpack } from "./codec.ts";
import { packOf, packStart } from "./schema.ts";

/** (µs) From `from` up to and without `to`; open ends are infinite. */
export interface Times {
  readonly from: number;
  readonly to: number;
}

export interface Wanted extends Times {
  readonly station: number;
  /** Numbers of series, all of that station. */
  readonly series: readonly number[];
}

/** A condition on a column of whole numbers. */
export const between = (column: string, from: number, to: number): string =>
  `${Number.isFinite(from) ? ` AND ${column} >= ${from}` : ""}${Number.isFinite(to) ? ` AND ${column} < ${to}` : ""}`;

export const among = (series: readonly number[]): string => `series = ANY('{${series.join()}}'::integer[])`;

/** The condition on `series` and `pack` for every pack that has a part in the range. */
export const wherePacks = ({ series, from, to }: Wanted): string =>
  among(series) + between("pack", packOf(from), Number.isFinite(to) ? packOf(to) + 1 : to);

export const whereTimes = ({ series, from, to }: Wanted): string => among(series) + between("time", from, to);

type Take = (series: number, time: number, value: number) => void;

/** Every number that is wanted: those of packs by series and in order of time, then recent ones as they came. */
export async function numbers(client: ClientBase, wanted: Wanted, take: Take): Promise<void> {
  await packed(client, wanted, take);
  await recent(client, wanted, take);
}

/** Those of packs alone. */
export async function packed(client: ClientBase, wanted: Wanted, take: Take): Promise<void> {
  const { from, to } = wanted;
  const packs = `SELECT series, pack, data FROM packs WHERE ${wherePacks(wanted)} ORDER BY series, pack`;
  await copyRows(client, packs, (bytes, at) => {
    const series = bytes.readInt32BE(at + 4);
    const { times, values } = unpack(dataAt(bytes, at + 16), packStart(bytes.readInt32BE(at + 12)));
    for (const [i, time] of times.entries()) if (time >= from && time < to) take(series, time, values[i]);
  });
}

/** Those of `recent`, as they came. */
export async function recent(client: ClientBase, { station, series, from, to }: Wanted, take: Take): Promise<void> {
  const wanted = new Set(series);
  const there = `station = ${station}${between("last", from, Number.POSITIVE_INFINITY)}${between("first", Number.NEGATIVE_INFINITY, to)}`;
  await chunks(client, there, (of, { times, values }) => {
    if (!wanted.has(of)) return;
    for (const [i, time] of times.entries()) if (time >= from && time < to) take(of, time, values[i]);
  });
}

/** Every column of `recent` under a condition. */
export async function chunks(
  client: ClientBase,
  where: string,
  take: (series: number, column: Column, station: number) => void,
): Promise<void> {
  await copyRows(client, `SELECT station, first, data FROM recent WHERE ${where}`, (bytes, at) => {
    const station = bytes.readInt32BE(at + 4);
    for (const [series, column] of columnsOf(dataAt(bytes, at + 20), int8At(bytes, at + 12)))
      take(series, column, station);
  });
}

/** The numbers of some packs, each known by series and pack. */
export async function unpacked(client: ClientBase, packs: readonly (readonly [number, number])[], take: Take) {
  const { rows } = await client.query(
    `SELECT series, pack, data FROM packs
    JOIN unnest($1::integer[], $2::integer[]) u(of, nth) ON series = of AND pack = nth`,
    [packs.map(([of]) => of), packs.map(([, nth]) => nth)],
  );
  for (const { series, pack, data } of rows) {
    const { times, values } = unpack(data, packStart(pack));
    for (const [i, time] of times.entries()) take(series, time, values[i]);
  }
}

const dataAt = (bytes: Buffer, at: number) => bytes.subarray(at + 4, at + 4 + bytes.readInt32BE(at));

/** Reads what a query gives; `row` gets the place of the first field's length, and its bytes only until it returns. */
async function copyRows(client: ClientBase, sql: string, row: (bytes: Buffer, at: number) => void) {
  const reader = new CopyReader();
  for await (const piece of client.query(copyTo(`COPY (${sql}) TO STDOUT (FORMAT binary)`))) {
    reader.take(piece as Buffer, row);
  }
}
