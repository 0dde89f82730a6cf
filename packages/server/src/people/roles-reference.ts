import { everyPermission, everyRole, permissions, roles } from "./permissions.ts";

const title = (role: string) => role.replace("-", " ");

/** `docs/roles.md`: the tables of roles and permissions as they are checked. */
export function rolesReference(): string {
  const rows = everyPermission.map((permission) => {
    const { reach, means } = permissions[permission];
    const marks = everyRole.map((role) => ((roles[role] as readonly string[]).includes(permission) ? "x" : ""));
    return `| \`${permission}\` | ${reach} | ${marks.join(" | ")} | ${means} |`;
  });
  return `# Roles

Made from the table that is checked: \`npm run docs\` writes this page anew.

A person holds grants. A grant is a role, at one station or at all (\`*\`), on behalf of one control centre or of all (\`*\`). What one
of the grants allows is allowed; a person without grants may do nothing. A permission that reaches the \`server\` needs a grant for
all stations and all centres. An administrator runs the server and decides nothing about the flight; who does both holds both roles.

Who manages people sees every account, and changes one within their own reach: the account, the password or the grants of a
person only where each of that person's grants, and each one given, is at a station and centre that they administer.

An API token has some of its owner's permissions (scopes), at all of the owner's stations or at one, until it expires. It never has
more than its owner has at that moment. Changing the password, sessions and tokens themselves want a session.

| permission | reach | ${everyRole.map(title).join(" | ")} | allows to |
| --- | --- | ${everyRole.map(() => "---").join(" | ")} | --- |
${rows.join("\n")}
`;
}
