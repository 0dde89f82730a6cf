/** The command in its process: streams, exit status, errors. */
import { run } from "./run.ts";
import { exitOf, shellOf, systemClock, traceVariable } from "./shell/index.ts";

// `hullwatch replay … | head` closes our output when it has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  await run(process.argv.slice(2), shellOf(process.stdout, process.stderr, systemClock));
} catch (error) {
  const { status, lines } = exitOf(error, process.env[traceVariable] !== undefined);
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exitCode = status;
}
