/** How is the server itself doing: measures for Prometheus. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CentresStatus } from "../centres/index.ts";

/** What is asked when somebody looks. */
export interface Watched {
  /** Streams that are open. */
  readonly listeners: () => number;
  /** Rows accepted that no engine has taken yet, by station. */
  readonly waiting: () => Iterable<readonly [station: string, rows: number]>;
  /** (s) Age of the newest row, by station. */
  readonly age: () => Iterable<readonly [station: string, seconds: number]>;
  /** The last position of the journal. */
  readonly journal: () => number;
  readonly ready: () => boolean;
  /** The other control centres; null where there are none. */
  readonly centres?: () => CentresStatus | null;
}

export class Metrics {
  readonly #registry = new Registry();
  readonly rows: Counter<"station">;
  readonly rejected: Counter<"station">;
  readonly events: Counter<"station" | "type">;
  readonly faults: Counter<"station">;
  readonly slow: Counter;
  readonly feedNews: Counter<"station" | "feed" | "kind">;
  readonly requests: Histogram<"method" | "route" | "status">;

  constructor(watched: Watched) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
      new Counter({ name, help, labelNames, registers });
    this.rows = counter("hullwatch_rows_total", "Rows accepted", ["station"]);
    this.rejected = counter("hullwatch_rows_rejected_total", "Rows that could not be read", ["station"]);
    this.events = counter("hullwatch_events_total", "Events that engines told", ["station", "type"]);
    this.faults = counter("hullwatch_engine_faults_total", "Rows that an engine could not take", ["station"]);
    this.slow = counter("hullwatch_streams_dropped_total", "Streams dropped because they were read too slowly", []);
    this.feedNews = counter(
      "hullwatch_feed_news_total",
      "What feeds said beside their rows: up, down, silent, heard, gap, stale, fault",
      ["station", "feed", "kind"],
    );
    this.requests = new Histogram({
      name: "hullwatch_request_seconds",
      help: "Time to answer a request",
      labelNames: ["method", "route", "status"],
      registers,
    });
    const gauge = <L extends string>(name: string, help: string, labelNames: L[], collect: (gauge: Gauge<L>) => void) =>
      new Gauge({
        name,
        help,
        labelNames,
        registers,
        collect() {
          this.reset();
          collect(this);
        },
      });
    gauge("hullwatch_streams", "Streams that are open", [], (g) => g.set(watched.listeners()));
    gauge("hullwatch_journal_position", "Batches accepted since the beginning", [], (g) => g.set(watched.journal()));
    gauge("hullwatch_ready", "1 where every request can be answered", [], (g) => g.set(watched.ready() ? 1 : 0));
    gauge("hullwatch_rows_waiting", "Rows accepted that the engine has not taken yet", ["station"], (g) => {
      for (const [station, rows] of watched.waiting()) g.set({ station }, rows);
    });
    gauge("hullwatch_feed_age_seconds", "Age of the newest row, by its own time", ["station"], (g) => {
      for (const [station, age] of watched.age()) g.set({ station }, age);
    });
    const ofCentres = (name: string, help: string, value: (link: CentresStatus["links"][number]) => number | null) =>
      gauge(name, help, ["centre"], (g) => {
        for (const link of watched.centres?.()?.links ?? []) {
          const found = value(link);
          if (found !== null) g.set({ centre: link.centre }, found);
        }
      });
    ofCentres("hullwatch_centre_up", "1 where a control centre is heard", ({ state }) => (state === "up" ? 1 : 0));
    ofCentres(
      "hullwatch_centre_behind",
      "Entries that a control centre has and that are not here",
      (one) => one.behind,
    );
    ofCentres("hullwatch_centre_taken", "Entries taken in from a control centre since the start", (one) => one.taken);
    gauge("hullwatch_log_unsent", "Entries that the own NATS has not yet", [], (g) => {
      const status = watched.centres?.() ?? null;
      if (status !== null) g.set(status.own.unsent);
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
