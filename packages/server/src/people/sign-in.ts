import { phrase } from "@hullwatch/core/phrase";
import { ProblemError } from "../problem/index.ts";
import { passwordFault } from "./password-rules.ts";
import type { People } from "./people.ts";
import { type Account, sameName } from "./store/index.ts";

/** A wrong name, a wrong password, a disabled account: one answer for all, so that it names nobody. */
const wrong = () =>
  new ProblemError(401, "HW_SIGN_IN", "Name or password is wrong.", { "www-authenticate": 'Bearer realm="hullwatch"' });

const tooSoon = (seconds: number) =>
  new ProblemError(429, "HW_TOO_MANY_SIGN_INS", `Too many sign-ins: try again in ${seconds} s.`, {
    "retry-after": String(seconds),
  });

/**
 * The account of this name and password. Throws `ProblemError`: 401 where they are wrong, 429 where it is too soon, 503
 * where too many sign in at once.
 */
export async function signInByPassword(
  people: People,
  name: string,
  password: string,
  address: string,
): Promise<Account> {
  const { accounts, passwords, accountBrake, addressBrake } = people;
  const account = people.settings.password.enabled ? accounts.byName(name) : undefined;
  const known = account !== undefined && accounts.knowsAddress(account.id, address);
  const key = known ? `known ${account.id} ${address}` : `name ${sameName(name)}`;
  for (const [brake, taken] of [
    [addressBrake, address],
    [accountBrake, key],
  ] as const) {
    const wait = brake.take(taken);
    if (wait > 0) throw tooSoon(wait);
  }
  const stored = account === undefined || account.disabled ? null : accounts.passwordOf(account.id);
  const { right, outdated } = await passwords.check(password, stored);
  if (!right || account === undefined) throw wrong();
  accountBrake.clear(key);
  addressBrake.giveBack(address);
  accounts.learnAddress(account.id, address);
  if (outdated) accounts.setPassword(account.id, await passwords.hash(password), account.mustChangePassword);
  return account;
}

/** Throws `ProblemError` 422 for a password that is not taken. `own` are the person's name and display name. */
export async function hashNewPassword(people: People, password: string, own: readonly string[]): Promise<string> {
  const fault = passwordFault(password, people.settings.password.min_length, own);
  if (fault !== undefined) throw new ProblemError(422, "HW_PASSWORD", `The password is not taken: expected ${fault}.`);
  return people.passwords.hash(password);
}

/**
 * Sets a password in an administrator's name: every session of the person ends, and they must change it at the next sign-in.
 * Throws `ProblemError`: 409 for who signs in elsewhere, 422 for a password that is not taken.
 */
export async function resetPassword(people: People, account: Account, password: string): Promise<void> {
  if (account.issuer !== null) {
    throw new ProblemError(409, "HW_OTHER_ISSUER", phrase`${account.name} signs in at ${account.issuer}.`);
  }
  const hash = await hashNewPassword(people, password, [account.name, account.displayName]);
  people.accounts.setPassword(account.id, hash, true);
  people.sessions.endAll(account.id);
}

/** Changes the own password; every session ends. Throws `ProblemError`: 403 where the present one is wrong, 429, 422. */
export async function changePassword(people: People, account: Account, before: string, after: string, address: string) {
  await signInByPassword(people, account.name, before, address).catch((error: unknown) => {
    const isWrong = error instanceof ProblemError && error.statusCode === 401;
    throw isWrong ? new ProblemError(403, "HW_SIGN_IN", "The present password is wrong.") : error;
  });
  if (before === after) throw new ProblemError(422, "HW_PASSWORD", "The password is not taken: expected another one.");
  const hash = await hashNewPassword(people, after, [account.name, account.displayName]);
  people.accounts.setPassword(account.id, hash, false);
  people.sessions.endAll(account.id);
}
