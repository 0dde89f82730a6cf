/** What is sent to a server that is killed, and what must be there afterwards. */
import { createEngine, isoTime, toWire } from "@hullwatch/core/engine";
import { second } from "@hullwatch/core/quantity";
import { parseStation } from "@hullwatch/core/station";
import { createReader } from "@hullwatch/feeds/csv";
import type { Answer, Client } from "./testing-serve.ts";

/** The rows of the test are an hour old at most when they are sent. */
export const noLimits = [
  "engine.late_after_s=86400",
  "engine.save_every_s=1",
  "log_level=error",
  "limits.requests_per_min_token=1000000",
].flatMap((one) => ["--set", one]);

export const cabinFile = `hullwatch: station/1
id: cabin
name: A cabin with two gauges
modules: [{id: lab, name: Lab, volume_m3: 100}]
hatches: []
vehicles: [{id: ship, modules: [lab], seat: lab, seats: 3}]
crew: [{id: ann, vehicle: ship, at: lab}]
sensors:
  - {id: P1, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0.01, period_s: 5}
  - {id: P2, quantity: pressure, module: lab, unit: mmHg, sigma: 0.05, step: 0.01, period_s: 5}
`;

const header = "time,parameter,value";

/** An hour of a cabin: gross drops of a few minutes, one after the other, each of which is raised and cleared. */
export class Feed {
  readonly batches: readonly (readonly string[])[];
  readonly acknowledged: string[] = [];
  sent = 0;

  constructor(seconds = 3600, drops = 5) {
    const start = Math.floor(Date.now() / 1000) - seconds - 60;
    const every = seconds / drops;
    let pressure = 750;
    this.batches = Array.from({ length: seconds / 5 }, (_, i) => {
      const t = 5 * i;
      // Two minutes at 6 mmHg/min, and then quiet.
      if (t % every > every / 3 && t % every < every / 3 + 120) pressure -= 0.5;
      const noise = (seed: number) => 0.04 * Math.sin(12.9898 * (t + seed)) * Math.cos(78.233 * t);
      return ["P1", "P2"].map(
        (id, k) => `${isoTime(start + t).replace(".000Z", "Z")},${id},${(pressure + noise(k)).toFixed(2)}`,
      );
    });
  }

  get length(): number {
    return this.batches.length;
  }
  get isOver(): boolean {
    return this.sent >= this.length;
  }

  /** Sends the next batch; one that is not acknowledged is sent again the next time. */
  async next(client: Client, address: string): Promise<void> {
    const batch = this.batches[this.sent];
    try {
      const text = `${[header, ...batch].join("\n")}\n`;
      const { status, body } = await client.ask(address, "POST", "/stations/cabin/rows", text, "text/csv");
      if (status !== 200) return;
      if (body.accepted !== batch.length) throw new Error(`accepted ${body.accepted} of ${batch.length}`);
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
    this.acknowledged.push(...batch);
    this.sent++;
  }
}

interface Told {
  readonly id: string;
  readonly state: string;
  readonly time: string;
  readonly text: string;
}

/** The alarms that an engine tells which is never killed. */
export function referenceAlarms({ batches }: Feed): Told[] {
  const station = parseStation(cabinFile, "cabin.yaml");
  const engine = createEngine(station, { lateness: second(120) });
  const reader = createReader(station, { file: "feed" });
  const inputs = reader.push(`${[header, ...batches.flat()].join("\n")}\n`);
  return inputs
    .flatMap((input) => engine.push(input))
    .flatMap((event) => {
      if (event.type !== "alarm") return [];
      const { id, state, time, text } = toWire(event) as unknown as Told;
      return [{ id, state, time, text }];
    });
}

/** The alarms that a server has told, once its engine has taken everything in. */
export async function alarmsOf(client: Client, address: string): Promise<Told[]> {
  for (let waiting = 1; waiting > 0; ) {
    const { body } = await client.ask(address, "GET", "/stations/cabin/state");
    waiting = body.waiting ?? 1;
  }
  const told: Told[] = [];
  for (let after = 0; ; ) {
    const { body } = await client.ask(address, "GET", `/stations/cabin/events?types=alarm&limit=1000&after=${after}`);
    told.push(...body.events.map(({ alarm: id, state, time, text }: Answer) => ({ id, state, time, text })));
    if (!body.more) return told;
    after = body.next;
  }
}

/** One who writes notes to an incident, again and again until each is acknowledged. */
export class Writer {
  readonly acknowledged: string[] = [];
  readonly #client: Client;
  readonly #name: string;
  readonly #address: () => string;

  constructor(client: Client, name: string, address: () => string) {
    this.#client = client;
    this.#name = name;
    this.#address = address;
  }

  async write(count: number, isOver = () => false): Promise<void> {
    for (let i = 0; i < count && !isOver(); ) {
      const key = `${this.#name} ${i}`;
      const entry = { key, incident: "leak", kind: "note", body: { text: `note ${i} of ${this.#name}` } };
      const answer = await this.#client.ask(this.#address(), "POST", "/stations/cabin/log", entry).catch(() => null);
      if (answer?.status === 201) {
        this.acknowledged.push(key);
        i++;
      } else if (answer !== null && answer.status < 500) throw new Error(JSON.stringify(answer.body));
      // Slow enough that it is killed in the midst of it, many times.
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  /** The whole log of the incident, in its order. */
  async readAll(): Promise<{ key: string; id: string }[]> {
    const all: { key: string; id: string }[] = [];
    for (let after = ""; ; ) {
      const { body } = await this.#client.ask(
        this.#address(),
        "GET",
        `/stations/cabin/log?incident=leak&limit=50${after}`,
      );
      all.push(
        ...body.entries.map(({ entry }: Answer) => ({
          key: entry.key,
          id: `${entry.centre}:${entry.seq} ${entry.hash}`,
        })),
      );
      if (!body.more) return all;
      after = `&after=${all.at(-1)!.id.split(" ")[0]}`;
    }
  }
}
