/** A store copied while it is in use, and put back. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { codeOf, makeFolder, named, replaceFile, syncFolder } from "./disk.ts";
import { BackupError } from "./errors.ts";

const manifest = "backup.json";
const format = "hullwatch-backup/1";

interface Listed {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Makes a folder for a backup or a restored store; throws `BackupError` where something stands in it. */
export async function emptyFolder(directory: string): Promise<void> {
  await makeFolder(directory);
  const [found] = await readdir(directory);
  if (found !== undefined) throw new BackupError(directory, `"${found}" in it`, "an empty folder or none");
}

/** Says, as the last thing that is written, what a backup holds: without it a backup was never finished. */
export async function seal(directory: string): Promise<void> {
  const files: Listed[] = [];
  for (const path of await filesIn(directory)) {
    const { size } = await stat(join(directory, path));
    files.push({ path, bytes: size, sha256: await hashOf(join(directory, path)) });
  }
  await replaceFile(join(directory, manifest), `${JSON.stringify({ format, files }, null, 2)}\n`);
}

/**
 * Puts a backup back as a store, which `openStore` then opens: every file is compared with the backup's own list first.
 * Throws `BackupError` for a backup that is not whole and for a `directory` in which something stands already;
 * `DiskFullError`, `ReadOnlyError`.
 */
export async function restoreStore(backup: string, directory: string): Promise<void> {
  const files = await listed(backup);
  for (const { path, bytes, sha256 } of files) {
    const found = await hashOf(join(backup, path)).catch((error) => {
      throw new BackupError(join(backup, path), "a file that cannot be read", `${bytes} bytes`, { cause: error });
    });
    if (found !== sha256) throw new BackupError(join(backup, path), `SHA-256 ${found}`, sha256);
  }
  await emptyFolder(directory);
  try {
    for (const { path } of files) {
      const to = join(directory, path);
      await mkdir(dirname(to), { recursive: true });
      await copyFile(join(backup, path), to);
      const handle = await open(to, "r+");
      await handle.sync();
      await handle.close();
      await syncFolder(dirname(to));
    }
    await syncFolder(directory);
  } catch (error) {
    throw named(error, directory);
  }
}

async function listed(backup: string): Promise<readonly Listed[]> {
  const path = join(backup, manifest);
  const text = await readFile(path, "utf8").catch((error) => {
    const found =
      codeOf(error) === "ENOENT" ? "no such file: a backup that was never finished, or none" : String(error);
    throw new BackupError(path, found, "the list of what the backup holds", { cause: error });
  });
  try {
    const said = JSON.parse(text);
    if (said.format === format) return said.files;
  } catch {}
  throw new BackupError(path, `"${text.slice(0, 40)}"`, `a list in the format ${format}`);
}

/** Paths of all files below a folder, with `/` between names. */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}
