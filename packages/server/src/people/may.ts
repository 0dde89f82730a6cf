import { groundOf } from "../ground/index.ts";
import { type Caller, everywhere, type Grant, type Place } from "./caller.ts";
import { type Permission, permissions, type Role, roles } from "./permissions.ts";

const fits = (granted: string, asked: string | undefined) =>
  granted === everywhere || asked === undefined || granted === asked;

/** In a training of a station everybody may do what they may do there. */
const fitsStation = (granted: string, asked: string | undefined) =>
  fits(granted, asked) || (asked !== undefined && granted === groundOf(asked));

const allows = (role: Role, permission: Permission) => (roles[role] as readonly Permission[]).includes(permission);

const credentialFits = ({ credential, mustChangePassword }: Caller, permission: Permission, station?: string) =>
  !mustChangePassword &&
  (credential.kind === "session" ||
    (credential.scopes.includes(permission) && fitsStation(credential.station, station)));

/**
 * The grants by which `caller` may do this at `place`: on whose behalf and in which role. Empty where they may not. A
 * station or centre that is left out asks for any; a permission that reaches the whole server needs a grant for every
 * station and every centre, whatever the place.
 */
export function standings(caller: Caller, permission: Permission, place: Place = {}): readonly Grant[] {
  const server = permissions[permission].reach === "server";
  const station = server ? everywhere : place.station;
  const centre = server ? everywhere : place.centre;
  if (!credentialFits(caller, permission, station)) return [];
  return caller.grants.filter(
    (grant) => allows(grant.role, permission) && fitsStation(grant.station, station) && fits(grant.centre, centre),
  );
}

/** Whether `caller` may do this at `place`. */
export const may = (caller: Caller, permission: Permission, place: Place = {}): boolean =>
  standings(caller, permission, place).length > 0;

/**
 * Whether `caller` may manage an account that holds `held`: at the station and centre of every one of its grants the
 * caller must be allowed to, so that nobody reaches by a reset password or a new grant what they do not hold.
 */
export const mayManage = (caller: Caller, held: readonly Grant[]): boolean =>
  may(caller, "manage-people") && held.every((grant) => may(caller, "manage-people", grant));
