/** What charts are made of: a history as the server gives it, as points to be drawn. */
import { convert } from "../units/index.ts";

export interface Bucket {
  readonly from: string;
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** Points in order of time: (s) UNIX time and value. */
export interface Line {
  readonly x: number[];
  readonly y: number[];
}
/** The mean of every part of a range, between its least and its greatest: no spike is lost. */
export interface ReadLine extends Line {
  readonly low: number[];
  readonly high: number[];
}

/** A history as a line in `unit`; temperatures stay as they are. Each part stands at its middle. */
export function lineOf(buckets: readonly Bucket[], own: string, unit: string): ReadLine {
  const line: ReadLine = { x: [], y: [], low: [], high: [] };
  const starts = buckets.map(({ from }) => Date.parse(from) / 1000);
  const width = Math.min(...starts.slice(1).map((start, i) => start - starts[i]), Number.MAX_SAFE_INTEGER);
  const half = starts.length > 1 ? width / 2 : 0;
  for (const [i, { mean, min, max }] of buckets.entries()) {
    add(line, starts[i] + half, inUnit(mean, own, unit), inUnit(min, own, unit), inUnit(max, own, unit));
  }
  return line;
}

function add({ x, y, low, high }: ReadLine, time: number, mean: number, min: number, max: number): void {
  x.push(time);
  y.push(mean);
  low.push(min);
  high.push(max);
}

/** A reading as it stands on the axis. */
export const inUnit = (value: number, own: string, unit: string): number =>
  own === "degC" || own === "K" ? value : convert("pressure", value, own, unit);

/** (points) A line that is followed is cut down to this many when it has grown to twice as many. */
const most = 6000;

/** Adds a reading that came; one that is older than the last is left to the history. */
export function follow(line: ReadLine, time: number, value: number): void {
  const { x, y, low, high } = line;
  if (x.length > 0 && time <= x[x.length - 1]) return;
  add(line, time, value, value, value);
  if (x.length < 2 * most) return;
  for (const column of [x, y, low, high]) column.splice(0, column.length - most);
}

export type Table = [number[], ...(number | null)[][]];

/** Lines as one table over all their times: what a line does not say there is null. */
export function tableOf(lines: readonly Line[]): Table {
  const times = [...new Set(lines.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const place = new Map(times.map((time, i) => [time, i]));
  const columns = lines.map(({ x, y }) => {
    const column: (number | null)[] = new Array(times.length).fill(null);
    for (const [i, time] of x.entries()) column[place.get(time)!] = y[i];
    return column;
  });
  return [times, ...columns];
}

/** What of time is shown. */
export interface View {
  /** (s) UNIX time. */
  readonly from: number;
  readonly to: number;
  /** It moves on with the station. */
  readonly live: boolean;
}

/** (s) The shortest and the longest that is shown. */
const [shortest, longest] = [60, 400 * 86_400];

/** Shows `factor` times as much, about its middle, or up to now where it is live. */
export function zoomed({ from, to, live }: View, factor: number): View {
  const span = Math.min(longest, Math.max(shortest, (to - from) * factor));
  const end = live ? to : (from + to) / 2 + span / 2;
  return { from: end - span, to: end, live };
}

/** Moves by a part of what is shown; what goes beyond `now` (s) is live again. */
export function panned({ from, to }: View, part: number, now: number): View {
  const by = (to - from) * part;
  if (to + by >= now) return { from: now - (to - from), to: now, live: true };
  return { from: from + by, to: to + by, live: false };
}

/** The fall that is estimated, drawn through `level` at `now` (s), from its onset on to the end of the view. */
export function fallLine(level: number, perHour: number, onset: number, now: number, end: number): Line {
  const at = (time: number) => level - (perHour * (time - now)) / 3600;
  const x = [...new Set([Math.min(onset, now), now, Math.max(end, now)])];
  return { x, y: x.map(at) };
}
