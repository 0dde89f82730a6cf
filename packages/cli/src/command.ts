/** The command in its process: streams, exit status, errors. */
import { run } from "./run.ts";
import { type Exit, exitOf, shellOf, systemClock, traceVariable, unwritable } from "./shell/index.ts";

/** Says what is left to say of an error; the status to end with. */
function say({ status, lines }: Exit): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return status;
}
const trace = process.env[traceVariable] !== undefined;

// `hullwatch replay … | head` closes our output when it has seen enough; a full disk takes no more of it.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(say(exitOf(error.code === "EPIPE" ? error : unwritable("standard output", error), trace)));
});

try {
  await run(process.argv.slice(2), shellOf(process.stdout, process.stderr, systemClock));
} catch (error) {
  process.exitCode = say(exitOf(error, trace));
}
