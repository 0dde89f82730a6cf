/** Which processor does what, so that a figure is of the process that it speaks of, and how long each process has had one. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

const all = availableParallelism();
/** With fewer, everybody shares all. */
const enough = 4;

/** Has a process, with all of its threads, run on these processors alone; on a machine of fewer than four it changes nothing. */
export function pin(pid: number, cores: readonly number[]): void {
  if (all >= enough) execFileSync("taskset", ["-acp", cores.join(), String(pid)], { stdio: "ignore" });
}

/** Who runs where, as it was said to `pin`. */
export const placed = (said: string): string => (all >= enough ? said : `everybody on the same ${all} processors`);

/** (s) Of processors that a process has used, and its children, without those that have ended. */
export function usedBy(pid: number): number {
  let used = 0;
  for (const one of readdirSync("/proc")) {
    const stat = /^\d+$/.test(one) ? statOf(one) : null;
    if (stat !== null && (Number(one) === pid || stat.parent === pid)) used += stat.used;
  }
  return used;
}

function statOf(pid: string): { readonly parent: number; readonly used: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return { parent: Number(fields[1]), used: (Number(fields[11]) + Number(fields[12])) / 100 };
  } catch {
    // It has just ended.
    return null;
  }
}
