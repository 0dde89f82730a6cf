/**
 * The command runs with a small heap; a server of a hundred stations needs the machine's. And of the four threads that Node has for
 * disks one or two are the archive's: with them alone every hundredth batch waits a second to be synced, with sixteen 0.2 s
 * (`npm run bench -- server`). The process stays the same one.
 */
export function leaveFlags(): void {
  const { UV_THREADPOOL_SIZE } = process.env;
  if (process.execArgv.length === 0 && UV_THREADPOOL_SIZE !== undefined) return;
  const env = { ...process.env, UV_THREADPOOL_SIZE: UV_THREADPOOL_SIZE ?? "16" };
  process.execve?.(process.execPath, [process.execPath, ...process.argv.slice(1)], env);
}
