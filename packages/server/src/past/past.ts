import type { Store } from "@hullwatch/archive";
import { second } from "@hullwatch/core/quantity";
import { type EntryId, idOf, type State, stateOf } from "@hullwatch/log";
import type { Logbook } from "../logbook/index.ts";
import type { Events, StoredEvent } from "../records/index.ts";
import { startView, takeEvent, type View } from "../stations/index.ts";

/** Kinds of events of which the last says how it is. */
const ofLeak = ["estimate", "location", "advice"];
const standing = ["watch", "trend", "balance", "check", "repair"];
/** Of those: as many as a station of many volumes has, several times over. */
const mostStanding = 300;
const mostAlarms = 100_000;
/** Folds of the log that are kept: what is asked of one moment is asked at once. */
const mostKept = 4;
const page = 1000;

/** What the archive, the events and the log say of a moment; nothing that speaks of a later one. */
export class Past {
  readonly #store: Pick<Store, "archive" | "archived" | "journal">;
  readonly #events: Events;
  readonly #logbook: Logbook;
  readonly #folds = new Map<string, Promise<State>>();

  constructor(store: Pick<Store, "archive" | "archived" | "journal">, events: Events, logbook: Logbook) {
    this.#store = store;
    this.#events = events;
    this.#logbook = logbook;
  }

  /** Readings, reports, alarms and the engine's last words up to `at` (ms, UNIX time), and at it. */
  async view(station: string, at: number): Promise<View> {
    const view = startView();
    await this.#store.archived(this.#store.journal.end);
    for (const { parameter, time, value } of await this.#store.archive.latest(station, second((at + 1) / 1000))) {
      view.latest[parameter] = [time, String(value)];
      view.newest = Math.max(view.newest ?? time, time);
    }
    let cleared = 0;
    for (const stored of this.#said(station, at, ["alarm"], mostAlarms).reverse()) {
      if (takeAlarm(view, stored) && stored.event.kind === "leak") cleared = stored.seq;
    }
    for (const { event } of this.#said(station, at, standing, mostStanding).reverse()) takeEvent(view, event);
    for (const type of ofLeak) {
      const [last] = this.#said(station, at, [type], 1);
      if (last !== undefined && last.seq > cleared) takeEvent(view, last.event);
    }
    return view;
  }

  /** What follows from the entries of a station whose time is `at` (ms, UNIX time) or before. */
  log(station: string, at: number): Promise<State> {
    const name = `${station} ${at} ${this.#logbook.last}`;
    const known = this.#folds.get(name) ?? this.#fold(station, at);
    this.#folds.delete(name);
    this.#folds.set(name, known);
    known.catch(() => this.#folds.delete(name));
    if (this.#folds.size > mostKept) this.#folds.delete(this.#folds.keys().next().value!);
    return known;
  }

  /** Newest first. */
  #said(station: string, at: number, types: readonly string[], limit: number): StoredEvent[] {
    return [...this.#events.list({ stations: [station], types, after: 0, until: at / 1000, newestFirst: true, limit })];
  }

  async #fold(station: string, at: number): Promise<State> {
    const to = new Date(at + 1).toISOString();
    const entries = [];
    let after: EntryId | undefined;
    for (let more = true; more; ) {
      const found = await this.#logbook.log.list({ station, to, limit: page, ...(after !== undefined && { after }) });
      entries.push(...found.entries.map(({ entry }) => entry));
      ({ more } = found);
      if (entries.length > 0) after = idOf(entries[entries.length - 1]);
    }
    return stateOf(entries);
  }
}

/** Takes an alarm that people were told of; true where it ended one. */
function takeAlarm({ alarms }: View, { event, position, place, late }: StoredEvent): boolean {
  const id = String(event.id);
  if (event.state !== "raised") {
    delete alarms[id];
    return true;
  }
  if (!late) alarms[id] = { event, position, place, told: true };
  return false;
}
