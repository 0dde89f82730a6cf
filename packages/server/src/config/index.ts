/** How is this server set up: defaults, file, environment and command line, checked as one. */
export { ConfigError } from "./errors.ts";
export { type ListenSettings, listenSettings } from "./listen.ts";
export { type ConfigSources, loadConfig, withoutSecrets } from "./load.ts";
export { configurationReference } from "./reference.ts";
export { type Config, configSchema } from "./schema.ts";
