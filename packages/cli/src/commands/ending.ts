/**
 * Resolves with the first signal to end; a second one ends at once, as does what cannot be mended, and any signal before `ready` was
 * called: what is still being begun, or waits for servers, has nothing to finish.
 */
export function ending() {
  const { promise: signal, resolve } = Promise.withResolvers<void>();
  let isReady = false;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      if (!isReady) process.exit(130);
      resolve();
      process.once(name, () => process.exit(130));
    });
  }
  const broken = (error: unknown) => {
    process.stderr.write(
      `hullwatch: HW_BROKEN ${error instanceof Error ? error.message : error}; begun anew, it goes on from what it has saved\n`,
    );
    process.exit(70);
  };
  const ready = () => {
    isReady = true;
  };
  return { signal, broken, ready };
}
