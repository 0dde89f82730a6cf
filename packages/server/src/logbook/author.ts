import type { Author } from "@hullwatch/log";
import { type Caller, everywhere, type Permission, standings } from "../people/index.ts";
import { ProblemError } from "../problem/index.ts";

/** As whom somebody wants to speak, of all that they may speak as. */
export interface As {
  readonly role?: string | undefined;
  readonly centre?: string | undefined;
}

/**
 * The author of what `caller` writes at `station`: in the first of the roles by which they may, or in the one asked for. A
 * grant for every centre speaks for `own` unless asked otherwise. Throws `ProblemError` 403 where they may not.
 */
export function authorFor(caller: Caller, permission: Permission, station: string, as: As, own: string): Author {
  const grants = standings(caller, permission, { station, ...(as.centre !== undefined && { centre: as.centre }) });
  const grant = grants.find(({ role }) => as.role === undefined || role === as.role);
  if (grant === undefined) {
    const who = [as.role, as.centre].filter((one) => one !== undefined).join(" of ");
    throw new ProblemError(
      403,
      "HW_FORBIDDEN",
      `You may not ${permission} at ${station}${who === "" ? "" : ` as ${who}`}.`,
    );
  }
  const centre = grant.centre === everywhere ? (as.centre ?? own) : grant.centre;
  return { id: caller.person, name: caller.displayName, role: grant.role, centre };
}
