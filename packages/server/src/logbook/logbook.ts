/** The shared log beside the engines: what follows from it, what engines write into it, what people report to engines by it. */
import type { Row } from "@hullwatch/archive";
import {
  type Author,
  type Body,
  type Draft,
  type Entry,
  type EntryId,
  Fold,
  fitsKind,
  idOf,
  KeyReusedError,
  type Log,
  type State,
  type Stored,
} from "@hullwatch/log";
import type { StationClocks } from "../clock/index.ts";
import { isTraining } from "../ground/index.ts";
import type { Records } from "../records/index.ts";
import { isReport, type News, RowCheck, type Stations } from "../stations/index.ts";
import {
  alarmDraft,
  beginsIncident,
  incidentDraft,
  isServer,
  reportDraft,
  reportName,
  serverAuthor,
} from "./drafts.ts";
import { rowOf } from "./reports.ts";

const page = 1000;
/** How far the log has been taken in as rows. */
const cursorName = "log to rows";

export class Logbook {
  readonly log: Log;
  readonly centre: string;
  readonly #records: Records;
  /** The server itself. */
  readonly author: Author;
  readonly #clocks: StationClocks;
  readonly #fold = new Fold();
  /** Reports that are in the log. */
  readonly #reported = new Set<string>();
  /** Files that entries speak of: their names, and the stations. */
  readonly #files = new Map<string, { readonly name: string; readonly stations: Set<string> }>();
  /** What was written with which key of whom. */
  readonly #keys = new Map<string, EntryId>();
  readonly #procedures: { readonly station: string; readonly entry: EntryId; readonly text: string }[] = [];
  #onEntries: (entries: readonly Stored[]) => void = () => {};
  #last = 0;
  /** Who has written what has not come back yet. */
  #waiting: (readonly [arrival: number, resolve: () => void])[] = [];
  #stopFollowing: () => void = () => {};
  #reporting: Promise<void> = Promise.resolve();

  constructor(log: Log, records: Records, clocks: StationClocks) {
    this.#clocks = clocks;
    this.log = log;
    this.centre = log.centre;
    this.#records = records;
    this.author = serverAuthor(log.centre);
  }

  /** What follows from every entry that is here. */
  get state(): State {
    return this.#fold.state;
  }

  /** The arrival of the newest entry. */
  get last(): number {
    return this.#last;
  }

  /** Reads the whole log, and tells `onEntries` of every entry from then on. Call it before the stations start. */
  async open(onEntries: (entries: readonly Stored[]) => void): Promise<void> {
    this.#onEntries = onEntries;
    let live: Stored[] | null = [];
    this.#stopFollowing = this.log.follow((entries) => {
      if (live === null) this.#take(entries);
      else live.push(...entries);
    });
    for (let after = 0, more = true; more; ) {
      const found = await this.log.since({ after, limit: page });
      this.#take(found.entries);
      ({ next: after, more } = found);
    }
    this.#take(live);
    live = null;
  }

  /** From now on what people report is told to the stations, beginning with what they were not told before the last end. */
  async report(stations: Stations): Promise<void> {
    for (let more = true; more; ) {
      const found = await this.log.since({ after: this.#records.cursor(cursorName), limit: page });
      for (const stored of found.entries) await this.#reportOne(stations, stored);
      ({ more } = found);
    }
    const before = this.#onEntries;
    this.#onEntries = (entries) => {
      before(entries);
      this.#reporting = this.#reporting.then(async () => {
        for (const stored of entries) await this.#reportOne(stations, stored);
      });
    };
  }

  /** Resolves when everything that was reported is on its way to the engines. */
  reported(): Promise<void> {
    return this.#reporting;
  }

  /** Writes an entry; resolves once `state` has it. */
  async append(draft: Draft): Promise<Stored> {
    const stored = await this.log.append(this.#timed(draft));
    if (stored.arrival > this.#last)
      await new Promise<void>((resolve) => this.#waiting.push([stored.arrival, resolve]));
    return stored;
  }

  /** A training has a time of its own, and what is written in it happens at that time. */
  #timed(draft: Draft): Draft {
    const isAgain = this.written(draft.author.id, draft.key) !== undefined;
    if (draft.time !== undefined || isAgain || !isTraining(draft.station)) return draft;
    return { ...draft, time: new Date(this.#clocks.of(draft.station).now()).toISOString() };
  }

  /** Writes what an engine and its feed have said; again after a restart it changes nothing. */
  async tell({ station, position, rows, alarms }: News): Promise<void> {
    for (const [place, row] of rows.entries()) {
      if (!isReport(row) || this.#reported.has(nameOf(station, row))) continue;
      const key = `${station}:${position}:${place}`;
      await this.write(reportDraft(station, key, row, this.author, this.#incidentAt(station)));
    }
    for (const alarm of alarms) {
      if (beginsIncident(alarm) && this.#incidentAt(station) === null)
        await this.write(incidentDraft(alarm, this.author));
      await this.write(alarmDraft(alarm, this.author, this.#incidentAt(station)));
    }
  }

  /** What somebody has written with this key; undefined where they have not. */
  written(author: string, key: string): EntryId | undefined {
    return this.#keys.get(JSON.stringify([author, key]));
  }

  /** Texts of procedures published at a station, in the order in which they came here. */
  proceduresOf(station: string): readonly { readonly entry: EntryId; readonly text: string }[] {
    return this.#procedures.filter((one) => one.station === station);
  }

  /** Whether an entry about this station speaks of a file. */
  speaksOf(station: string, sha256: string): boolean {
    return this.#files.get(sha256)?.stations.has(station) ?? false;
  }

  /** What people call a file. */
  fileName(sha256: string): string {
    return this.#files.get(sha256)?.name ?? sha256;
  }

  async close(): Promise<void> {
    await this.#reporting;
    this.#stopFollowing();
    await this.log.close();
  }

  /** The incident that is open at a station, the newest where there are several; null where none is. */
  #incidentAt(station: string): string | null {
    return this.state.incidents.findLast((one) => one.station === station && one.open)?.id ?? null;
  }

  /** What was written before a restart stands, even where it would now belong to another incident. */
  async write(draft: Draft): Promise<void> {
    try {
      await this.append(draft);
    } catch (error) {
      if (!(error instanceof KeyReusedError)) throw error;
    }
  }

  #take(entries: readonly Stored[]): void {
    const fresh = entries.filter(({ arrival }) => arrival > this.#last);
    if (fresh.length === 0) return;
    this.#last = fresh[fresh.length - 1].arrival;
    this.#fold.add(fresh.map(({ entry }) => entry));
    for (const { entry } of fresh) {
      const row = rowOf(entry);
      if (row !== null) this.#reported.add(nameOf(entry.station, row));
      this.#keys.set(JSON.stringify([entry.author.id, entry.key]), idOf(entry));
      if (entry.kind === "file") this.#takeFile(entry);
      if (entry.kind === "procedure-published" && fitsKind(entry.kind, entry.body)) {
        const { text } = entry.body as Body<"procedure-published">;
        this.#procedures.push({ station: entry.station, entry: idOf(entry), text });
      }
    }
    this.#onEntries(fresh);
    this.#waiting = this.#waiting.filter(([arrival, resolve]) => {
      if (arrival <= this.#last) resolve();
      return arrival > this.#last;
    });
  }

  #takeFile({ station, body }: Entry): void {
    const { sha256, name } = body as Partial<Body<"file">>;
    if (sha256 === undefined) return;
    const known = this.#files.get(sha256) ?? { name: name ?? "file", stations: new Set() };
    known.stations.add(station);
    this.#files.set(sha256, known);
  }

  async #reportOne(stations: Stations, { arrival, entry }: Stored): Promise<void> {
    const row = isServer(entry.author) ? null : rowOf(entry);
    if (row !== null && stations.has(entry.station)) {
      const run = stations.get(entry.station);
      const checked = new RowCheck(run.station).take(row);
      // What this station does not know is in the log, and nothing to its engine.
      if (checked !== null && !("expected" in checked)) await run.accept([checked]);
    }
    await this.#records.setCursor(cursorName, arrival);
  }
}

const nameOf = (station: string, { time, parameter, value }: Row) =>
  reportName(station, Math.round(time * 1000), parameter, value.toLowerCase());
