/** Who is this, and may they: accounts, sign-in, sessions, tokens, roles, refusals. */
export { type Caller, type Credential, everywhere, type Grant, type Place } from "./caller.ts";
export { may, mayManage, standings } from "./may.ts";
export type { Need, StationOf } from "./needs.ts";
export { everyPermission, everyRole, type Permission, permissions, type Role, roles } from "./permissions.ts";
