import { choices } from "@hullwatch/core/phrase";
import { expectation, misfits } from "./fit.ts";
import { everyKey, type Key, type KeySchema } from "./keys.ts";

/** What one text of the environment or the command line says: a value for a key, the file of a secret, or a fault. */
export type Said =
  | { readonly key: Key; readonly value: unknown }
  | { readonly key: Key; readonly file: string }
  | { readonly fault: string };

const unread = Symbol("unread");

/** Text as a value of the key's kind: lists of texts with commas between or as JSON, lists of mappings as JSON. */
function parsed(schema: KeySchema, text: string): unknown {
  if (schema.type === "integer") return /^\d+$/.test(text) ? Number(text) : unread;
  if (schema.type === "boolean") return text === "true" ? true : text === "false" ? false : unread;
  if (schema.items === undefined) return text;
  const isPlain = schema.items.properties === undefined && !text.startsWith("[");
  if (isPlain) return text === "" ? [] : text.split(",").map((item) => item.trim());
  try {
    return JSON.parse(text);
  } catch {
    return unread;
  }
}

function say(where: string, key: Key, text: string): Said {
  const value = parsed(key.schema, text);
  const wrong = value === unread ? [{ expected: expectation(key.schema, text) }] : misfits(key.schema, value);
  if (wrong.length === 0) return { key, value };
  const found = key.schema.secret === true ? "a secret that does not fit" : JSON.stringify(text.slice(0, 60));
  const json = key.schema.items?.properties === undefined ? "" : ", as JSON";
  return { fault: `${where}: found ${found}, expected ${wrong[0].expected}${json}` };
}

/** Read elsewhere: the file of the configuration, and whether faults show where they come from. */
const notKeys = new Set(["HULLWATCH_CONFIG", "HULLWATCH_TRACE"]);

/** What Kubernetes sets in every container beside a service named hullwatch. */
const fromKubernetes = /^HULLWATCH_(?:SERVICE_(?:HOST|PORT(?:_\w+)?)|PORT(?:_\d+_\w+)?)$/;

/** Every variable that begins with HULLWATCH_; one that means nothing is a fault. */
export function fromEnvironment(env: Readonly<Record<string, string | undefined>>): readonly Said[] {
  const byName = new Map<string, Key>(everyKey.map((key) => [key.variable, key]));
  const files = new Map<string, Key>(
    everyKey.filter(({ schema }) => schema.secret === true).map((key) => [`${key.variable}_FILE`, key]),
  );
  return Object.entries(env).flatMap(([name, text]): Said[] => {
    if (!name.startsWith("HULLWATCH_") || text === undefined || notKeys.has(name) || fromKubernetes.test(name))
      return [];
    const key = byName.get(name);
    if (key !== undefined) return [say(name, key, text)];
    const secret = files.get(name);
    if (secret !== undefined) return [{ key: secret, file: text }];
    const known = choices([...byName.keys(), ...files.keys()], name, "a variable of the configuration");
    return [{ fault: `${name}: found an unknown variable, expected ${known}` }];
  });
}

/** `server.port=8080`, as the command line gives it. Secrets are refused there: others see it. */
export function fromSettings(settings: readonly string[]): readonly Said[] {
  return settings.map((setting): Said => {
    const [, name, text] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (name === undefined) return { fault: `${JSON.stringify(setting)}: found no =, expected key=value` };
    const key = everyKey.find((one) => one.name === name);
    if (key?.schema.secret === true) {
      return { fault: `${name}: found a secret on the command line, expected it in a file: ${key.variable}_FILE` };
    }
    if (key !== undefined) return say(name, key, text);
    const known = choices(
      everyKey.map((one) => one.name),
      name,
      "a key of the configuration",
    );
    return { fault: `${name}: found an unknown key, expected ${known}` };
  });
}
