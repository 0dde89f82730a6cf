import { randomBytes } from "node:crypto";
import { ProblemError } from "../problem/index.ts";
import type { People } from "./people.ts";
import { digest, isSame } from "./secret.ts";
import { hashNewPassword } from "./sign-in.ts";
import type { Account } from "./store/index.ts";

/**
 * While nobody can administer everything: whoever reads the console of the server makes the first administrator. Not while
 * there is no account, as a first sign-in by OpenID Connect without a role would then shut everybody out for good.
 */
export class SetUp {
  readonly #people: People;
  readonly #code: string;

  constructor(people: People) {
    this.#people = people;
    this.#code = randomBytes(10)
      .toString("hex")
      .replace(/.{5}(?!$)/g, "$&-");
  }

  get needed(): boolean {
    return !this.#people.accounts.hasAdministrator();
  }

  /** The one-time code, for the console alone. */
  get code(): string {
    return this.#code;
  }

  /**
   * Makes the first administrator. Throws `ProblemError`: 409 once there is one, 401 for a wrong code, 429 where too
   * many were tried, 422 for a password that is not taken.
   */
  async make(code: string, name: string, displayName: string, password: string, address: string): Promise<Account> {
    const { accounts, addressBrake } = this.#people;
    this.#demandNeed();
    const wait = addressBrake.take(address);
    if (wait > 0) {
      const headers = { "retry-after": String(wait) };
      throw new ProblemError(429, "HW_TOO_MANY_SIGN_INS", `Too many codes: try again in ${wait} s.`, headers);
    }
    if (!isSame(digest(code.trim().toLowerCase()), digest(this.#code))) {
      throw new ProblemError(401, "HW_SET_UP_CODE", "The code is not the one on the console of the server.", {
        "www-authenticate": 'Bearer realm="hullwatch"',
      });
    }
    addressBrake.giveBack(address);
    const hash = await hashNewPassword(this.#people, password, [name, displayName]);
    // Another may have been quicker while this password was hashed.
    this.#demandNeed();
    return accounts.createAdministrator({ name, displayName, password: hash });
  }

  #demandNeed(): void {
    if (!this.needed) throw new ProblemError(409, "HW_SET_UP", "Hullwatch has been set up already.");
  }
}
