import { isTwice } from "@hullwatch/core/cause";
import { DocumentError, type Fault, faultOf } from "@hullwatch/core/document";
import { phrase } from "@hullwatch/core/phrase";
import { type Author, type Body, idOf, type Stored } from "@hullwatch/log";
import type { Logger } from "pino";
import type { Clock, StationClocks } from "../clock/index.ts";
import type { Logbook } from "../logbook/index.ts";
import type { Events } from "../records/index.ts";
import type { Held, HeldStations } from "../stations/index.ts";
import { ThreadError } from "../threads/index.ts";
import { isAboutApproach, messagePlace, tellings } from "./alarms.ts";
import { type Approaching, answerOf, approachesOf, wantedAlarms } from "./approach.ts";
import { MessageError } from "./errors.ts";
import { Folders, type Watched } from "./folder.ts";
import { Known } from "./known.ts";
import { looksLikeMessage, readMessage } from "./message.ts";
import { largest, refusedBody, type Unusable } from "./refused.ts";
import { hashOf, Screenings } from "./screenings.ts";
import type { Given, SkyView } from "./types.ts";

export interface SkyOptions {
  readonly logbook: Logbook;
  readonly events: Events;
  readonly stations: HeldStations;
  /** By which approaches come and pass. */
  readonly clocks: StationClocks;
  readonly machine: Clock;
  /** Where element sets are kept. */
  readonly folder: string;
  readonly watched: readonly Watched[];
  readonly logger: Logger;
}

/** (ms) How often is looked whether an approach is past or a message late; into folders every fourth time. */
const lookEvery = 1000;
const foldersEvery = 4;

/** Messages and element sets about all stations: what was given, what follows, and the alarms of it. */
export class Sky {
  readonly #options: SkyOptions;
  readonly #known = new Known();
  readonly #screenings: Screenings;
  readonly #folders: Folders;
  readonly #stop = new AbortController();
  #looking: Promise<void> = Promise.resolve();
  #isStarted = false;
  #telling: Promise<void> = Promise.resolve();

  constructor(options: SkyOptions) {
    this.#options = options;
    this.#screenings = new Screenings(options.folder, (error) =>
      options.logger.error({ err: error }, "what was screened cannot be kept"),
    );
    this.#folders = new Folders(options.watched, {
      onFile: (station, name, text) => this.#fromFolder(station, name, text),
      onFault: ({ station, folder }, name, error) =>
        options.logger.warn({ station, folder, name, err: error }, "a file about approaches cannot be used"),
    });
  }

  /** Takes entries of the log, in the order in which they came. */
  take(entries: readonly Stored[]): void {
    const fresh = entries.filter((stored) => this.#known.take(stored, this.#now(stored.entry.station)));
    const stations = new Set(fresh.map(({ entry }) => entry.station));
    if (this.#isStarted) for (const station of stations) void this.#tellSoon(station);
  }

  /** Begins to tell, once every station is held: what was not told before the last end first. */
  async start(): Promise<void> {
    await this.#screenings.open();
    this.#isStarted = true;
    await this.looked();
    this.#looking = this.#lookNowAndThen();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#looking;
    await this.#telling;
    await this.#screenings.stop();
  }

  /**
   * Takes a text that somebody gave about a station: a Conjunction Data Message, or element sets. A message is in the log, and what follows
   * from it told, once this resolves. Throws `MessageError` for one that cannot be used, and what core throws of element sets of which none can:
   * both are kept in the log.
   */
  async give(station: string, name: string, text: string, author: Author): Promise<Given> {
    const run = this.#options.stations.get(station);
    const { cdm, text: summary, says, fault, faults } = this.#read(run, name, text);
    if (fault !== null) {
      const entry = await this.#refuse(station, name, text, author, { fault, faults });
      throw new MessageError(`Cannot be read: ${fault}. Kept in the log as ${entry}.`, faults);
    }
    if (cdm === null) return this.#giveElements(run, name, text, author);
    const body = { name, message: text, text: summary, ...(says && { says }) };
    const entry = await this.#once(station, author, `message ${hashOf(`${station}\n${text}`)}`, () => body);
    await this.#telling;
    const approach = this.#approaches(run).find(({ trend }) => trend.assessments.some((one) => isTwice(one.cdm, cdm)));
    return { kind: "message", entry, approach: approach?.id ?? null };
  }

  /** Keeps what cannot be used in the log; the id of its entry. */
  #refuse(station: string, name: string, text: string, author: Author, why: Unusable): Promise<string> {
    // With a key of its own: the same text may be of use once the station file says more.
    const key = `refused ${hashOf(`${station}\n${text}`)}`;
    return this.#once(station, author, key, () => refusedBody(this.#options.folder, name, text, why));
  }

  /** The entry that an author has written with a key, or writes now. */
  async #once(
    station: string,
    author: Author,
    key: string,
    body: () => Body<"conjunction-message"> | Promise<Body<"conjunction-message">>,
  ): Promise<string> {
    const { logbook } = this.#options;
    const known = logbook.written(author.id, key);
    if (known !== undefined) return known;
    return idOf(
      (await logbook.append({ key, station, author, kind: "conjunction-message", body: await body() })).entry,
    );
  }

  /** What comes near a station, by messages and by element sets, at this moment. */
  view(station: string): SkyView {
    const run = this.#options.stations.get(station);
    const now = this.#now(station);
    return {
      now: new Date(now * 1000).toISOString(),
      norad_id: run.station.norad ?? null,
      approaches: this.#approaches(run).map((one) => ({ id: one.id, ...this.#answer(one, run) })),
      refused: this.#known.refusedOf(station),
      elements: this.#screenings.of(station),
    };
  }

  /** Resolves when what follows from the present moment has been told. */
  async looked(): Promise<void> {
    this.#known.forget((station) => this.#now(station));
    // An alarm may stand whose messages are long past: raised before a server was away for a week.
    const standing = this.#options.logbook.state.alarms.filter((one) => one.inAlarm && isAboutApproach(one));
    const stations = new Set([...this.#known.stations, ...standing.map(({ station }) => station)]);
    for (const station of stations) await this.#tellSoon(station);
    for (const { id, file } of this.#options.stations.all())
      this.#screenings.look({ id, file: file.text }, this.#now(id));
  }

  /** Resolves when every watched folder has been looked into. */
  watched(): Promise<void> {
    return this.#folders.look();
  }

  /** Resolves when what was given is screened. */
  screened(): Promise<void> {
    return this.#screenings.idle();
  }

  /** (s) UNIX time at a station. */
  #now(station: string): number {
    return this.#options.clocks.of(station).now() / 1000;
  }

  #approaches({ id, station }: Held): readonly Approaching[] {
    return approachesOf(this.#known.messagesOf(id), station, this.#now(id));
  }

  #answer(approach: Approaching, run: Held) {
    const said = (name: string, filed: string) => run.view.latest[name]?.[1] ?? filed;
    const { crew, hatches, modules } = run.station;
    const places = new Map(crew.map(({ id, at }) => [id, said(`crew:${id}`, at)]));
    const states = new Map(hatches.map(({ id, state }) => [id, said(`hatch:${id}`, state).toLowerCase()]));
    const filed = new Map(crew.map(({ id, at }) => [id, at]));
    return answerOf(approach, run.station, this.#now(run.id), {
      positions: (who) => modules.find(({ id }) => id === places.get(who))?.id ?? filed.get(who)!,
      hatches: (id) => (states.get(id) === "closed" ? "closed" : "open"),
    });
  }

  async #giveElements({ id, file }: Held, name: string, text: string, author: Author): Promise<Given> {
    try {
      const { objects, faults, fault_count } = await this.#screenings.give(
        { id, file: file.text },
        name,
        text,
        author.name,
        this.#now(id),
      );
      return { kind: "elements", objects, faults, fault_count };
    } catch (error) {
      const { code, message, faults, says } = error as ThreadError;
      if (code !== "HW_DOCUMENT" && code !== "HW_ELEMENTS") throw error;
      const entry = await this.#refuse(id, name, text, author, {
        fault: message,
        faults: (faults ?? []) as readonly Fault[],
      });
      throw new ThreadError(`${message.slice(0, 5000)}. Kept in the log as ${entry}.`, code, { faults, says });
    }
  }

  /** A message and what the log says of it, or its faults where it cannot be used; neither of element sets. */
  #read({ station }: Held, name: string, text: string) {
    const start = { line: 1, column: 1 };
    try {
      if (text.includes("\0")) throw new DocumentError(name, [faultOf(start, "", phrase`a zero byte`, phrase`text`)]);
      if (!looksLikeMessage(text)) return { cdm: null, text: "", fault: null, faults: [] };
      if (text.length > largest) {
        const found = phrase`${text.length} characters`;
        throw new DocumentError(name, [faultOf(start, "", found, phrase`a message of ${largest} at most`)]);
      }
      const { cdm, probability, level } = readMessage(text, name, station);
      const [one, two] = cdm.objects;
      const pc = probability === null ? "undefined" : `${probability.circle.toExponential(1)} (${level})`;
      const tca = new Date(cdm.tca * 1000).toISOString();
      const summary = `${one.name} and ${two.name}, closest approach ${tca}: probability of collision ${pc}`;
      const objects = `${one.name}, ${two.name}`;
      const says =
        probability === null
          ? { code: "message-undefined", values: { objects, closest: tca } }
          : { code: "message", values: { objects, closest: tca, pc: probability.circle } };
      return { cdm, text: summary, says, fault: null, faults: [] };
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      return { cdm: null, text: "", fault: error.message.slice(0, 5000), faults: error.faults };
    }
  }

  async #fromFolder(station: string, name: string, text: string): Promise<void> {
    if (!this.#options.stations.has(station))
      throw new MessageError(`${name}: this server has no station ${station}`, []);
    if (!looksLikeMessage(text) && this.#screenings.of(station)?.hash === hashOf(text)) return;
    await this.give(station, name, text, this.#options.logbook.author);
  }

  async #lookNowAndThen(): Promise<void> {
    const { signal } = this.#stop;
    for (let round = 0; !signal.aborted; round++) {
      if (round % foldersEvery === 0) await this.watched();
      await this.#options.machine.sleep(lookEvery, signal);
      if (!signal.aborted) await this.looked();
    }
  }

  #tellSoon(station: string): Promise<void> {
    this.#telling = this.#telling
      .then(() => this.#tell(station))
      .catch((error: unknown) =>
        this.#options.logger.error({ station, err: error }, "alarms of approaches cannot be told"),
      );
    return this.#telling;
  }

  /** Tells what has to be told so that alarms stand as they should. */
  async #tell(station: string): Promise<void> {
    const { stations, logbook, events, clocks } = this.#options;
    if (!stations.has(station)) return;
    const run = stations.get(station);
    const approaches = this.#approaches(run);
    for (const approach of approaches) await this.#tellMessage(run, approach);
    const wanted = approaches.flatMap((one) => wantedAlarms(one, run.station, this.#now(station)));
    const isWritten = (key: string) => logbook.written(logbook.author.id, key) !== undefined;
    const around = {
      station,
      centre: logbook.centre,
      author: logbook.author,
      now: clocks.of(station).now(),
      isWritten,
    };
    for (const { position, place, event, draft } of tellings(wanted, logbook.state.alarms, approaches, around)) {
      if (event !== null) await events.put(station, position, [{ place, event, late: false }]);
      await logbook.write(draft);
    }
  }

  readonly #told = new Set<string>();

  /** An event of the newest message of an approach, and one more once the crew is to shelter: once each, also after a restart. */
  async #tellMessage(run: Held, approach: Approaching): Promise<void> {
    const { messages, trend, shelter, ...answer } = this.#answer(approach, run);
    const place = messagePlace(answer.shelter_advised);
    const name = `${run.id} ${approach.position} ${place}`;
    if (this.#told.has(name)) return;
    const time = new Date(this.#now(run.id) * 1000).toISOString();
    const event = {
      type: "conjunction",
      time,
      approach: approach.id,
      ...answer,
      trend,
      shelter,
      messages: messages.length,
    };
    await this.#options.events.put(run.id, approach.position, [{ place, event, late: false }]);
    this.#told.add(name);
  }
}
