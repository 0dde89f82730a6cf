/** The book of open alarms: each is raised once, keeps its id, and is cleared once. */
import type { Second } from "../quantity/index.ts";
import type { AlarmEvent, AlarmKind } from "./event.ts";

export interface AlarmBook {
  /** Open alarms by what they are about. */
  readonly open: { [key: string]: { readonly kind: AlarmKind; readonly id: string; readonly sensor?: string } };
  /** How many of each kind there have been. */
  readonly count: { [kind: string]: number };
}

export const startBook = (): AlarmBook => ({ open: {}, count: {} });

/** What an alarm says besides its kind. */
export type Wording = Pick<AlarmEvent, "text" | "onset" | "rate" | "threshold" | "sensor">;

/** Raises the alarm `about` something unless it stands already. `wording` is asked for only then. */
export function raise(
  book: AlarmBook,
  kind: AlarmKind,
  about: string,
  time: Second,
  wording: () => Wording,
): AlarmEvent[] {
  const key = `${kind}:${about}`;
  if (key in book.open) return [];
  const n = (book.count[kind] ?? 0) + 1;
  const id = `${kind}-${n}`;
  const said = wording();
  book.count[kind] = n;
  book.open[key] = { kind, id, ...(said.sensor === undefined ? {} : { sensor: said.sensor }) };
  return [{ type: "alarm", time, kind, state: "raised", id, ...said }];
}

/** Clears the alarm `about` something if it stands. */
export function clear(book: AlarmBook, kind: AlarmKind, about: string, time: Second, text: () => string): AlarmEvent[] {
  const key = `${kind}:${about}`;
  const alarm = book.open[key];
  if (alarm === undefined) return [];
  delete book.open[key];
  const { id, sensor } = alarm;
  return [
    { type: "alarm", time, kind, state: "cleared", id, text: text(), ...(sensor === undefined ? {} : { sensor }) },
  ];
}

/** Whether the alarm `about` something stands. */
export const stands = (book: AlarmBook, kind: AlarmKind, about: string) => `${kind}:${about}` in book.open;
