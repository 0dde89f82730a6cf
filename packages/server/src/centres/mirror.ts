import type { Log } from "@hullwatch/log";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../clock/index.ts";
import type { Records } from "../records/index.ts";
import { keepConnected } from "./connection.ts";
import { everyFile, fetchFile, fileOf, type Way } from "./files.ts";
import type { Alive } from "./outbox.ts";
import type { LinkSettings } from "./settings.ts";
import { aliveSubject, demandOwner, logInfo, logStream, readOn } from "./stream.ts";

/** (ms) A centre whose NATS answers, and whose server says nothing for so long, is silent. */
const silentAfter = 5000;
/** (ms) How often a file is asked for again that the centre had not yet. */
const askAgain = 10_000;

/** How another centre stands to this one. */
export interface LinkStatus {
  readonly centre: string;
  /** `cut`: its NATS is not reached; `silent`: it is, and the server there is not heard. */
  readonly state: "up" | "silent" | "cut";
  /** (ms) Up: since then; else the last sign of life. */
  readonly since: number;
  readonly why: string | null;
  /** Entries that it has and that are not here yet, as far as known; null while it is cut off. */
  readonly behind: number | null;
  /** Files that entries speak of and that are not here yet. */
  readonly files: number;
  /** Whether it takes in what is written here, as it says; null while it is not heard. */
  readonly hearsUs: boolean | null;
  /** (s) How far its clock is ahead of ours, less the time on the way; null before it was heard. */
  readonly clockAhead: number | null;
  /** Entries taken in from it since the start. */
  readonly taken: number;
}

export interface MirrorOptions {
  readonly link: LinkSettings;
  readonly log: Log;
  readonly records: Records;
  readonly clock: Clock;
  readonly onState: (state: "up" | "cut", why: string | null) => void;
  readonly onRefused: (id: string, reason: string) => void;
  readonly onFile: (sha256: string) => void;
}

/**
 * Takes in what another centre has of the log, from that centre's own stream, as it grows. How far it has come is kept here, after
 * what was read is on the disk: nothing is lost, and what comes twice is known already.
 */
export class Mirror {
  readonly #options: MirrorOptions;
  readonly #markName: string;
  #upSince: number | null = null;
  #heard: number | null = null;
  readonly #begun: number;
  #why: string | null = "not yet connected";
  #behind = 0;
  #alive: Alive | null = null;
  #clockAhead: number | null = null;
  #taken = 0;
  readonly #wanted = new Set<string>();
  #wake = () => {};
  #isCaughtUp = false;

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#markName = `centre ${options.link.centre}`;
    this.#begun = options.clock.now();
  }

  /** All that it had when first reached is here. */
  get isSettled(): boolean {
    return this.#isCaughtUp;
  }

  get isConnected(): boolean {
    return this.#upSince !== null;
  }

  get status(): LinkStatus {
    const { clock, link, log } = this.#options;
    const isUp = this.#upSince !== null;
    const lastLife = this.#heard ?? this.#begun;
    const isSilent = clock.now() - Math.max(lastLife, this.#upSince ?? 0) > silentAfter;
    return {
      centre: link.centre,
      state: isUp ? (isSilent ? "silent" : "up") : "cut",
      since: this.#upSince === null || isSilent ? lastLife : this.#upSince,
      why: this.#why,
      behind: isUp ? this.#behind : null,
      files: this.#wanted.size,
      hearsUs: isUp && !isSilent ? (this.#alive?.hears[log.centre] ?? null) : null,
      clockAhead: this.#clockAhead,
      taken: this.#taken,
    };
  }

  async run(signal: AbortSignal): Promise<void> {
    const { link, clock } = this.#options;
    await keepConnected({
      ...{ address: link.address, clock, signal },
      work: (connection, over) => this.#work(connection, over),
      lost: (why) => this.#cut(why),
    });
  }

  #cut(why: string): void {
    const wasUp = this.#upSince !== null;
    this.#upSince = null;
    const isNew = this.#why !== why;
    this.#why = why;
    if (wasUp || isNew) this.#options.onState("cut", why);
  }

  async #work(connection: NatsConnection, over: AbortSignal): Promise<void> {
    const { link, clock } = this.#options;
    const manager = await jetstreamManager(connection);
    const found = await logInfo(manager);
    if (found === null) {
      this.#isCaughtUp = true;
      throw new Error("it has no log yet");
    }
    const { config, state, created } = found;
    demandOwner({ config }, link.centre);
    const from = this.#from(created, state.last_seq);
    this.#upSince = clock.now();
    this.#why = null;
    this.#behind = Math.max(0, state.last_seq - from + 1);
    this.#options.onState("up", null);
    this.#isCaughtUp ||= this.#behind === 0;
    this.#hear(connection);
    await Promise.all([this.#fetchFiles(connection, over), this.#read(connection, created, from, over)]);
  }

  async #read(connection: NatsConnection, created: string, from: number, over: AbortSignal): Promise<void> {
    const { records } = this.#options;
    await readOn(connection, { stream: logStream, from }, over, async (messages, behind) => {
      await this.#take(messages.map(({ data }) => Buffer.from(data).toString("utf8")));
      await records.setMark(this.#markName, JSON.stringify({ created, seq: messages.at(-1)?.seq }));
      this.#behind = behind;
      this.#isCaughtUp ||= behind === 0;
      return true;
    });
    if (!over.aborted) throw new Error("the stream has ended");
  }

  /** The number of the first message that was not had; of a stream that was made anew, or has lost its end, all of them. */
  #from(created: string, last: number): number {
    const mark = this.#options.records.mark(this.#markName);
    const had = mark === undefined ? null : (JSON.parse(mark) as { created: string; seq: number });
    return had !== null && had.created === created && had.seq <= last ? had.seq + 1 : 1;
  }

  async #take(texts: readonly string[]): Promise<void> {
    const { log, onRefused, link } = this.#options;
    const entries = texts.flatMap((text) => {
      try {
        return [JSON.parse(text) as unknown];
      } catch {
        onRefused(link.centre, "it is no JSON");
        return [];
      }
    });
    const { taken, refused } = await log.takeIn(entries);
    this.#taken += taken.length;
    for (const { id, reason } of refused) onRefused(id, reason);
    for (const { entry } of taken) {
      const sha256 = fileOf(entry);
      if (sha256 === null || (await log.files.has(sha256))) continue;
      this.#wanted.add(sha256);
      this.#wake();
    }
  }

  #hear(connection: NatsConnection): void {
    const { clock, link } = this.#options;
    connection.subscribe(aliveSubject(link.centre), {
      callback: (error, message) => {
        const said = error === null ? aliveOf(message.string()) : null;
        if (said === null) return;
        this.#alive = said;
        this.#heard = clock.now();
        this.#clockAhead = (said.now - this.#heard) / 1000;
      },
    });
  }

  async #fetchFiles(connection: NatsConnection, over: AbortSignal): Promise<void> {
    const { log, clock, onRefused } = this.#options;
    const manager = await jetstreamManager(connection);
    for (const sha256 of await everyFile(log)) if (!(await log.files.has(sha256))) this.#wanted.add(sha256);
    while (!over.aborted) {
      const woken = new AbortController();
      this.#wake = () => woken.abort();
      for (const sha256 of [...this.#wanted]) {
        if (over.aborted) return;
        await this.#fetch({ connection, manager, files: log.files }, sha256, over).catch((error: unknown) => {
          if (over.aborted) return;
          // One that is too large here, or not what its name says, is asked for again when the link is made anew.
          this.#wanted.delete(sha256);
          onRefused(`file ${sha256}`, error instanceof Error ? error.message : String(error));
        });
      }
      await clock.sleep(askAgain, AbortSignal.any([woken.signal, over]));
    }
  }

  async #fetch(way: Way, sha256: string, over: AbortSignal): Promise<void> {
    if (!(await way.files.has(sha256)) && !(await fetchFile(way, sha256, over))) return;
    this.#wanted.delete(sha256);
    this.#options.onFile(sha256);
  }
}

/** What a centre says of itself; null where it is nothing of the kind. */
function aliveOf(text: string): Alive | null {
  try {
    const said = JSON.parse(text) as Partial<Alive> | null;
    const isSound = typeof said?.now === "number" && typeof said.hears === "object" && said.hears !== null;
    return isSound ? (said as Alive) : null;
  } catch {
    return null;
  }
}
