/** What is kept of people: accounts, grants, sessions, tokens, refusals. */
export { type Account, Accounts, sameName } from "./accounts.ts";
export { Audit, type AuditEvent, type AuditKind, type AuditRow } from "./audit.ts";
export { NewerStoreError, openDatabase } from "./database.ts";
export type { HeldGrant } from "./grants.ts";
export { type Session, type SessionLife, Sessions } from "./sessions.ts";
export { type Token, Tokens } from "./tokens.ts";
