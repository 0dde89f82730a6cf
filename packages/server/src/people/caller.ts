import type { Permission, Role } from "./permissions.ts";

/** Stands for every station, or every control centre. */
export const everywhere = "*";

/** A role at a station (or `*`, all) on behalf of a control centre (or `*`, all). */
export interface Grant {
  readonly role: Role;
  readonly station: string;
  readonly centre: string;
}

/** By what a caller is known: a session in a cookie, or an API token with a part of its owner's permissions. */
export type Credential =
  | { readonly kind: "session"; readonly id: string }
  | {
      readonly kind: "token";
      readonly id: string;
      readonly scopes: readonly Permission[];
      /** The one station that it is for, or `*`. */
      readonly station: string;
    };

/** Who makes a request. */
export interface Caller {
  /** Stable and never used again: what the log keeps. */
  readonly person: string;
  /** What they sign in with. */
  readonly name: string;
  /** What others read. */
  readonly displayName: string;
  readonly grants: readonly Grant[];
  readonly credential: Credential;
  /** A password that an administrator set: nothing is allowed but to change it. */
  readonly mustChangePassword: boolean;
}

/** Where something is to be done; what is left out is not asked about. */
export interface Place {
  readonly station?: string | undefined;
  readonly centre?: string | undefined;
}
