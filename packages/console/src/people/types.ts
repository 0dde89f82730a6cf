/** What the server says of accounts. */
export interface HeldGrant {
  readonly id: string;
  readonly role: string;
  readonly station: string;
  readonly centre: string;
  readonly source: "local" | "oidc";
}
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly display_name: string;
  readonly disabled: boolean;
  readonly must_change_password: boolean;
  readonly issuer: string | null;
  readonly grants: readonly HeldGrant[];
}

/** Every role that may be given. */
export const roles = ["viewer", "crew", "engineer", "controller", "flight-director", "administrator"] as const;
