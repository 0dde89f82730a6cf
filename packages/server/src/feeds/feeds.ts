import {
  type Feed,
  type News,
  type Past,
  type Reading,
  readFeed,
  type Sink,
  type Status,
  type WantedFeed,
} from "@hullwatch/feeds";
import type { Logger } from "pino";
import type { Clock } from "../clock/index.ts";
import { isTraining } from "../ground/index.ts";
import { severityOf } from "../logbook/index.ts";
import type { Metrics } from "../metrics/index.ts";
import type { Records, StoredEvent } from "../records/index.ts";
import { RowCheck, type StationRun, type Stations } from "../stations/index.ts";

/** A feed as the API shows it; `status` is null while its station is not held here. */
export interface FeedView {
  readonly kind: string;
  readonly status: Status | null;
}

/** A feed as it was asked for: under its text its mark is kept. */
export interface Asked {
  readonly text: string;
  readonly wanted: WantedFeed;
}

/** Reads feeds as `hullwatch serve --feed` takes them. Throws what `readFeed` throws. */
export const wantedFeeds = (feeds: readonly string[]): readonly Asked[] =>
  feeds.map((text) => ({ text, wanted: readFeed(text) }));

export interface FeedsOptions {
  readonly records: Records;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** (ms) How often is looked for a station, or a file of one, that was put anew. */
const lookEvery = 1000;
/** Rows in one batch of the journal. */
const most = 10_000;

interface Tended extends Asked {
  running: { readonly feed: Feed; readonly epoch: number } | null;
  /** The epoch of the station for which the feed could not be begun. */
  refused: number;
}

/** The feeds of this server: each is begun when its station is held, and anew when the station's file is put anew. */
export class Feeds {
  readonly #options: FeedsOptions;
  readonly #tended: readonly Tended[];
  readonly #stop = new AbortController();
  #stations: Stations | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(asked: readonly Asked[], options: FeedsOptions) {
    this.#options = options;
    this.#tended = asked.map((one) => ({ ...one, running: null, refused: 0 }));
  }

  /** Begins the feeds of all stations that are held. Throws `FeedOptionError` for one that does not fit its station. */
  async start(stations: Stations): Promise<void> {
    this.#stations = stations;
    for (const one of this.#tended) await this.#tend(one);
    if (this.#tended.length > 0) this.#looking = this.#lookNowAndThen();
  }

  of(station: string): readonly FeedView[] {
    return this.#tended
      .filter((one) => this.#stationOf(one) === station)
      .map(({ wanted, running }) => ({ kind: wanted.kind, status: running?.feed.status ?? null }));
  }

  /** Gives what the engine of a station has said to the feeds that take it back. */
  publish(station: string, events: readonly StoredEvent[]): void {
    const told = events
      .filter(({ late }) => !late)
      .map(({ event }) => (event.type === "alarm" ? { severity: severityOf[String(event.kind)], ...event } : event));
    if (told.length === 0) return;
    for (const one of this.#tended) if (this.#stationOf(one) === station) one.running?.feed.publish(told);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#looking;
    await Promise.all(this.#tended.map(({ running }) => running?.feed.stop()));
  }

  /** A feed that names no station is of the one that there is. */
  #stationOf({ wanted }: Tended): string | null {
    if (wanted.station !== null) return wanted.station;
    const ids = (this.#stations?.ids() ?? []).filter((id) => !isTraining(id));
    return ids.length === 1 ? ids[0] : null;
  }

  async #lookNowAndThen(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#options.clock.sleep(lookEvery, signal);
      for (const one of this.#tended) {
        if (signal.aborted) return;
        await this.#tend(one).catch((error: unknown) => this.#refuse(one, error));
      }
    }
  }

  #refuse(one: Tended, error: unknown): void {
    this.#options.logger.error({ feed: one.wanted.kind, err: error }, "a feed cannot be begun on this station");
  }

  async #tend(one: Tended): Promise<void> {
    const id = this.#stationOf(one);
    if (id === null || this.#stations === null || !this.#stations.has(id)) return;
    const run = this.#stations.get(id);
    const { epoch } = run.file;
    if (one.running?.epoch === epoch || one.refused === epoch) return;
    await one.running?.feed.stop();
    one.running = null;
    one.refused = epoch;
    const { clock } = this.#options;
    const { station } = run;
    one.running = {
      feed: one.wanted.start({ station, clock, sink: this.#sink(one, run), past: this.#past(one, run) }),
      epoch,
    };
  }

  #past({ text }: Tended, { id, view }: StationRun): Past {
    return { newest: (parameter) => view.latest[parameter]?.[0], mark: this.#options.records.mark(`${id} ${text}`) };
  }

  #sink({ wanted, text }: Tended, run: StationRun): Sink {
    const { metrics, records, logger } = this.#options;
    const labels = { station: run.id, feed: wanted.kind };
    const check = new RowCheck(run.station);
    return {
      rows: async (readings, mark) => {
        const rows = readings.flatMap((reading) => this.#row(check, labels, reading));
        for (let i = 0; i < rows.length; i += most) await run.accept(rows.slice(i, i + most));
        metrics.rows.inc({ station: run.id }, rows.length);
        if (mark !== undefined) await records.setMark(`${run.id} ${text}`, mark);
      },
      tell: (news) => {
        metrics.feedNews.inc({ ...labels, kind: news.kind });
        logger[loudness[news.kind]]({ ...labels, ...news }, sayings[news.kind]);
      },
    };
  }

  #row(check: RowCheck, { station, feed }: { station: string; feed: string }, { time, parameter, value }: Reading) {
    const row = check.take({ time, parameter, value });
    if (row !== null && !("expected" in row)) return [row];
    const { metrics, logger } = this.#options;
    metrics.rejected.inc({ station });
    if (row !== null)
      logger.warn({ station, feed, parameter, found: row.found, expected: row.expected }, "a row cannot be read");
    return [];
  }
}

const loudness = {
  up: "info",
  heard: "info",
  down: "warn",
  silent: "warn",
  gap: "warn",
  stale: "warn",
  fault: "warn",
} as const satisfies Record<News["kind"], string>;

const sayings: Readonly<Record<News["kind"], string>> = {
  up: "the feed stands",
  heard: "the feed is heard again",
  down: "the feed is lost",
  silent: "the feed stands, and nothing new comes",
  gap: "something is missing from the feed",
  stale: "the feed calls parameters stale",
  fault: "the feed gave something that cannot be used",
};
