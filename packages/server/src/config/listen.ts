import { readFileSync } from "node:fs";
import { ConfigError } from "./errors.ts";
import { isLoopback } from "./rules.ts";
import type { Config } from "./schema.ts";

/** What the HTTP server needs to know. */
export interface ListenSettings {
  readonly host: string;
  readonly port: number;
  /** Proxies whose X-Forwarded headers are believed; false for none. */
  readonly trustProxy: false | string[];
  /** PEM texts; null where the server itself speaks plain HTTP. */
  readonly https: { readonly cert: string; readonly key: string } | null;
  /** Whether people reach it by TLS, here or at a proxy. */
  readonly tls: boolean;
  /** Whether only this machine reaches it: worth a word at the start. */
  readonly local: boolean;
}

/** Throws `ConfigError` where a file of the certificate cannot be read. */
export function listenSettings(
  { server }: Config,
  read = (path: string) => readFileSync(path, "utf8"),
): ListenSettings {
  const { host, port, behind_proxy, trusted_proxies, tls } = server;
  const pem = (path: string) => {
    try {
      return read(path);
    } catch (error) {
      throw new ConfigError([`server.tls: found ${(error as Error).message}, expected a PEM file`]);
    }
  };
  const { cert_file, key_file } = tls;
  const https = cert_file === undefined || key_file === undefined ? null : { cert: pem(cert_file), key: pem(key_file) };
  return {
    host,
    port,
    trustProxy: behind_proxy ? [...trusted_proxies] : false,
    https,
    tls: https !== null || behind_proxy,
    local: isLoopback(host) && !behind_proxy,
  };
}
