/** Everything that is new, to everybody who listens: what they missed from the record first, then as it comes. */
import type { Row } from "@hullwatch/archive";
import { idOf, type Stored } from "@hullwatch/log";
import type { Logbook } from "../logbook/index.ts";
import { type Events, eventId, type StoredEvent } from "../records/index.ts";
import { type Listener, type Mark, markText } from "./listener.ts";

const page = 500;

/** What a stream says of an event: the event, with who and where. */
export const eventView = (stored: StoredEvent) => ({
  id: eventId(stored),
  seq: stored.seq,
  station: stored.station,
  late: stored.late,
  ...stored.event,
  // An alarm has an id of its own.
  ...(stored.event.id !== undefined && { id: eventId(stored), alarm: stored.event.id }),
});

/** What is said of an entry of the log, here and everywhere. */
export const entryView = ({ arrival, entry }: Stored) => ({ arrival, id: idOf(entry), entry });

export class Hub {
  readonly #events: Events;
  readonly #logbook: Logbook;
  readonly #listeners = new Set<Listener>();

  constructor(events: Events, logbook: Logbook) {
    this.#events = events;
    this.#logbook = logbook;
  }

  /** Where a stream begins that is to hear of what comes. */
  get now(): Mark {
    return { seq: this.#events.last, arrival: this.#logbook.last };
  }

  get size(): number {
    return this.#listeners.size;
  }

  /** Adds a listener and gives it what it missed. Resolves when it hears everything as it comes, or is gone. */
  async add(listener: Listener): Promise<void> {
    this.#listeners.add(listener);
    while (listener.isOpen) {
      await this.#catchUpEvents(listener);
      await this.#catchUpLog(listener);
      // What came while the log was read; from here on nothing can come between.
      if (this.#events.list(this.#missed(listener)).length > 0 || this.#logbook.last > listener.arrival) continue;
      listener.isLive = true;
      listener.write(": live\n\n");
      return;
    }
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  rows(station: string, position: number, rows: readonly Row[]): void {
    let data: string | undefined;
    for (const listener of this.#listeners) {
      if (!listener.isLive || !listener.wants("rows", station)) continue;
      data ??= JSON.stringify({ station, position, rows: rows.map((row) => [row.time, row.parameter, row.value]) });
      listener.send("rows", data);
    }
  }

  events(events: readonly StoredEvent[]): void {
    for (const event of events) {
      const data = JSON.stringify(eventView(event));
      for (const listener of this.#listeners) {
        if (listener.isLive && event.seq > listener.seq) this.#tellEvent(listener, event, data);
      }
    }
  }

  entries(entries: readonly Stored[]): void {
    for (const stored of entries) {
      const data = JSON.stringify(entryView(stored));
      for (const listener of this.#listeners) {
        if (listener.isLive && stored.arrival > listener.arrival) this.#tellEntry(listener, stored, data);
      }
    }
  }

  /** Ends every stream: their listeners come again and resume. */
  close(): void {
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }

  #missed({ seq, wish }: Listener) {
    const types = wish.types === null ? undefined : [...wish.types];
    return { after: seq, limit: page, types };
  }

  async #catchUpEvents(listener: Listener): Promise<void> {
    for (let events = this.#events.list(this.#missed(listener)); events.length > 0 && listener.isOpen; ) {
      for (const event of events) {
        this.#tellEvent(listener, event, JSON.stringify(eventView(event)));
        await listener.drained();
      }
      events = this.#events.list(this.#missed(listener));
    }
  }

  async #catchUpLog(listener: Listener): Promise<void> {
    for (let more = true; more && listener.isOpen; ) {
      const found = await this.#logbook.log.since({ after: listener.arrival, limit: page });
      for (const stored of found.entries) {
        this.#tellEntry(listener, stored, JSON.stringify(entryView(stored)));
        await listener.drained();
      }
      listener.arrival = Math.max(listener.arrival, found.next);
      more = found.more;
    }
  }

  #tellEvent(listener: Listener, { seq, station, event }: StoredEvent, data: string): void {
    listener.seq = seq;
    if (listener.wants(event.type, station)) listener.send(event.type, data, markText(listener));
  }

  #tellEntry(listener: Listener, { arrival, entry }: Stored, data: string): void {
    listener.arrival = arrival;
    if (listener.wants("log", entry.station) && listener.wish.log(entry.station))
      listener.send("log", data, markText(listener));
  }
}
