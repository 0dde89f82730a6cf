import { createRequire } from "node:module";
import type { Options } from "cli-progress";
import type { Shell } from "./shell.ts";

/** How far a command has come. Nothing where standard error is no terminal. */
export interface Progress {
  update(done: number, rows: number): void;
  /** Takes the bar away, so that a line can be written in its place; it comes back with the next update. */
  clear(): void;
  stop(): void;
}

// Loaded where a bar is drawn: 5 MB that a replay into a pipe does without.
const load = createRequire(import.meta.url);

const none: Progress = { update: () => {}, clear: () => {}, stop: () => {} };

const count = (x: number) => new Intl.NumberFormat("en").format(Math.round(x));

/** Hours, minutes and seconds, as far as they matter. */
function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  const s = Math.ceil(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** A bar over `total` (in whatever is counted; 0 = not known) with rows per second and the time left. */
export function startProgress(shell: Shell, total: number): Progress {
  if (!shell.stderr.isTTY) return none;
  const start = shell.clock.now();
  let rows = 0;
  const options: Options = {
    stream: shell.stderr,
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
    format: (opts, { progress, value }, _payload) => {
      const seconds = (shell.clock.now() - start) / 1000;
      const rate = `${count(rows)} rows, ${count(rows / seconds)} rows/s`;
      if (total === 0) return rate;
      const size = opts.barsize ?? 24;
      const full = Math.round(progress * size);
      const left = value > 0 ? (seconds * (total - value)) / value : Number.POSITIVE_INFINITY;
      const bar = "█".repeat(full) + "░".repeat(size - full);
      return `${bar} ${Math.floor(progress * 100)} %  ${rate}  ${duration(left)} left`;
    },
    barsize: 24,
  };
  const { SingleBar } = load("cli-progress") as typeof import("cli-progress");
  const bar = new SingleBar(options);
  bar.start(Math.max(1, total), 0);
  return {
    update(done, soFar) {
      rows = soFar;
      bar.update(Math.min(done, total));
    },
    clear: () => shell.stderr.write("\r\x1b[2K"),
    stop: () => bar.stop(),
  };
}
