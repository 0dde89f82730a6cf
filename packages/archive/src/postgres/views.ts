/** What there is of a station, and pictures of many numbers in few. */
import { second } from "@hullwatch/core/quantity";
import type { ClientBase } from "pg";
import type { Bucket, Latest, ParameterSpan, Reading } from "../archive.ts";
import type { StationBook } from "./book.ts";
import { cellLength, cellOf, cellStart, origin, packOf, packStart } from "./schema.ts";
import { among, between, numbers, packed, recent, type Times, type Wanted, wherePacks, whereTimes } from "./select.ts";

const always: Times = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
const inSeconds = (time: number) => second(time / 1e6);
const byName = <T extends { readonly parameter: string }>(all: T[]): T[] =>
  all.sort((a, b) => (a.parameter < b.parameter ? -1 : 1));
const namesOf = ({ series }: StationBook) => new Map([...series.values()].map(({ id, parameter }) => [id, parameter]));

export async function spansOf(client: ClientBase, station: StationBook): Promise<ParameterSpan[]> {
  const names = namesOf(station);
  const of = among([...names.keys()]);
  const { rows } = await client.query(`
    SELECT series, min(first)::float8 AS first, max(last)::float8 AS last, sum(count)::float8 AS rows FROM (
      SELECT series, first, last, count FROM packs WHERE ${of}
      UNION ALL SELECT series, min(time), max(time), count(*) FROM words WHERE ${of} GROUP BY series) r
    GROUP BY series`);
  const spans = new Map<number, { first: number; last: number; rows: number }>();
  for (const { series, ...span } of rows) spans.set(series, span);
  await recent(client, { ...always, station: station.id, series: [...names.keys()] }, (series, time) => {
    const span = spans.get(series) ?? { first: time, last: time, rows: 0 };
    span.first = Math.min(span.first, time);
    span.last = Math.max(span.last, time);
    span.rows++;
    spans.set(series, span);
  });
  return byName(
    [...spans].map(([series, { first, last, rows: count }]) => ({
      parameter: names.get(series)!,
      first: inSeconds(first),
      last: inSeconds(last),
      rows: count,
    })),
  );
}

/** Before `before` (µs; infinite for all). Only the pack that the moment cuts is looked into: the others say what is their last. */
export async function latestOf(client: ClientBase, station: StationBook, before: number): Promise<Latest[]> {
  const names = namesOf(station);
  const ids = [...names.keys()];
  const cut = Number.isFinite(before) ? packOf(before) : before;
  const whole = `series = u.series${between("pack", Number.NEGATIVE_INFINITY, cut)}`;
  const until = among(ids) + between("time", Number.NEGATIVE_INFINITY, before);
  const { rows } = await client.query(`
    SELECT DISTINCT ON (series) series, time::float8 AS time, value, text FROM (
      SELECT u.series, p.last AS time, p.value, NULL AS text, 0 AS arrival FROM unnest('{${ids}}'::integer[]) u(series),
        LATERAL (SELECT last, value FROM packs WHERE ${whole} ORDER BY pack DESC LIMIT 1) p
      UNION ALL (SELECT DISTINCT ON (series) series, time, NULL, text, arrival FROM words WHERE ${until}
        ORDER BY series, time DESC, arrival DESC)) r
    ORDER BY series, time DESC, arrival DESC`);
  const latest = new Map<number, { readonly time: number; readonly value: number | string }>();
  for (const { series, time, value, text } of rows) latest.set(series, { time, value: value ?? text });
  const take = (series: number, time: number, value: number) => {
    const known = latest.get(series);
    if (known === undefined || time > known.time) latest.set(series, { time, value });
  };
  const wanted = { station: station.id, series: ids, to: before };
  if (Number.isFinite(cut)) await packed(client, { ...wanted, from: packStart(cut) }, take);
  await recent(client, { ...wanted, from: Number.NEGATIVE_INFINITY }, take);
  return byName(
    [...latest].map(([series, { time, value }]) => ({ parameter: names.get(series)!, time: inSeconds(time), value })),
  );
}

/** A row of any kind, with the number of its series; words have an arrival, numbers 0. */
export interface AnyRow {
  readonly series: number;
  readonly time: number;
  readonly value: number | string;
  readonly arrival: number;
}

/** All rows that are wanted, in order of time; rows of one moment numbers first, then words as they came. */
export async function rowsOf(client: ClientBase, wanted: Wanted): Promise<AnyRow[]> {
  const all: AnyRow[] = [];
  await numbers(client, wanted, (series, time, value) => all.push({ series, time, value, arrival: 0 }));
  const words = await client.query(
    `SELECT series, time::float8 AS time, text, arrival::float8 AS arrival FROM words WHERE ${whereTimes(wanted)}`,
  );
  for (const { series, time, text, arrival } of words.rows) all.push({ series, time, value: text, arrival });
  return all.sort(
    (a, b) =>
      a.time - b.time || a.arrival - b.arrival || a.series - b.series || (a.value as number) - (b.value as number),
  );
}

export const readingOf = ({ time, value }: AnyRow): Reading => ({ time: inSeconds(time), value });

/** Windows in order that hold about `rows` rows each, and a pack's time at least. */
export async function windowsOf(client: ClientBase, wanted: Wanted, rows: number): Promise<Times[]> {
  const packOfTime = `floor((time - (${origin})) / 1800e6)::integer`;
  const { rows: counted } = await client.query(`
    SELECT pack, sum(count)::float8 AS count FROM (
      SELECT pack, count FROM packs WHERE ${wherePacks(wanted)}
      UNION ALL SELECT ${packOfTime}, count(*) FROM words WHERE ${whereTimes(wanted)} GROUP BY 1) r
    GROUP BY pack`);
  const counts = new Map<number, number>(counted.map((one) => [one.pack, one.count]));
  await recent(client, wanted, (_, time) => counts.set(packOf(time), (counts.get(packOf(time)) ?? 0) + 1));
  const packs = [...counts.keys()].sort((a, b) => a - b);
  const windows: Times[] = [];
  let first: number | null = null;
  let count = 0;
  for (const [i, nth] of packs.entries()) {
    first ??= nth;
    count += counts.get(nth)!;
    if (count < rows && i < packs.length - 1) continue;
    windows.push({
      from: Math.max(wanted.from, packStart(first)),
      to: Math.min(wanted.to, packStart(nth + 1)),
    });
    first = null;
    count = 0;
  }
  return windows;
}

/** (µs) The width of the parts: at most `points / 2` of them lie in the range, wherever it begins. */
function partWidth(span: number, points: number): number {
  const width = Math.max(1, Math.ceil(span / (Math.max(2, Math.floor(points / 2)) - 1)));
  return width < cellLength ? width : Math.ceil(width / cellLength) * cellLength;
}

interface Part {
  count: number;
  sum: number;
  min: number;
  minTime: number;
  max: number;
  maxTime: number;
}

/** Where parts are as wide as cells, cells that lie wholly in the range stand for what is packed. */
export async function minmaxOf(client: ClientBase, asked: Wanted, points: number): Promise<Bucket[]> {
  const ends = await client.query(
    `SELECT min(first)::float8 AS first, max(last)::float8 AS last FROM packs WHERE ${wherePacks(asked)}`,
  );
  let first = ends.rows[0].first ?? Number.POSITIVE_INFINITY;
  let last = ends.rows[0].last ?? Number.NEGATIVE_INFINITY;
  const [times, values]: [number[], number[]] = [[], []];
  await recent(client, asked, (_, time, value) => {
    first = Math.min(first, time);
    last = Math.max(last, time);
    times.push(time);
    values.push(value);
  });
  if (first > last) return [];
  const wanted = { ...asked, from: Math.max(asked.from, first), to: Math.min(asked.to, last + 1) };
  const width = partWidth(wanted.to - wanted.from, points);
  const start = Math.floor(wanted.from / width) * width;
  const parts = new Map<number, Part>();
  const add = (time: number, one: Part) => {
    const nth = Math.floor((time - start) / width);
    const known = parts.get(nth);
    if (known === undefined) {
      parts.set(nth, one);
      return;
    }
    known.count += one.count;
    known.sum += one.sum;
    if (one.min < known.min) [known.min, known.minTime] = [one.min, one.minTime];
    if (one.max > known.max) [known.max, known.maxTime] = [one.max, one.maxTime];
  };
  const addOne = (time: number, value: number) =>
    add(time, { count: 1, sum: value, min: value, minTime: time, max: value, maxTime: time });
  const whole = width >= cellLength ? wholeCells(wanted) : null;
  const take = (_: number, time: number, value: number) => addOne(time, value);
  for (const [i, time] of times.entries()) addOne(time, values[i]);
  if (whole === null) await packed(client, wanted, take);
  else {
    if (wanted.from < whole.from) await packed(client, { ...wanted, to: Math.min(wanted.to, whole.from) }, take);
    if (whole.to < wanted.to) await packed(client, { ...wanted, from: whole.to }, take);
    const { rows } = await client.query(`
      SELECT cell, count, sum, min, min_time::float8, max, max_time::float8 FROM cells
      WHERE ${among(wanted.series)}${between("cell", cellOf(whole.from), cellOf(whole.to))}`);
    for (const { cell, count, sum, min, min_time: minTime, max, max_time: maxTime } of rows)
      add(cellStart(cell), { count, sum, min, minTime, max, maxTime });
  }
  return [...parts]
    .sort(([a], [b]) => a - b)
    .map(([nth, { count, sum, min, minTime, max, maxTime }]) => ({
      from: inSeconds(nth * width + start),
      count,
      mean: sum / count,
      min,
      minTime: inSeconds(minTime),
      max,
      maxTime: inSeconds(maxTime),
    }));
}

/** The cells that lie in a range wholly, as times. */
function wholeCells({ from, to }: Times): Times {
  const up = cellStart(Math.ceil((from - origin) / cellLength));
  return { from: up, to: Math.max(up, cellStart(Math.floor((to - origin) / cellLength))) };
}
