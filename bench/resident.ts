/** Memory of another process, from Linux's /proc. */
import { readFileSync } from "node:fs";

/** (MB, 10^6 bytes) Resident now, and the most so far; null once the process has ended. */
export function resident(pid: number): { readonly now: number; readonly peak: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string) => (Number(new RegExp(`^${name}:\\s*(\\d+) kB`, "m").exec(status)?.[1]) * 1024) / 1e6;
    const now = field("VmRSS");
    return Number.isNaN(now) ? null : { now, peak: field("VmHWM") };
  } catch {
    return null;
  }
}
