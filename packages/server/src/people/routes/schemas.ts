import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import { type Static, Type } from "typebox";
import { everywhere, type Grant } from "../caller.ts";
import { longestPassword } from "../password-rules.ts";
import { everyPermission, everyRole, type Permission, type Role } from "../permissions.ts";
import type { Account, HeldGrant, Session, Token } from "../store/index.ts";

/** A part of the server whose routes are typed by their schemas. */
export type Routes = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

const time = Type.String({ format: "date-time", description: "ISO 8601, UTC" });
const iso = (ms: number) => new Date(ms).toISOString();

export const id = Type.String({ pattern: "^[0-9a-z_]{1,40}$" });
export const password = Type.String({ minLength: 1, maxLength: longestPassword, format: "password" });
export const displayName = Type.String({ pattern: "^\\S(.{0,98}\\S)?$", maxLength: 100 });
export const userName = Type.String({
  pattern: "^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$",
  description: "Letters, digits, and . _ @ - between them; case does not matter",
});
export const permission = Type.Unsafe<Permission>({ type: "string", enum: everyPermission });
const role = Type.Unsafe<Role>({ type: "string", enum: everyRole });
/** An id, or all. */
export const placeId = Type.String({ pattern: "^([a-z0-9][a-z0-9-]{0,63}|\\*)$" });
const placeOrAll = Type.Optional(Type.String({ ...placeId, default: everywhere }));

/** As it is given: everywhere unless said. */
export const newGrant = object({ role, station: placeOrAll, centre: placeOrAll });
export const grant = object({ role, station: placeId, centre: placeId });

export const fullGrant = ({ role, station = everywhere, centre = everywhere }: Static<typeof newGrant>): Grant => ({
  role,
  station,
  centre,
});

const heldGrant = object({
  ...grant.properties,
  id,
  source: Type.Unsafe<HeldGrant["source"]>({ type: "string", enum: ["local", "oidc"] }),
});

export const accountView = object({
  id,
  name: Type.String(),
  display_name: Type.String(),
  disabled: Type.Boolean(),
  must_change_password: Type.Boolean(),
  issuer: Type.Union([Type.String(), Type.Null()]),
  created: time,
  grants: Type.Array(heldGrant),
});

export const viewAccount = (account: Account) => ({
  id: account.id,
  name: account.name,
  display_name: account.displayName,
  disabled: account.disabled,
  must_change_password: account.mustChangePassword,
  issuer: account.issuer,
  created: iso(account.created),
  grants: [...account.grants],
});

export const sessionView = object({
  id,
  created: time,
  seen: time,
  address: Type.String(),
  agent: Type.String(),
  current: Type.Boolean(),
});

export const viewSession = (session: Session, current: string | undefined) => ({
  id: session.id,
  created: iso(session.created),
  seen: iso(session.seen),
  address: session.address,
  agent: session.agent,
  current: session.id === current,
});

export const tokenView = object({
  id,
  name: Type.String(),
  scopes: Type.Array(permission),
  station: Type.String(),
  created: time,
  expires: time,
  used: Type.Union([time, Type.Null()]),
});

export const viewToken = (token: Token) => ({
  id: token.id,
  name: token.name,
  scopes: [...token.scopes],
  station: token.station,
  created: iso(token.created),
  expires: iso(token.expires),
  used: token.used === null ? null : iso(token.used),
});
