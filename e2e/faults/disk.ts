/** A small disk of its own in memory, that can be full: as root alone, where one may be mounted. */
import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no byte free. */
  fill(): void;
  clear(): void;
  remove(): void;
}

/** A disk of some megabytes at a folder; null where none may be mounted. */
export function smallDisk(folder: string, megabytes: number): SmallDisk | null {
  mkdirSync(folder);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]).status !== 0) return null;
  chmodSync(folder, 0o755);
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill() {
      const file = openSync(ballast, "w");
      for (let size = 1 << 20; size >= 1; size >>= 1) {
        const piece = Buffer.alloc(size);
        try {
          while (writeSync(file, piece) === size);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
      closeSync(file);
    },
    clear: () => rmSync(ballast),
    remove: () => void spawnSync("umount", [folder]),
  };
}
