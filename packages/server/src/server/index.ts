/** How does a server begin and end? */
export { restoreBackup } from "./backup.ts";
export { type RunningDemo, startDemo } from "./demo.ts";
export { makeLogger } from "./logger.ts";
export { type Server, type ServerOptions, startServer } from "./server.ts";
