/** Folders in which somebody puts messages and element sets. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../config/index.ts";

/** A folder and the station that it is about. */
export interface Watched {
  readonly station: string;
  readonly folder: string;
}

/** Reads `station=folder`. Throws `ConfigError`. */
export function readWatched(text: string): Watched {
  const [, station, folder] = /^([a-z0-9][a-z0-9-]*)=(.+)$/.exec(text) ?? [];
  if (station === undefined)
    throw new ConfigError([`conjunctions: found "${text}", expected station=folder, such as iss-live=/var/spool/cdm`]);
  return { station, folder };
}

/** (bytes) Larger files are no element sets. */
const largest = 64 << 20;

export interface Watching {
  readonly onFile: (station: string, name: string, text: string) => Promise<void>;
  readonly onFault: (watched: Watched, name: string, error: unknown) => void;
}

/**
 * Folders that are looked into again and again. A file is read once it is as it was at the look before, and again when it has changed.
 * Names that begin with a dot are being written by somebody.
 */
export class Folders {
  readonly #watched: readonly Watched[];
  readonly #watching: Watching;
  readonly #seen = new Map<string, { readonly mark: string; done: boolean }>();

  constructor(watched: readonly Watched[], watching: Watching) {
    this.#watched = watched;
    this.#watching = watching;
  }

  /** Looks into each of them once. */
  async look(): Promise<void> {
    for (const one of this.#watched) {
      await this.#lookInto(one).catch((error: unknown) => this.#watching.onFault(one, "", error));
    }
  }

  async #lookInto(one: Watched): Promise<void> {
    const names = (await readdir(one.folder)).filter((name) => !name.startsWith(".")).sort();
    for (const name of names) {
      const path = join(one.folder, name);
      const found = await stat(path).catch(() => null);
      if (found === null || !found.isFile() || found.size > largest) continue;
      const mark = `${found.size} ${found.mtimeMs}`;
      const before = this.#seen.get(path);
      if (before?.mark !== mark) this.#seen.set(path, { mark, done: false });
      else if (!before.done) {
        before.done = true;
        await readFile(path, "utf8")
          .then((text) => this.#watching.onFile(one.station, name, text))
          .catch((error: unknown) => this.#watching.onFault(one, name, error));
      }
    }
  }
}
