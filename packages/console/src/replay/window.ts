import type { Incident } from "../station/index.ts";
import type { Window } from "./station.ts";

/** (ms) What is shown of the time before an incident, and after it. */
const [lead, tail] = [3_600_000, 600_000];

/** The window of an incident: from an hour before it was opened to a little after it was closed, or to `now` (ms). */
export function windowOf({ opened, closed, open }: Incident, now: number): Window {
  const from = Math.min(...opened.map(({ time }) => Date.parse(time))) - lead;
  const end = open ? now : Math.max(...closed.map(({ time }) => Date.parse(time))) + tail;
  return { from, to: Math.max(from + 1000, Math.min(end, now)) };
}

/** A moment (ms, UTC) to the minute, as a field of date and time has it, and back; NaN where nothing is in it. */
export const fieldOf = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
export const momentOf = (text: string): number => Date.parse(`${text}Z`);
