/** Who is this, and may they: accounts, sign-in, sessions, tokens, roles, refusals. */
export { type Caller, type Credential, everywhere, type Grant, type Place } from "./caller.ts";
export type { Clock } from "./clock.ts";
export { callerOf, type DeclaredRoute, demand, UndeclaredRouteError } from "./guard.ts";
export { addHeaders } from "./headers.ts";
export { Issuer, type IssuerSettings } from "./issuer/index.ts";
export { logSerializers } from "./log-request.ts";
export { may, mayManage, standings } from "./may.ts";
export type { Need, StationOf } from "./needs.ts";
export { People, type PeopleSettings } from "./people.ts";
export { everyPermission, everyRole, type Permission, permissions, type Role, roles } from "./permissions.ts";
export { addGuard, addressOf, type GuardSettings, note } from "./plugin.ts";
export { rolesReference } from "./roles-reference.ts";
export { everyPeopleRoute, type PeopleRoutes } from "./routes/index.ts";
export { guardSettings, issuerSettings, peopleSettings } from "./settings.ts";
export { SetUp } from "./setup.ts";
export { resetPassword } from "./sign-in.ts";
export { type Account, type AuditEvent, type AuditRow, NewerStoreError } from "./store/index.ts";
