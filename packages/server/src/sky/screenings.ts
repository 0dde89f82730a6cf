/** Element sets of each station, and what of them comes near: worked out in a thread when they come, and kept. */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScreenAnswer } from "@hullwatch/core/cause";
import type { Fault } from "@hullwatch/core/document";
import type { Phrase } from "@hullwatch/core/phrase";
import { Thread } from "../threads/index.ts";
import { toldOf } from "../told/index.ts";
import type { Order, ReadElements, Screened } from "./thread.ts";

/** What is known of the element sets of a station. */
export interface Elements {
  readonly name: string;
  readonly hash: string;
  /** ISO 8601 UTC. */
  readonly received: string;
  readonly by: string;
  readonly objects: number;
  /** Element sets that were left out; the first 100 of their faults, and how many there are. */
  readonly faults: readonly Fault[];
  readonly fault_count: number;
  readonly state: "screening" | "done" | "failed";
  readonly why: string | null;
  /** The same for those who say it in another language, where it is known in parts. */
  readonly why_says?: Phrase;
  readonly screening: ScreenAnswer | null;
}

/** (days) How far ahead is looked; (s) again after a day. */
const [days, again] = [7, 86_400];

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

export class Screenings {
  readonly #folder: string;
  readonly #onFault: (error: unknown) => void;
  readonly #elements = new Map<string, Elements>();
  readonly #running = new Map<string, Promise<void>>();
  /** Those that a server was screening when it ended. */
  readonly #cutShort = new Set<string>();
  #thread: Thread<Order> | null = null;
  #ended = false;

  /** `onFault` is told of what cannot be kept. */
  constructor(folder: string, onFault: (error: unknown) => void) {
    this.#folder = folder;
    this.#onFault = onFault;
  }

  /** Takes up what was kept. */
  async open(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [] as string[]);
    for (const name of names.filter((one) => one.endsWith(".json"))) {
      const kept = JSON.parse(await readFile(join(this.#folder, name), "utf8")) as Elements;
      const id = name.slice(0, -".json".length);
      this.#elements.set(id, kept);
      if (kept.state === "screening") this.#cutShort.add(id);
    }
  }

  of(station: string): Elements | null {
    return this.#elements.get(station) ?? null;
  }

  /**
   * Takes element sets in place of those before; resolves once they are read and on the disk, and screens them from `now` (s, UNIX time)
   * on after that. Throws the faults of what cannot be read, and keeps what was there.
   */
  async give(
    station: { id: string; file: string },
    name: string,
    text: string,
    by: string,
    now: number,
  ): Promise<Elements> {
    const { id, file } = station;
    const read = (await this.#ask({ kind: "read", file, name, text })) as ReadElements;
    const elements: Elements = {
      ...{ name, hash: hashOf(text), received: new Date(now * 1000).toISOString(), by },
      ...{ ...read, state: "screening", why: null, screening: null },
    };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#write(`${id}.elements`, text);
    await this.#keep(id, elements);
    this.#begin(station, elements, text, now);
    return elements;
  }

  /** Screens again at `now` (s, UNIX time) what was last screened a day ago, or was cut short. */
  look(station: { id: string; file: string }, now: number): void {
    const { id } = station;
    const elements = this.#elements.get(id);
    if (elements === undefined || this.#running.has(id)) return;
    const { state, screening } = elements;
    const isOld = screening !== null && Date.parse(screening.from) / 1000 + again < now;
    if (this.#cutShort.delete(id) || (state === "done" && isOld)) this.#begin(station, elements, null, now);
  }

  /** Resolves when what was being screened is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async stop(): Promise<void> {
    this.#ended = true;
    await this.#thread?.stop();
    await this.idle();
  }

  /** One after the other; `text` is read anew where it is null. */
  #begin({ id, file }: { id: string; file: string }, elements: Elements, text: string | null, from: number): void {
    const orderOf = async (): Promise<Order> => {
      const own = text ?? (await readFile(join(this.#folder, `${id}.elements`), "utf8"));
      return { kind: "screen", file, name: elements.name, text: own, from, days };
    };
    const before = this.#running.get(id) ?? Promise.resolve();
    const running = before.then(() => this.#screen(id, elements, orderOf)).catch(this.#onFault);
    this.#running.set(id, running);
    void running.then(() => {
      if (this.#running.get(id) === running) this.#running.delete(id);
    });
  }

  async #screen(id: string, elements: Elements, orderOf: () => Promise<Order>): Promise<void> {
    let next: Elements;
    try {
      const order = await orderOf();
      const { screening } = (await this.#ask(order)) as Screened;
      next = { ...elements, state: "done", screening };
    } catch (error) {
      if (this.#ended) return;
      const { says } = toldOf(error);
      const why = error instanceof Error ? error.message : String(error);
      next = { ...elements, state: "failed", why, ...(says && { why_says: says }) };
    }
    // Newer ones may have come meanwhile.
    if (this.#elements.get(id)?.hash === elements.hash) await this.#keep(id, next);
  }

  async #keep(id: string, elements: Elements): Promise<void> {
    this.#elements.set(id, elements);
    await this.#write(`${id}.json`, JSON.stringify(elements));
  }

  async #write(name: string, text: string): Promise<void> {
    const path = join(this.#folder, name);
    await writeFile(`${path}.part`, text, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }

  #ask(order: Order): Promise<unknown> {
    this.#thread ??= new Thread<Order>(new URL("./thread.ts", import.meta.url), () => {
      this.#thread = null;
    });
    return this.#thread.ask(order);
  }
}
