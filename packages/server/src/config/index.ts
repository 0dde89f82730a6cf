/** How is this server set up: defaults, file, environment and command line, checked as one. */
export { type Config, configSchema } from "./schema.ts";
