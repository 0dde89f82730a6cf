/** The stations of a server whose engines run in workers: rows and events as the streams bring them. */
import type { Row } from "@hullwatch/archive";
import { parseStation, type Station } from "@hullwatch/core/station";
import type { JsMsg } from "@nats-io/jetstream";
import type { Events, Records, StationFile } from "../records/index.ts";
import {
  type Held,
  type HeldStations,
  type News,
  StationIdError,
  startView,
  takeRow,
  takeSaid,
  UnknownStationError,
  type View,
} from "../stations/index.ts";
import type { Bus } from "./bus.ts";
import { follow } from "./follow.ts";
import { readMessage } from "./message.ts";
import { eventsStream, lastToken, rowsStream, stationOf } from "./names.ts";
import { readSaid } from "./said.ts";
import { putFile, type Sending, sendRows } from "./send.ts";
import { loadState, stationsIn } from "./states.ts";

export interface FollowedOptions {
  readonly bus: Bus;
  readonly records: Records;
  readonly events: Events;
  /** (ms, UNIX time) Now. */
  now(): number;
  onRows(station: string, position: number, rows: readonly Row[]): void;
  /** What rows and events come to; the next ones wait until the promise has resolved. */
  onNews(news: News): Promise<void>;
  /** What keeps a stream from being followed. */
  onFault(error: unknown): void;
  /** Nothing can be followed any more: the process had better end. */
  onBroken(error: unknown): void;
}

/** Which stream a message is in. */
type Which = "rows" | "events";
/** Messages between two savings of a cursor, and (ms) how soon it is saved at the latest. */
const [messages, soon] = [200, 1000];

/** A station as the streams tell of it. */
class FollowedRun implements Held {
  readonly id: string;
  file: StationFile;
  station: Station;
  view: View;
  /** The last position whose rows are in the view. */
  folded: number;
  /** How many rows workers have still to fold is theirs to know. */
  readonly waiting = 0;
  readonly #sending: Sending;

  constructor(sending: Sending, file: StationFile, view: View, folded: number) {
    this.id = file.id;
    this.#sending = sending;
    this.file = file;
    this.station = parseStation(file.text, `${file.id}.yaml`);
    this.view = view;
    this.folded = folded;
  }

  /** From here on another file holds. */
  begin(file: StationFile): void {
    this.file = file;
    this.station = parseStation(file.text, `${file.id}.yaml`);
    this.view = startView();
  }

  accept(rows: readonly Row[]): Promise<number> {
    return sendRows(this.#sending, this.id, rows);
  }

  async idle(): Promise<void> {}

  async told(): Promise<void> {}
}

export class FollowedStations implements HeldStations {
  readonly #options: FollowedOptions;
  readonly #sending: Sending;
  readonly #runs = new Map<string, FollowedRun>();
  /** Up to which row each station's first state had come. */
  readonly #from = new Map<string, number>();
  /** What was said before that, as it came. */
  readonly #past = new Map<string, View>();
  readonly #stop = new AbortController();
  #following: Promise<unknown> = Promise.resolve();
  #rows = 0;
  #reached: (() => void)[] = [];
  /** What was last saved of each cursor, when, and how many messages have come since. */
  readonly #saved = new Map<Which, { readonly cursor: string; sequence: number; at: number; messages: number }>();

  constructor(options: FollowedOptions) {
    this.#options = options;
    const { bus, now, onFault } = options;
    this.#sending = { bus, now, signal: this.#stop.signal, onFault };
  }

  /** The last position whose rows are in the views. */
  get position(): number {
    return this.#rows;
  }

  async start(): Promise<void> {
    const { bus, onFault } = this.#options;
    let [rows, said] = [this.#cursorOf("rows"), this.#cursorOf("events")];
    for (const id of await stationsIn(bus)) {
      const state = await loadState(bus, id);
      if (state === null) continue;
      // Of a stream of rows that is gone: its workers go on with what it had come to, and with all of this one.
      const isOurs = state.journal === bus.journal;
      const position = isOurs ? state.position : 0;
      this.#runs.set(id, new FollowedRun(this.#sending, state.file, state.view, position));
      this.#from.set(id, position);
      rows = Math.min(rows, position);
      if (isOurs) said = Math.min(said, state.said);
    }
    this.#rows = rows;
    const { signal } = this.#stop;
    const common = { signal, onFault };
    this.#following = Promise.all([
      follow(bus, {
        ...common,
        stream: rowsStream,
        subject: "hullwatch.rows.>",
        after: rows,
        take: (message) => this.#takeRows(message),
      }),
      follow(bus, {
        ...common,
        stream: eventsStream,
        subject: "hullwatch.events.>",
        after: said,
        take: (message) => this.#takeSaid(message),
      }),
    ]).catch(this.#options.onBroken);
  }

  ids(): readonly string[] {
    return [...this.#runs.keys()];
  }

  has(id: string): boolean {
    return this.#runs.has(id);
  }

  get(id: string): FollowedRun {
    const run = this.#runs.get(id);
    if (run === undefined) throw new UnknownStationError(id, this.ids());
    return run;
  }

  all(): readonly FollowedRun[] {
    return [...this.#runs.values()];
  }

  /** Engines are the workers' to keep. */
  async rest(): Promise<void> {}

  async put(id: string, text: string, author: string) {
    const station = parseStation(text, `${id}.yaml`);
    if (station.id !== id) throw new StationIdError(id, station.id);
    const isNew = !this.#runs.has(id);
    const file = await putFile(this.#sending, text, author);
    if (isNew && !this.#runs.has(id)) this.#add(file, file.position);
    else await this.#comeTo(file.position);
    return { run: this.get(id), isNew };
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error("the server is ending"));
    for (const go of this.#reached.splice(0)) go();
    await this.#following;
  }

  #add(file: StationFile, position: number): void {
    this.#runs.set(file.id, new FollowedRun(this.#sending, file, startView(), position));
    this.#from.set(file.id, position);
  }

  async #takeRows(message: JsMsg): Promise<void> {
    const { onRows, onNews } = this.#options;
    const position = message.seq;
    const station = stationOf(lastToken(message.subject));
    const said = readMessage(message.string());
    const run = this.#runs.get(station);
    if ("file" in said) {
      if (run === undefined) this.#add(said.file, position);
      else if (position > run.folded) run.begin({ ...said.file, position });
    } else if (run !== undefined) {
      if (position > run.folded) for (const row of said.rows) takeRow(run.view, row, said.received / 1000);
      if (position > this.#cursorOf("rows")) {
        onRows(station, position, said.rows);
        await onNews({ station, position, rows: said.rows, alarms: [] });
      }
    }
    if (run !== undefined) run.folded = Math.max(run.folded, position);
    this.#rows = position;
    for (const go of this.#reached.splice(0)) go();
    await this.#save("rows", position);
  }

  async #takeSaid(message: JsMsg): Promise<void> {
    const { events, onNews } = this.#options;
    const station = stationOf(lastToken(message.subject));
    const { journal, at, position, said } = readSaid(message.string());
    const isOurs = journal === this.#options.bus.journal;
    // What an alarm's sensor read is in the view once the rows that raised it are.
    if (isOurs) await this.#comeTo(at);
    const run = this.#runs.get(station);
    if (this.#stop.signal.aborted || run === undefined) return;
    const isNews = message.seq > this.#cursorOf("events");
    const put = isNews
      ? await events.put(station, position, said)
      : said.map((one) => ({ ...one, seq: 0, station, position, isNew: false }));
    // What the first state knows already may be news here all the same: of a time in which this server did not run.
    const view = isOurs && at > this.#from.get(station)! ? run.view : this.#pastOf(station);
    const alarms = put.flatMap((one) => takeSaid(run.station, view, one));
    if (isNews && alarms.length > 0) await onNews({ station, position, rows: [], alarms });
    await this.#save("events", message.seq);
  }

  #pastOf(station: string): View {
    const past = this.#past.get(station) ?? startView();
    this.#past.set(station, past);
    return past;
  }

  /** Resolves once the rows up to a position are in the views. */
  async #comeTo(position: number): Promise<void> {
    while (this.#rows < position && !this.#stop.signal.aborted) {
      await new Promise<void>((resolve) => this.#reached.push(resolve));
    }
  }

  /** How far a stream was taken in; of one that was made anew, that it was not. */
  #savedOf(which: Which) {
    const { records, now, bus } = this.#options;
    const cursor = `fleet ${which} ${bus.made[which === "rows" ? rowsStream : eventsStream]}`;
    const saved = this.#saved.get(which) ?? { cursor, sequence: records.cursor(cursor), at: now(), messages: 0 };
    this.#saved.set(which, saved);
    return saved;
  }

  #cursorOf(which: Which): number {
    return this.#savedOf(which).sequence;
  }

  /** Now and then: what is taken in again after a crash changes nothing. */
  async #save(which: Which, sequence: number): Promise<void> {
    const { records, now } = this.#options;
    const saved = this.#savedOf(which);
    saved.messages++;
    if (saved.messages < messages && Math.abs(now() - saved.at) < soon) return;
    saved.messages = 0;
    saved.at = now();
    if (sequence <= saved.sequence) return;
    await records.setCursor(saved.cursor, sequence);
    saved.sequence = sequence;
  }
}
