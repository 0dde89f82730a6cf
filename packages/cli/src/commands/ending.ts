/** Resolves with the first signal to end; a second one ends at once, as does what cannot be mended. */
export function ending() {
  const { promise: signal, resolve } = Promise.withResolvers<void>();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
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
  return { signal, broken };
}
