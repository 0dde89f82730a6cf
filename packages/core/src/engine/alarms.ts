/** The book of open alarms: each is raised once, keeps its id, and is cleared once. */
import type { Second } from "../quantity/index.ts";
import type { AlarmEvent, AlarmKind } from "./event.ts";

export interface AlarmBook {
  /** Open alarms by kind, and by what they are about. */
  readonly open: { [kind in AlarmKind]?: { [about: string]: { readonly id: string; readonly sensor?: string } } };
  /** How many of each kind there have been. */
  readonly count: { [kind: string]: number };
}

export const startBook = (): AlarmBook => ({ open: {}, count: {} });

/** What an alarm says besides its kind. */
export type Wording = Pick<AlarmEvent, "text" | "says" | "onset" | "rate" | "threshold" | "sensor">;

/** Raises the alarm `about` something unless it stands already. `wording` is asked for only then. */
export function raise(
  book: AlarmBook,
  kind: AlarmKind,
  about: string,
  time: Second,
  wording: () => Wording,
): AlarmEvent[] {
  if (stands(book, kind, about)) return [];
  const n = (book.count[kind] ?? 0) + 1;
  const id = `${kind}-${n}`;
  const said = wording();
  book.count[kind] = n;
  book.open[kind] ??= {};
  book.open[kind][about] = { id, ...(said.sensor === undefined ? {} : { sensor: said.sensor }) };
  return [{ type: "alarm", time, kind, state: "raised", id, ...said }];
}

/** Clears the alarm `about` something if it stands. */
export function clear(
  book: AlarmBook,
  kind: AlarmKind,
  about: string,
  time: Second,
  wording: () => Pick<AlarmEvent, "text" | "says">,
): AlarmEvent[] {
  const open = book.open[kind];
  const alarm = open?.[about];
  if (open === undefined || alarm === undefined) return [];
  delete open[about];
  const { id, sensor } = alarm;
  return [
    { type: "alarm", time, kind, state: "cleared", id, ...wording(), ...(sensor === undefined ? {} : { sensor }) },
  ];
}

/** Whether the alarm `about` something stands. */
export const stands = (book: AlarmBook, kind: AlarmKind, about: string) => book.open[kind]?.[about] !== undefined;

/** What the open alarms of a kind are about. */
export const standing = (book: AlarmBook, kind: AlarmKind) => Object.keys(book.open[kind] ?? {});
