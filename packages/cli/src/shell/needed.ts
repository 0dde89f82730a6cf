import type { Command } from "commander";
import { UsageError } from "./errors.ts";

/**
 * Refuses a command line that lacks one of these options. Said here and not by commander, which would name a missing
 * option before the misspelt one that was meant for it.
 */
export function needOptions(command: Command, names: readonly string[]) {
  const missing = command.options.find(
    (o) => names.includes(o.attributeName()) && command.opts()[o.attributeName()] === undefined,
  );
  if (missing !== undefined) {
    throw new UsageError(
      `${command.name()}: found no ${missing.long}, expected ${missing.flags}: ${missing.description}`,
    );
  }
}
