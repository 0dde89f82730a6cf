/** What charts are made of: a history as the server gives it, as points to be drawn. */
import { convert } from "../units/index.ts";

export interface Bucket {
  readonly count: number;
  readonly min: number;
  readonly min_time: string;
  readonly max: number;
  readonly max_time: string;
}

/** Points in order of time: (s) UNIX time and value. */
export interface Line {
  readonly x: number[];
  readonly y: number[];
}

/** The least and the greatest of every part of a range, each where it was: no spike is lost. */
export function lineOf(buckets: readonly Bucket[], from: string, to: string): Line {
  const [x, y]: [number[], number[]] = [[], []];
  const add = (time: string, value: number) => {
    x.push(Date.parse(time) / 1000);
    y.push(unitless(value, from, to));
  };
  for (const { min, min_time, max, max_time } of buckets) {
    if (min_time === max_time) add(min_time, min);
    else if (min_time < max_time) {
      add(min_time, min);
      add(max_time, max);
    } else {
      add(max_time, max);
      add(min_time, min);
    }
  }
  return { x, y };
}

const unitless = (value: number, from: string, to: string) =>
  from === "degC" || from === "K" ? value : convert("pressure", value, from, to);

/** (points) A line that is followed is cut down to this many when it has grown to twice as many. */
const most = 6000;

/** Adds a reading that came; one that is older than the last is left to the history. */
export function follow({ x, y }: Line, time: number, value: number): void {
  if (x.length > 0 && time <= x[x.length - 1]) return;
  x.push(time);
  y.push(value);
  if (x.length < 2 * most) return;
  x.splice(0, x.length - most);
  y.splice(0, y.length - most);
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
