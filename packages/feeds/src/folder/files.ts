import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  /** (ms) When it was last written. */
  readonly written: number;
  readonly kind: "csv" | "gzip" | "parquet";
}

const kinds: readonly (readonly [ending: string, kind: FoundFile["kind"]])[] = [
  [".csv", "csv"],
  [".csv.gz", "gzip"],
  [".parquet", "parquet"],
];

/** The recordings in a folder, in order of name; names that begin with a dot are being written by somebody. Throws where there is no such folder. */
export async function filesIn(folder: string): Promise<readonly FoundFile[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
  const files = await Promise.all(
    names.map(async (name): Promise<FoundFile | null> => {
      const kind = kinds.find(([ending]) => name.toLowerCase().endsWith(ending))?.[1];
      if (kind === undefined) return null;
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      return found?.isFile() ? { name, path, size: found.size, written: found.mtimeMs, kind } : null;
    }),
  );
  return files.filter((file) => file !== null);
}
