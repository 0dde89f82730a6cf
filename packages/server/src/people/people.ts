import { chmod } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { backup } from "node:sqlite";
import { Brake } from "./brake.ts";
import type { Caller, Credential } from "./caller.ts";
import type { Clock } from "./clock.ts";
import { type Argon2Cost, Passwords } from "./password.ts";
import {
  type Account,
  Accounts,
  Audit,
  openDatabase,
  type Session,
  type SessionLife,
  Sessions,
  Tokens,
} from "./store/index.ts";

export interface PeopleSettings {
  /** File of the store; `:memory:` for tests. */
  readonly path: string;
  readonly session: SessionLife;
  readonly password: { readonly enabled: boolean; readonly min_length: number; readonly cost: Argon2Cost };
  /** (d) Longest life of an API token. */
  readonly token_days_max: number;
  /** (d) */
  readonly audit_days: number;
}

/** Everything that is known of people: stores, brakes, and who a secret belongs to. */
export class People {
  readonly settings: PeopleSettings;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly audit: Audit;
  readonly passwords: Passwords;
  /**
   * Sign-ins by account: after sixteen wrong ones, one in 15 minutes. It slows down and never shuts out, as nobody may be
   * kept from a console while air is lost; and who has signed in from their address before has a brake of their own, so that
   * a stranger's guessing does not slow down a flight director.
   */
  readonly accountBrake: Brake;
  /** Sign-ins by address: a control centre behind one address has many people. */
  readonly addressBrake: Brake;
  readonly #db: DatabaseSync;

  /** Opens the store. Throws `NewerStoreError` for one of a later version. */
  constructor(settings: PeopleSettings, clock: Clock) {
    this.settings = settings;
    this.clock = clock;
    this.#db = openDatabase(settings.path);
    this.accounts = new Accounts(this.#db, clock);
    this.sessions = new Sessions(this.#db, clock, settings.session);
    this.tokens = new Tokens(this.#db, clock);
    this.audit = new Audit(this.#db, clock, settings.audit_days);
    this.passwords = new Passwords(settings.password.cost);
    this.accountBrake = new Brake({ free: 5, first_s: 1, most_s: 900, forget_s: 86_400 }, clock);
    this.addressBrake = new Brake({ free: 30, first_s: 1, most_s: 60, forget_s: 900 }, clock);
  }

  /** Who holds the secret of this session cookie; undefined where it is over, or its owner disabled. */
  bySession(secret: string): { readonly caller: Caller; readonly session: Session } | undefined {
    const session = this.sessions.bySecret(secret);
    if (session === undefined) return undefined;
    const caller = this.#caller(session.person, { kind: "session", id: session.id });
    if (caller === undefined) return undefined;
    this.sessions.touch(session);
    return { caller, session };
  }

  /** Who holds this API token; undefined where it is none, has expired, or its owner is disabled. */
  byToken(secret: string): Caller | undefined {
    const token = this.tokens.bySecret(secret);
    if (token === undefined) return undefined;
    const { id, scopes, station } = token;
    const caller = this.#caller(token.person, { kind: "token", id, scopes, station });
    if (caller !== undefined) this.tokens.touch(token);
    return caller;
  }

  /**
   * The caller as they are now; undefined where the session or token holds no more. For what lives longer than a request:
   * a stream asks at every heartbeat, and by that keeps the session awake.
   */
  recheck({ person, credential }: Caller): Caller | undefined {
    if (credential.kind === "session") {
      const session = this.sessions.byId(credential.id);
      if (session === undefined) return undefined;
      this.sessions.touch(session);
      return this.#caller(person, credential);
    }
    const token = this.tokens.byId(credential.id);
    return token && this.#caller(person, { ...credential, scopes: token.scopes, station: token.station });
  }

  /** Copies the store, while it is in use, to the file `path`, which is then its owner's alone too. */
  async backup(path: string): Promise<void> {
    await backup(this.#db, path);
    await chmod(path, 0o600);
  }

  close(): void {
    this.#db.close();
  }

  #caller(person: string, credential: Credential): Caller | undefined {
    const account = this.accounts.byId(person);
    return account === undefined || account.disabled ? undefined : callerFrom(account, credential);
  }
}

export const callerFrom = (account: Account, credential: Credential): Caller => ({
  person: account.id,
  name: account.name,
  displayName: account.displayName,
  grants: account.grants.map(({ role, station, centre }) => ({ role, station, centre })),
  credential,
  mustChangePassword: account.mustChangePassword,
});
