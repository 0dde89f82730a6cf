import type { Incident } from "../station/index.ts";
import type { TimeStyle } from "../time/index.ts";
import type { Window } from "./station.ts";

/** (ms) What is shown of the time before an incident, and after it. */
const [lead, tail] = [3_600_000, 600_000];

/** The window of an incident: from an hour before it was opened to a little after it was closed, or to `now` (ms). */
export function windowOf({ opened, closed, open }: Incident, now: number): Window {
  const from = Math.min(...opened.map(({ time }) => Date.parse(time))) - lead;
  const end = open ? now : Math.max(...closed.map(({ time }) => Date.parse(time))) + tail;
  return { from, to: Math.max(from + 1000, Math.min(end, now)) };
}

const dayMs = 86_400_000;
const firstOf = (year: number) => Date.UTC(year, 0, 1);

/** A moment (ms, UTC) to the minute, as it is typed: 2018-08-29 23:24, or by the day of the year 2018/241/23:24. */
export function fieldOf(ms: number, style: TimeStyle): string {
  const text = new Date(ms).toISOString();
  const clock = text.slice(11, 16);
  if (style === "utc") return `${text.slice(0, 10)} ${clock}`;
  const year = new Date(ms).getUTCFullYear();
  return `${year}/${String(Math.floor((ms - firstOf(year)) / dayMs) + 1).padStart(3, "0")}/${clock}`;
}

const byDate = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/;
const byDay = /^(\d{4})[/ ](\d{1,3})[/ ](\d{2}):(\d{2})$/;

/** (ms) What was typed, either way; NaN where it is neither. */
export function momentOf(text: string): number {
  const [, date, clock] = byDate.exec(text.trim()) ?? [];
  if (date !== undefined) return Date.parse(`${date}T${clock}Z`);
  const [year, day, hours, minutes] = (byDay.exec(text.trim()) ?? []).slice(1).map(Number);
  if (year === undefined || day < 1 || day > 366 || hours > 23 || minutes > 59) return Number.NaN;
  return firstOf(year) + (day - 1) * dayMs + hours * 3_600_000 + minutes * 60_000;
}
