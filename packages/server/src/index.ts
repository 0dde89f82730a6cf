/** Mission control behind the glass: a server in this process. */
export { ConfigError, type ConfigSources, type Config, listenSettings, loadConfig } from "./config/index.ts";
export { demoPassword, demoPeople } from "./demo/index.ts";
export {
  makeLogger,
  type RunningDemo,
  restoreBackup,
  type Server,
  type ServerOptions,
  startDemo,
  startServer,
} from "./server/index.ts";
