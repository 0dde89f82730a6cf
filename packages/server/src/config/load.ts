import { readFileSync } from "node:fs";
import { ConfigError } from "./errors.ts";
import { DocumentError, readConfigFile } from "./from-file.ts";
import { fromEnvironment, fromSettings, type Said } from "./from-text.ts";
import { defaultsOf, everyKey, root } from "./keys.ts";
import { ruleFaults } from "./rules.ts";
import type { Config } from "./schema.ts";

export interface ConfigSources {
  /** Path of the configuration file; else `HULLWATCH_CONFIG`; else there is none. */
  readonly file?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `key=value`, from the command line. */
  readonly settings?: readonly string[];
  /** Reads a text file; by default from the disk. */
  readonly read?: (path: string) => string;
}

type Tree = Record<string, unknown>;

/**
 * The configuration: defaults, under the file, under the environment, under the command line. Throws `ConfigError` with
 * every fault of all of them, each with where it is (for a file: line and column), what was found and what was expected.
 */
export function loadConfig(sources: ConfigSources = {}): Config {
  const { env = {}, settings = [], read = (path) => readFileSync(path, "utf8") } = sources;
  const faults: string[] = [];
  const config = defaultsOf(root) as Tree;
  const readOr = (path: string, where: string) => {
    try {
      return read(path);
    } catch (error) {
      faults.push(`${where}: found ${(error as Error).message}, expected a file that can be read`);
      return undefined;
    }
  };

  const file = sources.file ?? env.HULLWATCH_CONFIG;
  const text = file === undefined ? undefined : readOr(file, file);
  if (file !== undefined && text !== undefined) lay(config, fileTree(text, file, faults));
  resolveSecrets(config, readOr, faults);

  for (const said of byKey([fromEnvironment(env), fromSettings(settings)], faults)) {
    const value = "value" in said ? said.value : trimmed(readOr(said.file, `${said.key.variable}_FILE`));
    if (value !== undefined) put(config, said.key.path, value);
  }
  const whole = config as unknown as Config;
  if (faults.length === 0) faults.push(...ruleFaults(whole));
  if (faults.length > 0) throw new ConfigError(faults);
  return whole;
}

function fileTree(text: string, file: string, faults: string[]): Tree {
  try {
    return readConfigFile(text, file);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    faults.push(...error.message.split("\n"));
    return {};
  }
}

/** A file that ends in a line end holds a secret without one. */
const trimmed = (text: string | undefined) => text?.replace(/\r?\n$/, "");

/** In place of `client_secret_file` what that file holds. */
function resolveSecrets(
  config: Tree,
  read: (path: string, where: string) => string | undefined,
  faults: string[],
): void {
  for (const { schema, path, name } of everyKey) {
    if (schema.secret !== true) continue;
    const owner = ownerOf(config, path);
    const key = path.at(-1)!;
    const file = owner[`${key}_file`];
    delete owner[`${key}_file`];
    if (typeof file !== "string") continue;
    if (owner[key] !== undefined) faults.push(`${name}: found ${key} and ${key}_file, expected one of them`);
    else owner[key] = trimmed(read(file, `${name}_file`));
  }
}

/** What was said without fault; a secret that the environment gives twice is one. */
function byKey(layers: readonly (readonly Said[])[], faults: string[]): readonly Exclude<Said, { fault: string }>[] {
  return layers.flatMap((layer) => {
    const seen = new Set<string>();
    return layer.flatMap((said) => {
      if ("fault" in said) {
        faults.push(said.fault);
        return [];
      }
      if (said.key.schema.secret === true && seen.has(said.key.name)) {
        faults.push(`${said.key.variable}: found it and ${said.key.variable}_FILE, expected one of them`);
      }
      seen.add(said.key.name);
      return [said];
    });
  });
}

/** The section that `path` ends in: defaults have made every one. */
const ownerOf = (tree: Tree, path: readonly string[]): Tree =>
  path.slice(0, -1).reduce((owner, step) => owner[step] as Tree, tree);

function put(tree: Tree, path: readonly string[], value: unknown): void {
  ownerOf(tree, path)[path.at(-1)!] = value;
}

/** Lays sections over sections; lists take the place of lists. */
function lay(under: Tree, over: Tree): void {
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    const isSection = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isSection && typeof below === "object" && below !== null) lay(below as Tree, value as Tree);
    else under[key] = value;
  }
}

/** The configuration as it may be shown and logged. */
export function withoutSecrets(config: Config): Config {
  const copy = structuredClone(config) as unknown as Tree;
  for (const { schema, path } of everyKey) {
    if (schema.secret === true && ownerOf(copy, path)[path.at(-1)!] !== undefined) put(copy, path, "(secret)");
  }
  return copy as unknown as Config;
}
