/** Entries for tests, written by centres that need no disk. */
import { hashOf, noPrevious } from "./chain/index.ts";
import type { Author, Body, Draft, DraftOf, Entry, EntryOf, Kind } from "./entry/index.ts";

export const author = (name: string, role = "controller", centre = "houston"): Author => ({
  id: name.toLowerCase(),
  name,
  role,
  centre,
});
export const IDS = { STATION: "iss", INCIDENT: "ms-09", ALARM: "leak-1", POLL: "poll-1", RUN: "run-1" } as const;

/** 30 August 2018, 02:00 UTC. */
export const START = Date.UTC(2018, 7, 30, 2);

let keys = 0;
export const draft = <K extends Kind>(kind: K, body: Body<K>, more: Partial<Omit<DraftOf<K>, "kind" | "body">> = {}) =>
  ({ key: `key-${keys++}`, station: IDS.STATION, author: author("Ada"), ...more, kind, body }) as Draft;

interface More {
  readonly author?: Author;
  readonly time?: string;
  readonly incident?: string;
  /** What was seen before writing. */
  readonly after?: readonly Entry[];
}

/** A centre that writes one entry a second. */
export class Pen {
  readonly centre: string;
  readonly written: Entry[] = [];
  #ms = START;

  constructor(centre: string, ms = START) {
    this.centre = centre;
    this.#ms = ms;
  }

  write<K extends Kind>(kind: K, body: Body<K>, more: More = {}): EntryOf<K> {
    return this.writeAny(kind, body as Entry["body"], more) as EntryOf<K>;
  }

  /** Also what no kind knows. */
  writeAny(kind: string, body: Entry["body"], more: More = {}): Entry {
    this.#ms = Math.max(this.#ms, ...(more.after ?? []).map(({ stamp }) => stamp.ms)) + 1000;
    const entry: Entry = {
      centre: this.centre,
      seq: this.written.length + 1,
      key: `${this.centre}-${this.written.length + 1}`,
      station: IDS.STATION,
      incident: more.incident ?? null,
      time: more.time ?? new Date(this.#ms).toISOString(),
      stamp: { ms: this.#ms, count: 0 },
      author: more.author ?? author("Ada", "controller", this.centre),
      kind,
      body,
      previous: this.written.at(-1)?.hash ?? noPrevious,
      hash: noPrevious,
    };
    entry.hash = hashOf(entry);
    this.written.push(entry);
    return entry;
  }
}
