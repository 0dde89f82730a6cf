import { CommanderError } from "commander";
import { WantingError } from "./errors.ts";

/** Set to anything, it shows where an unexpected fault came from. */
export const traceVariable = "HULLWATCH_TRACE";

/** What is left to say of an error, and the status to end with: 0 done, 1 found wanting, 2 wrong usage or unreadable. */
export interface Exit {
  readonly status: number;
  readonly lines: readonly string[];
}

const prefixed = (text: string) => text.split("\n").map((line) => `hullwatch: ${line}`);

/** Ours carry a code `HW_…` and a message for people: one line, or one a fault of a file. */
const isOurs = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && "code" in error && String(error.code).startsWith("HW_");

/** Turns whatever was thrown into lines for standard error, never with a stack trace unless `trace` asks for it. */
export function exitOf(error: unknown, trace: boolean): Exit {
  // commander has said it already; help and version are no errors.
  if (error instanceof CommanderError) return { status: error.exitCode === 0 ? 0 : 2, lines: [] };
  if (error instanceof Error && "code" in error && error.code === "EPIPE") return { status: 0, lines: [] };
  const stack = trace && error instanceof Error && error.stack !== undefined ? error.stack.split("\n") : [];
  if (isOurs(error))
    return { status: error instanceof WantingError ? 1 : 2, lines: [...prefixed(error.message), ...stack] };
  const [first] = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split("\n");
  const hint = trace ? "" : ` (${traceVariable}=1 shows where)`;
  return { status: 2, lines: [...prefixed(`HW_UNEXPECTED ${first}${hint}`), ...stack] };
}
