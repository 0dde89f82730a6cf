import { estimateText, utc, wrap } from "../report/index.ts";
import type { Shell } from "../shell/index.ts";
import { cabinPressure, type LogLine, type Scene } from "./scene.ts";
import { frame } from "./screen.ts";

/** Where a night is shown. */
export interface Stage {
  open(): void;
  /** A line of the log has come. */
  log(line: LogLine): void;
  /** The time has moved on. */
  draw(scene: Scene): void;
  close(): void;
}

const hideCursor = "\x1b[?25l";
const showCursor = "\x1b[?25h";
const widest = 100;

/** A terminal: one frame, drawn over and over in its place. */
export function terminalStage(shell: Shell): Stage {
  let height = 0;
  return {
    open: () => shell.stdout.write(hideCursor),
    log: () => {},
    draw(scene) {
      // One column stays free: a full line would wrap, and the next frame would be drawn one line too low.
      const lines = frame(shell, scene, Math.min(widest, (shell.stdout.columns || 80) - 1));
      const up = height === 0 ? "" : `\x1b[${height}A`;
      shell.stdout.write(`${up}\r${lines.map((line) => `\x1b[2K${line}\n`).join("")}\x1b[J`);
      height = lines.length;
    },
    close: () => shell.stdout.write(showCursor),
  };
}

/** Anything else: a line an hour, and one for each thing that happens. */
export function plainStage(shell: Shell): Stage {
  let told = Number.NEGATIVE_INFINITY;
  const write = (lines: readonly string[]) => shell.stdout.write(`${lines.join("\n")}\n`);
  return {
    open: () => {},
    log: ({ time, text }) => write(wrap(`${utc(time)}  ${text.replaceAll(/\s+/g, " ")}`, widest, 22)),
    draw(scene) {
      const hour = Math.floor(scene.time / 3600);
      if (hour <= told) return;
      told = hour;
      const pressure = cabinPressure(scene);
      if (Number.isNaN(pressure)) return;
      const leak = scene.alarm !== null && scene.estimate !== null ? `  ${estimateText(scene.estimate)}` : "";
      write(wrap(`${utc(scene.time)}  ${pressure.toFixed(1)} mmHg${leak}`, widest, 22));
    },
    close: () => {},
  };
}
