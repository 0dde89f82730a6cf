import type { Link, Source, SourceRow, Told } from "../feed/index.ts";
import { archived, type Wanted } from "./archive.ts";
import { type Credentials, YamcsError, YamcsHttp } from "./http.ts";
import { Publisher } from "./publisher.ts";
import { Subscription } from "./subscription.ts";
import { type Fields, readValue, unitOf } from "./value.ts";

export interface YamcsOptions {
  readonly url: URL;
  readonly instance: string;
  readonly processor: string;
  /** (ms) The archive is asked for no more than this. */
  readonly backFill: number;
  /** Space system of local parameters that are set; null to set none. */
  readonly space: string | null;
  readonly alarms: boolean;
  readonly credentials: Credentials | null;
}

/** (ms) Between two questions for a sign of life, and how long one may take. */
const [askEvery, patienceMs] = [30_000, 10_000];
/** Live rows that may wait while the archive is read. */
const mostWaiting = 100_000;

/** Parameters of a Yamcs server, with what its archive has of the time in which nobody listened. */
export class Yamcs implements Source {
  readonly #options: YamcsOptions;
  readonly #http: YamcsHttp;
  readonly #publisher: Publisher;

  constructor(options: YamcsOptions) {
    this.#options = options;
    this.#http = new YamcsHttp(options.url, options.credentials);
    this.#publisher = new Publisher(this.#http, options);
  }

  publish(events: readonly Told[]): void {
    this.#publisher.publish(events);
  }

  async run(link: Link, outer: AbortSignal): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([outer, over.signal]);
    try {
      await this.#http.signIn(signal);
      const units = await this.#units(link, signal);
      await this.#follow(link, units, signal);
    } catch (error) {
      if (!outer.aborted) throw error;
    } finally {
      over.abort();
    }
  }

  /** Units of the mission database, by the name of the parameter; one that it does not have is told. */
  async #units(link: Link, signal: AbortSignal): Promise<ReadonlyMap<string, string | null>> {
    const units = new Map<string, string | null>();
    for (const name of link.names.asked) {
      try {
        units.set(name, unitOf(await this.#http.get(`api/mdb/${this.#options.instance}/parameters${name}`, signal)));
      } catch (error) {
        if (!(error instanceof YamcsError) || error.status !== 404) throw error;
        link.fault(error.message);
      }
    }
    return units;
  }

  async #follow(link: Link, units: ReadonlyMap<string, string | null>, signal: AbortSignal): Promise<void> {
    const names = [...units.keys()];
    if (names.length === 0) throw new Error("found none of the parameters that were asked for, expected one");
    // Live rows wait until the past has been handed on, so that the engine sees them in order.
    let waiting: SourceRow[] | null = [];
    const subscription = new Subscription(this.#http.socket, this.#http.headers, {
      fault: (why) => link.fault(why),
      invalid: (all) => link.fault(`Yamcs does not know ${all.join(", ")}`),
      value: (name, value) => {
        const row = this.#rowOf(name, value, units.get(name) ?? null, link);
        if (row === null) return;
        if (waiting === null) link.offer([row]);
        else if (waiting.length < mostWaiting) waiting.push(row);
        else subscription.close();
      },
    });
    const end = () => subscription.close();
    signal.addEventListener("abort", end);
    try {
      await subscription.open(this.#options.instance, this.#options.processor, names);
      await Promise.race([this.#fillBack(link, units, signal), subscription.ended]);
      if (waiting.length > 0) await link.rows(waiting.sort((a, b) => a.time - b.time));
      waiting = null;
      link.up();
      const publishing = this.#publisher.run((why) => link.fault(why), signal);
      await Promise.race([subscription.ended, publishing, this.#lives(link, signal)]);
    } finally {
      signal.removeEventListener("abort", end);
      subscription.close();
    }
  }

  /** A WebSocket that nothing comes by may be dead: Yamcs is asked now and then for a sign of life. Throws where none comes. */
  async #lives(link: Link, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await link.clock.sleep(askEvery, signal);
      if (signal.aborted) return;
      const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      await this.#http.get(`api/instances/${this.#options.instance}`, patience).catch((error: unknown) => {
        // Whatever it answers, it answers.
        if (!(error instanceof YamcsError)) throw error;
      });
    }
  }

  /** What the archive has since the newest row that is kept. */
  async #fillBack(link: Link, units: ReadonlyMap<string, string | null>, signal: AbortSignal): Promise<void> {
    const now = link.clock.now() / 1000;
    const { backFill, instance } = this.#options;
    if (backFill === 0) return;
    const earliest = now - backFill / 1000;
    const wanted = [...units].map(([name, unit]): Wanted => {
      const parameter = link.names.parameterOf(name);
      const newest = parameter === null ? undefined : link.past.newest(parameter);
      if (newest !== undefined && newest < earliest)
        link.gap(`${name}: nothing before the last ${backFill / 3_600_000} h is asked for`, null);
      return { name, unit, from: Math.max(newest ?? earliest, earliest) };
    });
    // A clock of Yamcs that is ahead of ours has values later than our now.
    for await (const rows of archived(this.#http, instance, wanted, now + 3600, (why) => link.fault(why), signal))
      await link.rows(rows);
  }

  #rowOf(name: string, value: Fields, unit: string | null, link: Link): SourceRow | null {
    const read = readValue(name, value, unit);
    if ("row" in read) return read.row;
    if ("expired" in read) link.stale([name], `${name} has expired`);
    else link.fault(read.fault);
    return null;
  }
}
