/** Mission control behind the glass: a server in this process. */
export { type Config, ConfigError, type ConfigSources, listenSettings, loadConfig } from "./config/index.ts";
export { demoPassword, demoPeople } from "./demo/index.ts";
export { type Begun, beginIngest, beginWorker } from "./fleet/index.ts";
export {
  makeLogger,
  type RunningDemo,
  restoreBackup,
  type Server,
  type ServerOptions,
  startDemo,
  startServer,
} from "./server/index.ts";
