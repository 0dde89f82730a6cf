import { join } from "node:path";
import type { Config } from "../config/index.ts";
import type { IssuerSettings } from "./issuer/index.ts";
import type { PeopleSettings } from "./people.ts";
import type { GuardSettings } from "./plugin.ts";

/** The store of accounts and its rules, from the configuration: `people.db` in the folder of data. */
export const peopleSettings = ({ data_dir, people }: Config): PeopleSettings => ({
  path: join(data_dir, "people.db"),
  session: people.session,
  password: {
    enabled: people.password.enabled,
    min_length: people.password.min_length,
    cost: {
      memory: people.password.argon2_memory_KiB,
      passes: people.password.argon2_passes,
      lanes: people.password.argon2_lanes,
    },
  },
  token_days_max: people.token_days_max,
  audit_days: people.audit_days,
});

export const guardSettings = ({ server, limits }: Config): GuardSettings => ({
  publicUrl: server.public_url,
  limits: {
    address: limits.requests_per_min_address,
    person: limits.requests_per_min_person,
    token: limits.requests_per_min_token,
  },
});

/** Null where there is no sign-in by OpenID Connect. `prefix` is that of the routes of people: "/api". */
export function issuerSettings({ server, people: { oidc } }: Config, prefix: string): IssuerSettings | null {
  const { issuer, client_id, client_secret, name, scopes, roles_claim, grants } = oidc;
  if (issuer === undefined || client_id === undefined || server.public_url === undefined) return null;
  const redirect_uri = `${server.public_url}${prefix}/sign-in/oidc/callback`;
  return { issuer, client_id, client_secret, name, scopes, roles_claim, grants, redirect_uri };
}
