import { second } from "@hullwatch/core/quantity";
import type { Link, Source, SourceRow } from "../feed/index.ts";
import { fields, items, timeItem, yearItem } from "./items.ts";
import { stationTime } from "./station-time.ts";
import { acquired, qualityOf } from "./status-class.ts";
import { TlcpClient, type Update } from "./tlcp.ts";

export interface IssliveOptions {
  readonly url: URL;
  /** (ms) Older by its own time than this when it comes, and a value is memory that was sent again. */
  readonly oldest: number;
}

const asked = [...items.map(({ item }) => item), timeItem, yearItem];
const [timePlace, yearPlace] = [items.length, items.length + 1];

/** NASA's public telemetry of the International Space Station. */
export class Isslive implements Source {
  readonly #client: TlcpClient;
  readonly #oldest: number;
  #year: number | null = null;
  /** Whether the station's signal is acquired; null before that was said. */
  #isHeard: boolean | null = null;

  constructor({ url, oldest }: IssliveOptions) {
    this.#oldest = oldest;
    // One a second: the onboard time alone would come 25 times.
    this.#client = new TlcpClient(url, { adapterSet: "ISSLIVE", items: asked, fields, frequency: 1 });
  }

  async run(link: Link, signal: AbortSignal): Promise<void> {
    await this.#client.run(
      {
        subscribed: () => link.up(),
        updates: async (updates) => {
          const rows = updates.map((update) => this.#take(update, link)).filter((row) => row !== null);
          if (rows.length > 0) await link.rows(rows);
        },
        overflow: (item, lost) => link.gap(`${asked[item]}: the server dropped ${lost} updates`, lost),
        fault: (why) => link.fault(why),
      },
      link.clock,
      signal,
    );
  }

  #take({ item, fields: [stamp, value, status], isMemory }: Update, link: Link): SourceRow | null {
    if (item === yearPlace) this.#takeYear(value, link);
    else if (item === timePlace) this.#takeSignal(status, link);
    // What the server remembers may be weeks old and look fresh: only a second update is the station speaking.
    else if (!isMemory) return this.#rowOf(item, stamp, value, status, link);
    return null;
  }

  #takeYear(value: string | null, link: Link): void {
    const year = Number(value);
    if (Number.isInteger(year) && year >= 1998 && year < 2200) this.#year = year;
    else link.fault(`${yearItem}: found "${value}", expected a year`);
  }

  #takeSignal(status: string | null, link: Link): void {
    const isHeard = status === acquired;
    if (this.#isHeard === isHeard) return;
    this.#isHeard = isHeard;
    if (!isHeard) link.stale(parameters, `the station's signal is lost (${timeItem} has status ${status})`);
  }

  #rowOf(
    place: number,
    stamp: string | null,
    value: string | null,
    status: string | null,
    link: Link,
  ): SourceRow | null {
    const { item, parameter, unit } = items[place];
    const now = link.clock.now();
    const time = stationTime(stamp === null || stamp === "" ? Number.NaN : Number(stamp), this.#year, now);
    if (Number.isNaN(time)) {
      link.fault(`${item}: found TimeStamp "${stamp}", expected hours into the year`);
      return null;
    }
    if (now - time > this.#oldest) {
      const age = Math.round((now - time) / 1000);
      link.stale([parameter], `${item} was sent with a time ${age} s before that of this machine`);
      return null;
    }
    const number = value === null || value.trim() === "" ? Number.NaN : Number(value);
    const quality = Number.isFinite(number) ? qualityOf(status) : "bad";
    return { time: second(time / 1000), name: parameter, value: number, unit, quality };
  }
}

const parameters = items.map(({ parameter }) => parameter);
