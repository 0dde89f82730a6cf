/** An event as the engine says it: the JSON object of docs/events.md. */
export interface WireEvent {
  readonly type: string;
  readonly time: string;
  readonly [field: string]: unknown;
}

/** What the engine said of one batch, in order: `place` counts from 0. */
export interface Said {
  readonly place: number;
  readonly event: WireEvent;
  /** It speaks of a past that came too late to be news. */
  readonly late: boolean;
}

/** An event that is kept: known by the station, the journal position that caused it, and its place in what was said then. */
export interface StoredEvent extends Said {
  /** Grows by one with every event of any station: what streams resume by. */
  readonly seq: number;
  readonly station: string;
  readonly position: number;
}

export interface PutEvent extends StoredEvent {
  /** It was not kept before. */
  readonly isNew: boolean;
}

/** Of a row of the table of events, in the order of `storedOf`. */
export const columns = "seq, station, position, place, late, body";

export const storedOf = (row: Record<string, unknown>): StoredEvent => ({
  seq: Number(row.seq),
  station: String(row.station),
  position: Number(row.position),
  place: Number(row.place),
  late: row.late === 1,
  event: JSON.parse(String(row.body)),
});
