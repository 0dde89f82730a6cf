/** Engine states in the key-value store: each with the position in the stream of rows that it has taken in, and the file that held there. */
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import type { Snapshot } from "@hullwatch/archive";
import type { StationFile } from "../records/index.ts";
import { nothingSaved, readSaved, type Saved, savedText } from "../stations/index.ts";
import { type Bus, isOvertaken, keysBelow } from "./bus.ts";
import { partitionOf, statesBucket, stationOf, tokenOf } from "./names.ts";

const [compress, decompress] = [promisify(zstdCompress), promisify(zstdDecompress)];

export interface State extends Saved {
  readonly file: StationFile;
  /** Of the stream that `position` counts in. */
  readonly journal: string;
  readonly position: number;
  /** A message in the stream of events up to which the state knows all that was said of its station. */
  readonly said: number;
  /** That of the key-value store. */
  readonly revision: number;
}

const keyOf = ({ partitions }: Bus, station: string) => `${partitionOf(station, partitions)}.${tokenOf(station)}`;

/** The stations of a partition, or all. */
export async function stationsIn(bus: Bus, partition?: number): Promise<string[]> {
  const keys = await keysBelow(bus, statesBucket, partition === undefined ? "" : `${partition}.`);
  return keys.map((key) => stationOf(key.slice(key.indexOf(".") + 1)));
}

/** The state of a station that was saved last; null where none was. */
export async function loadState(bus: Bus, station: string): Promise<State | null> {
  const entry = await bus.states.get(keyOf(bus, station));
  if (entry === null || entry.operation !== "PUT") return null;
  const text = (await decompress(entry.value)).toString("utf8");
  const end = text.indexOf("\n");
  const { journal, position, said, file } = JSON.parse(text.slice(0, end));
  return { ...readSaved(text.slice(end + 1)), journal, position, said, file, revision: entry.revision };
}

/** The first state of a station, as its file says; what is there already stays. */
export async function beginState(bus: Bus, file: StationFile): Promise<void> {
  const state = savedText(nothingSaved(file.epoch));
  const value = await entryOf({ station: file.id, journal: bus.journal, position: file.position, state }, file, 0);
  await bus.states.create(keyOf(bus, file.id), value).catch((error: unknown) => {
    if (!isOvertaken(error)) throw error;
  });
}

/** Saves states of one station, each over the one that was known; one who is overtaken by a later state leaves that as it is. */
export class StateKeeper {
  readonly #bus: Bus;
  readonly #station: string;
  #revision: number;
  #said: number;

  constructor(bus: Bus, station: string, { revision, said }: Pick<State, "revision" | "said">) {
    this.#bus = bus;
    this.#station = station;
    this.#revision = revision;
    this.#said = said;
  }

  /** `said` is null where it is not known anew. */
  async save(snapshot: Snapshot, file: StationFile, said: number | null): Promise<void> {
    this.#said = said ?? this.#said;
    const value = await entryOf(snapshot, file, this.#said);
    const key = keyOf(this.#bus, this.#station);
    try {
      this.#revision = await this.#write(key, value);
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      const there = await loadState(this.#bus, this.#station);
      // One who was held still must not come to write over it the next time either: it knows no revision of it.
      if (there?.journal === snapshot.journal && there.position > snapshot.position) return;
      this.#revision = there?.revision ?? 0;
      if (there?.journal !== snapshot.journal || there.position < snapshot.position)
        this.#revision = await this.#write(key, value);
    }
  }

  #write(key: string, value: Buffer): Promise<number> {
    const { states } = this.#bus;
    return this.#revision === 0 ? states.create(key, value) : states.update(key, value, this.#revision);
  }
}

const entryOf = ({ journal, position, state }: Snapshot, file: StationFile, said: number): Promise<Buffer> =>
  compress(`${JSON.stringify({ journal, position, said, file })}\n${state}`);
