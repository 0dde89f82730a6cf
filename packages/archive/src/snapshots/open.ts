import { createHash } from "node:crypto";
import { copyFile, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, named, readIfThere, replaceFile, syncFolder } from "../disk.ts";
import type { Position } from "../row.ts";
import { readSnapshot, snapshotText } from "./file.ts";
import type { Snapshot, Snapshots } from "./snapshots.ts";

const suffixes = [".snapshot", ".snapshot.previous"] as const;

/** The snapshots of a folder, which is made where there is none. Throws `DiskFullError`, `ReadOnlyError`. */
export async function openSnapshots(directory: string): Promise<Snapshots> {
  await makeFolder(directory);
  return new FileSnapshots(directory);
}

/** Any id as a file's name: readable as far as letters go, and never too long for a file system. */
function nameOf(station: string): string {
  const plain = encodeURIComponent(station.toWellFormed());
  return plain.length <= 150 ? plain : `${plain.slice(0, 80)}-${createHash("sha256").update(station).digest("hex")}`;
}

class FileSnapshots implements Snapshots {
  readonly #directory: string;
  /** What is being done with the files of a name: the next one waits for it. */
  readonly #busy = new Map<string, Promise<void>>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  save(snapshot: Snapshot): Promise<void> {
    const name = nameOf(snapshot.station);
    const [newest, previous] = this.#paths(name);
    return this.#inTurn(name, () => replaceFile(newest, snapshotText(snapshot), previous));
  }

  async load(station: string): ReturnType<Snapshots["load"]> {
    const { kept, faults } = await this.#kept(nameOf(station));
    const [snapshot] = kept;
    if (snapshot === undefined || snapshot.station === station) return { snapshot: snapshot ?? null, faults };
    return {
      snapshot: null,
      faults: [...faults, `found a snapshot of "${snapshot.station}", expected one of "${station}"`],
    };
  }

  async needed(journal: string, stations: readonly string[]): Promise<Position> {
    let least = Number.POSITIVE_INFINITY;
    for (const station of stations) {
      const { kept } = await this.#kept(nameOf(station));
      const oldest = kept.at(-1);
      least = Math.min(least, oldest?.journal === journal ? oldest.position : 0);
    }
    return least;
  }

  async latest(journal: string): Promise<Position> {
    let latest = 0;
    for (const name of await this.#names()) {
      for (const snapshot of (await this.#kept(name)).kept) {
        if (snapshot.journal === journal) latest = Math.max(latest, snapshot.position);
      }
    }
    return latest;
  }

  async backup(directory: string): Promise<void> {
    try {
      for (const name of await this.#names()) await this.#inTurn(name, () => this.#copy(name, directory));
      await syncFolder(directory);
    } catch (error) {
      throw named(error, directory);
    }
  }

  async #copy(name: string, directory: string): Promise<void> {
    for (const suffix of suffixes) {
      const path = join(this.#directory, name + suffix);
      if ((await readIfThere(path)) === null) continue;
      await copyFile(path, join(directory, name + suffix));
      const handle = await open(join(directory, name + suffix), "r+");
      await handle.sync();
      await handle.close();
    }
  }

  async #names(): Promise<Set<string>> {
    const names = new Set<string>();
    for (const file of await readdir(this.#directory)) {
      const suffix = suffixes.find((s) => file.endsWith(s));
      if (suffix !== undefined) names.add(file.slice(0, -suffix.length));
    }
    return names;
  }

  #paths(name: string): readonly [newest: string, previous: string] {
    const [newest, previous] = suffixes.map((suffix) => join(this.#directory, name + suffix));
    return [newest, previous];
  }

  #inTurn(name: string, act: () => Promise<void>): Promise<void> {
    const before = this.#busy.get(name) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(act);
    const done = turn.finally(() => {
      if (this.#busy.get(name) === done) this.#busy.delete(name);
    });
    this.#busy.set(name, done);
    return done;
  }

  /** The whole ones, newest first, and what is wrong with others. */
  async #kept(name: string): Promise<{ kept: Snapshot[]; faults: string[] }> {
    const kept: Snapshot[] = [];
    const faults: string[] = [];
    for (const path of this.#paths(name)) {
      const text = (await readIfThere(path))?.toString("utf8");
      const found = text === undefined ? null : readSnapshot(text);
      if (typeof found === "string") faults.push(`${path}: ${found}`);
      else if (found !== null) kept.push(found);
    }
    return { kept, faults };
  }
}
