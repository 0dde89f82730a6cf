/** Folders in which somebody puts messages and element sets. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock/index.ts";

/** A folder and the station that it is about. */
export interface Watched {
  readonly station: string;
  readonly folder: string;
}

/** Somebody wrote a watched folder otherwise than `station=folder`. */
class WatchedError extends Error {
  override readonly name = "WatchedError";
  readonly code = "HW_CONFIG";
}

/** Reads `station=folder`. Throws where it is something else. */
export function readWatched(text: string): Watched {
  const [, station, folder] = /^([a-z0-9][a-z0-9-]*)=(.+)$/.exec(text) ?? [];
  if (station === undefined)
    throw new WatchedError(`conjunctions: found "${text}", expected station=folder, such as iss-live=/var/spool/cdm`);
  return { station, folder };
}

/** (ms) Between two looks. */
const every = 5000;
/** (bytes) Larger files are no element sets. */
const largest = 64 << 20;

export interface Watching {
  readonly onFile: (station: string, name: string, text: string) => Promise<void>;
  readonly onFault: (watched: Watched, name: string, error: unknown) => void;
}

/**
 * Looks into each folder again and again until `signal` is aborted. A file is read once it is as it was at the look before; one that
 * has changed since is read again. Names that begin with a dot are being written by somebody.
 */
export async function watch(
  watched: readonly Watched[],
  machine: Clock,
  { onFile, onFault }: Watching,
  signal: AbortSignal,
): Promise<void> {
  const seen = new Map<string, { mark: string; done: boolean }>();
  const look = async (one: Watched) => {
    const names = (await readdir(one.folder)).filter((name) => !name.startsWith(".")).sort();
    for (const name of names) {
      const path = join(one.folder, name);
      const found = await stat(path).catch(() => null);
      if (found === null || !found.isFile() || found.size > largest) continue;
      const mark = `${found.size} ${found.mtimeMs}`;
      const before = seen.get(path);
      if (before?.mark !== mark) seen.set(path, { mark, done: false });
      else if (!before.done) {
        before.done = true;
        await readFile(path, "utf8")
          .then((text) => onFile(one.station, name, text))
          .catch((error: unknown) => onFault(one, name, error));
      }
    }
  };
  while (!signal.aborted) {
    for (const one of watched) await look(one).catch((error: unknown) => onFault(one, "", error));
    await machine.sleep(every, signal);
  }
}
