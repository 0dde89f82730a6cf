/** Feeds into the stream of rows: what `hullwatch ingest` does. */
import { createHash } from "node:crypto";
import type { Row } from "@hullwatch/archive";
import { parseStation, type Station } from "@hullwatch/core/station";
import type { Logger } from "pino";
import type { Clock } from "../clock/index.ts";
import { type Asked, type Fed, Feeds } from "../feeds/index.ts";
import { Metrics } from "../metrics/index.ts";
import type { StationFile } from "../records/index.ts";
import { startView, takeRow, UnknownStationError, type View } from "../stations/index.ts";
import type { Bus } from "./bus.ts";
import { follow } from "./follow.ts";
import { readMessage } from "./message.ts";
import { partitionOf, rowsStream, rowsSubject, tokenOf } from "./names.ts";
import { putFile, type Sending, sendRows } from "./send.ts";
import { loadState } from "./states.ts";

export interface IngestOptions {
  readonly bus: Bus;
  readonly feeds: readonly Asked[];
  /** Texts of station files. */
  readonly stations: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Begins the feeds; gives how they are ended. Throws what the feeds throw that do not fit their stations. */
export async function startIngest(options: IngestOptions): Promise<{ stop(): Promise<void> }> {
  const { bus, clock, logger } = options;
  const stop = new AbortController();
  const sending: Sending = {
    bus,
    now: () => clock.now(),
    signal: stop.signal,
    onFault: (error) => logger.warn({ err: error }, "the stream does not acknowledge; it is tried again"),
  };
  const runs = new Map<string, FedStation>();
  for (const text of options.stations) {
    // One that is there already has the file that people gave it last; a stream that was made anew is told of it.
    const there = await loadState(bus, parseStation(text, "station file").id);
    const file = await putFile(sending, there?.file.text ?? text, there?.file.author ?? "configuration");
    runs.set(file.id, await FedStation.open(sending, file));
  }
  const marks = await Marks.open(bus, [...runs.keys()], options.feeds);
  const nobody = { listeners: () => 0, waiting: () => [], age: () => [], journal: () => 0, ready: () => true };
  const feeds = new Feeds(options.feeds, { records: marks, metrics: new Metrics(nobody), logger, clock });
  await feeds.start({
    ids: () => [...runs.keys()],
    has: (id) => runs.has(id),
    get(id) {
      const run = runs.get(id);
      if (run === undefined) throw new UnknownStationError(id, [...runs.keys()]);
      return run;
    },
  });
  return {
    async stop() {
      const stopped = feeds.stop();
      stop.abort(new Error("ingest is ending"));
      await stopped;
    },
  };
}

/** A station whose rows go into the stream, with the newest of each parameter. */
class FedStation implements Fed {
  readonly id: string;
  readonly file: StationFile;
  readonly station: Station;
  readonly view: View;
  readonly #sending: Sending;

  private constructor(sending: Sending, file: StationFile, view: View) {
    this.id = file.id;
    this.file = file;
    this.station = parseStation(file.text, `${file.id}.yaml`);
    this.view = view;
    this.#sending = sending;
  }

  /** What the stream has of the station is known: the state that a worker saved last, and what came after that. */
  static async open(sending: Sending, file: StationFile): Promise<FedStation> {
    const { bus } = sending;
    const state = await loadState(bus, file.id);
    const isOurs = state?.journal === bus.journal;
    const one = new FedStation(sending, file, state?.view ?? startView());
    await one.#readOn(isOurs ? state.position : 0);
    return one;
  }

  async #readOn(after: number): Promise<void> {
    const { bus, onFault } = this.#sending;
    const subject = rowsSubject(partitionOf(this.id, bus.partitions), tokenOf(this.id));
    const last = await bus.manager.streams.getMessage(rowsStream, { last_by_subj: subject });
    if (last === null || last.seq <= after) return;
    const done = new AbortController();
    await follow(bus, {
      stream: rowsStream,
      subject,
      after,
      signal: done.signal,
      take: (message) => {
        const said = readMessage(message.string());
        if ("rows" in said) for (const row of said.rows) takeRow(this.view, row, said.received / 1000);
        if (message.seq >= last.seq) done.abort();
        return undefined;
      },
      onFault,
    });
  }

  async accept(rows: readonly Row[]): Promise<number> {
    const position = await sendRows(this.#sending, this.id, rows);
    for (const row of rows) takeRow(this.view, row, this.#sending.now() / 1000);
    return position;
  }
}

/** Where feeds go on from, in the key-value store. */
class Marks {
  readonly #bus: Bus;
  readonly #marks = new Map<string, string>();

  private constructor(bus: Bus) {
    this.#bus = bus;
  }

  static async open(bus: Bus, stations: readonly string[], feeds: readonly Asked[]): Promise<Marks> {
    const marks = new Marks(bus);
    for (const name of stations.flatMap((id) => feeds.map(({ text }) => `${id} ${text}`))) {
      const entry = await bus.marks.get(keyOf(name));
      if (entry?.operation === "PUT") marks.#marks.set(name, entry.string());
    }
    return marks;
  }

  mark(name: string): string | undefined {
    return this.#marks.get(name);
  }

  async setMark(name: string, mark: string): Promise<void> {
    await this.#bus.marks.put(keyOf(name), mark);
    this.#marks.set(name, mark);
  }
}

const keyOf = (name: string) => createHash("sha256").update(name).digest("base64url");
