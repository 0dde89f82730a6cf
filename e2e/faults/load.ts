/** Telemetry of a few cabins with holes in them, ten times as fast as it was, into the stream that `hullwatch ingest` reads. */
import { type Bus, openBus } from "../../packages/server/src/fleet/bus.ts";

/** (s) Of the story, between two readings. */
const period = 5;
/** (ms) Between two readings; a tenth of the story's. */
const every = 500;
export const sensors = ["P1", "P2"];

export const cabinText = (id: string) => `hullwatch: station/1
id: ${id}
name: A cabin with two gauges
modules: [{id: lab, name: Lab, volume_m3: 100}]
hatches: []
vehicles: [{id: ship, modules: [lab], seat: lab, seats: 3}]
crew: [{id: ann, vehicle: ship, at: lab}]
sensors:
  - {id: P1, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0, period_s: ${period}}
  - {id: P2, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0, period_s: ${period}}
`;

/** What gauge `i` of cabin `of` reads: air is lost at 6 mmHg/min for a while, and let in again, another time for each cabin. */
export function reading(nth: number, of: number, i: number): string {
  const t = (nth * period + 140 * of) % 1200;
  const lost = t < 300 ? 0 : t < 700 ? (t - 300) * 0.1 : Math.max(0, 40 - (t - 700) * 0.2);
  return (750 - lost + 0.03 * Math.sin(nth * 1.7 + i + of)).toFixed(3);
}

export class Load {
  readonly stations: readonly string[];
  readonly #start = Math.floor(Date.now() / 1000);
  readonly #source: Bus;
  #nth = 0;
  #running: Promise<void> | null = null;
  #stopped = false;
  /** Times as many readings as usual. */
  flood = 1;

  private constructor(source: Bus, stations: readonly string[]) {
    this.#source = source;
    this.stations = stations;
  }

  /** A source of its own, which nobody kills: what it holds is what there is to lose. */
  static async begin(url: string, stations: readonly string[]): Promise<Load> {
    const source = await openBus({ url, replicas: 1, partitions: 1, days: 1, name: "source" });
    await source.manager.streams.add({ name: "CABINS", subjects: ["cabins.>"] });
    return new Load(source, stations);
  }

  /** Readings sent so far, of each gauge of each station. */
  get sent(): number {
    return this.#nth;
  }

  /** (s) Of the newest reading. */
  get newest(): number {
    return this.#start + (this.#nth - 1) * period;
  }

  start(): void {
    this.#running = this.#run();
    // Whoever stops it hears of what went wrong; until then it must not end the process.
    this.#running.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async close(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
    await this.#source.close();
  }

  /** How many messages of the source nobody has acknowledged yet. */
  async waiting(): Promise<number> {
    let waiting = 0;
    for await (const { num_pending, num_ack_pending } of this.#source.manager.consumers.list("CABINS"))
      waiting += num_pending + num_ack_pending;
    return waiting;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      for (let i = 0; i < this.flood; i++) await this.#send();
      await new Promise((resolve) => setTimeout(resolve, every));
    }
  }

  async #send(): Promise<void> {
    const nth = this.#nth;
    const time = this.#start + nth * period;
    await Promise.all(
      this.stations.map((station, of) => {
        const rows = sensors.map((name, i) => ({ time, parameter: name, value: Number(reading(nth, of, i)) }));
        return this.#publish(`cabins.${station}`, JSON.stringify(rows), `${station} ${nth}`);
      }),
    );
    this.#nth++;
  }

  /** A source that is slow to answer, on a machine that has much to do, is asked again: it knows the message by its id. */
  async #publish(subject: string, text: string, msgID: string): Promise<void> {
    for (let left = 20; ; left--) {
      try {
        await this.#source.js.publish(subject, text, { msgID });
        return;
      } catch (error) {
        if (left === 0 || this.#stopped) throw error;
      }
    }
  }
}
