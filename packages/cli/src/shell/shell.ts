import { styleText } from "node:util";
import type { Clock } from "./clock.ts";

export type Style = Parameters<typeof styleText>[0];

/** Everything that a command touches outside its arguments. */
export interface Shell {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly clock: Clock;
  /** Colours text for standard output: on a terminal only, and never against NO_COLOR. */
  paint(style: Style, text: string): string;
}

export const shellOf = (stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, clock: Clock): Shell => ({
  stdout,
  stderr,
  clock,
  paint: (style, text) => styleText(style, text, { stream: stdout }),
});

/** One JSON object on a line of its own. */
export const jsonLine = (value: unknown) => `${JSON.stringify(value)}\n`;

/** A line of its own on standard error. */
export const warn = (shell: Shell, text: string) => shell.stderr.write(`hullwatch: ${text}\n`);
