/** People of a demonstration: one of each role, with a password that everybody knows. */
import { everywhere, type Grant, type People, type Role } from "../people/index.ts";

/** Known to everybody: a demonstration is reached from this machine alone. */
export const demoPassword = "the night of soyuz ms-09";

const cast: readonly (readonly [name: string, displayName: string, role: Role, centre: string])[] = [
  ["flight", "Flight Director, Houston", "flight-director", "houston"],
  ["houston", "Controller, Houston", "controller", "houston"],
  ["moscow", "Controller, Moscow", "controller", "moscow"],
  ["crew", "Crew, ISS", "crew", "houston"],
  ["engineer", "Engineer, Houston", "engineer", "houston"],
  ["instructor", "Instructor", "instructor", "houston"],
  ["viewer", "Viewer", "viewer", everywhere],
  ["admin", "Administrator", "administrator", everywhere],
];

/** What is demonstrated. */
export interface Demo {
  readonly story: string;
  readonly station: string;
  readonly speed: number;
  /** ISO 8601. */
  readonly begins: string;
  readonly password: string;
  readonly people: readonly {
    readonly name: string;
    readonly display_name: string;
    readonly role: string;
    readonly centre: string;
  }[];
}

export const demoPeople = cast.map(([name, displayName, role, centre]) => ({ name, displayName, role, centre }));

/** Makes the accounts that are not there yet. */
export async function addDemoPeople(people: People): Promise<void> {
  for (const [name, displayName, role, centre] of cast) {
    if (people.accounts.byName(name) !== undefined) continue;
    const password = await people.passwords.hash(demoPassword);
    const grant: Grant = { role, station: everywhere, centre };
    people.accounts.create({ name, displayName, password }, [grant]);
  }
}
