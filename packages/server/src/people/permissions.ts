/** Where a permission holds: at a station, or for the whole server. */
export type Reach = "station" | "server";

interface Meaning {
  readonly reach: Reach;
  readonly means: string;
}

const at = (means: string): Meaning => ({ reach: "station", means });
const whole = (means: string): Meaning => ({ reach: "server", means });

/** Everything that may be allowed, with what it means. `docs/roles.md` is this table and the next one. */
export const permissions = {
  "read-telemetry": at("see the station, its readings, history, estimates, alarms and advice, and export them"),
  "read-log": at("see the shared log, its files, incidents, procedures and polls, search and export them"),
  "send-telemetry": at("push readings, conjunction messages and element sets, and upload recordings"),
  "acknowledge-alarms": at("acknowledge an alarm for the own control centre and role"),
  "shelve-alarms": at("shelve an alarm with an expiry, unshelve it, clear a latched one"),
  "write-log": at(
    "write notes and actions, attach photos and files, correct own entries by a new one (where they might still write them)",
  ),
  "report-hatch": at("report that a hatch was opened or closed"),
  "report-crew": at("report where crew members are"),
  "run-procedure": at("start a procedure, confirm its steps, log deviations"),
  "edit-procedure": at("write own procedures and new versions of them"),
  vote: at("say GO or NO-GO in a poll for the own role"),
  "call-poll": at("open and close a poll"),
  decide: at("enter a decision, such as isolating a module or sending the crew to their vehicles"),
  "hand-over": at("hand the console over to the next shift"),
  "release-status": at("release a draft to the public status page"),
  "edit-station": at("make the station, and put new files of it"),
  instruct: at(
    "hold trainings on the station: begin and end them, let things go wrong in them, see what really is; of the real station nothing",
  ),
  "manage-people": at("create and disable accounts, reset passwords, grant and withdraw roles; within what is covered"),
  "read-audit": whole("see refusals and sign-ins"),
  "read-metrics": whole("see the measures of the server itself"),
  backup: whole("take a backup"),
} as const satisfies Readonly<Record<string, Meaning>>;

export type Permission = keyof typeof permissions;

/** In the order of the table above. */
export const everyPermission = Object.keys(permissions) as Permission[];

export const isPermission = (text: string): text is Permission => Object.hasOwn(permissions, text);

const viewer = ["read-telemetry", "read-log"] as const satisfies readonly Permission[];
const crew = [
  ...viewer,
  "acknowledge-alarms",
  "write-log",
  "report-hatch",
  "report-crew",
  "run-procedure",
  "vote",
] as const satisfies readonly Permission[];
const controller = [...crew, "shelve-alarms", "hand-over"] as const satisfies readonly Permission[];

/** What each role may. An administrator runs the server, an instructor its trainings: neither decides anything about the flight. */
export const roles = {
  viewer,
  crew,
  engineer: [...viewer, "write-log", "vote", "run-procedure", "edit-procedure", "send-telemetry"],
  controller,
  "flight-director": [...controller, "call-poll", "decide", "release-status", "edit-procedure"],
  administrator: [...viewer, "send-telemetry", "edit-station", "manage-people", "read-audit", "read-metrics", "backup"],
  instructor: [...viewer, "instruct"],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type Role = keyof typeof roles;

/** From the least to the most of a flight, then those beside it. */
export const everyRole = Object.keys(roles) as Role[];
