import { readFileSync } from "node:fs";
import { type Config, ConfigError } from "../config/index.ts";

/** A NATS server, and as whom one comes to it. */
export interface Address {
  readonly url: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** What a credentials file of NATS holds. */
  readonly credentials: string | undefined;
  /** PEM of the authority that the server's certificate is of. */
  readonly ca: string | undefined;
}
/** Another centre, and where its log is to be had. */
export interface LinkSettings {
  readonly centre: string;
  readonly address: Address;
}
export interface CentresSettings {
  readonly own: Address;
  readonly links: readonly LinkSettings[];
}

interface Said {
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  readonly password_file?: string;
  readonly credentials_file?: string;
  readonly ca_file?: string;
}

function content(path: string | undefined): string | undefined {
  try {
    return path === undefined ? undefined : readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError([`centres: found ${(error as Error).message}, expected a file that can be read`]);
  }
}

const addressOf = ({ url, user, password, password_file, credentials_file, ca_file }: Said): Address => ({
  url,
  user,
  password: password ?? content(password_file)?.replace(/\r?\n$/, ""),
  credentials: content(credentials_file),
  ca: content(ca_file),
});

/** What the configuration says of other centres; null where there are none. Throws `ConfigError` where a file that it names cannot be read. */
export function centresSettings({ centres: { nats, links } }: Config): CentresSettings | null {
  const { url, ...own } = nats;
  if (url === undefined) return null;
  return {
    own: addressOf({ url, ...own }),
    links: links.map((link) => ({ centre: link.centre, address: addressOf(link) })),
  };
}
