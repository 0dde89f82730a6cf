import { everyKey, type Key, type KeySchema, root } from "./keys.ts";

const kindOf = ({ type, enum: words, items, minimum, maximum }: KeySchema): string => {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(", ");
  if (items !== undefined) return items.properties === undefined ? "list of texts" : "list of mappings";
  if (type === "integer") return `${minimum} to ${maximum}`;
  return type === "boolean" ? "true or false" : "text";
};

const row = ({ name, variable, schema }: Key): string => {
  const value = schema.default === undefined ? "" : `\`${JSON.stringify(schema.default)}\``;
  const file =
    schema.secret === true ? ` Secret: better given as a file, \`${name}_file\` or \`${variable}_FILE\`.` : "";
  return `| \`${name}\` | \`${variable}\` | ${kindOf(schema)} | ${value} | ${schema.description}${file} |`;
};

/** The sections that hold keys of their own, with what they are for. */
function sections(schema: KeySchema, path: readonly string[]): readonly { name: string; description: string }[] {
  const inner = Object.entries(schema.properties ?? {}).filter(([, one]) => one.properties !== undefined);
  const own = { name: path.join("."), description: schema.description ?? "" };
  return [own, ...inner.flatMap(([key, one]) => sections(one, [...path, key]))];
}

const top = `# Configuration of the server

Made from the schema that checks it: \`npm run docs\` writes this page anew.

Every key can be given in a file, in the environment and on the command line. What comes later in this list counts:

1. the default;
2. the file: YAML that begins with \`hullwatch: server/1\`, named by \`--config\` or \`HULLWATCH_CONFIG\`;
3. the environment: \`HULLWATCH_\` and the key in capitals, with \`_\` for each dot. Lists of texts have commas between them, or are
   JSON where a text holds a comma; lists of mappings are JSON;
4. the command line: \`--set key=value\`, as often as needed.

An unknown key is refused wherever it stands, and so is a variable that begins with \`HULLWATCH_\` and means nothing; every fault is
told at once, in a file with line and column. What Kubernetes sets beside a service named hullwatch
(\`HULLWATCH_SERVICE_HOST\`, \`HULLWATCH_PORT\` and the like) is passed over. Paths are from the folder that the server is started in.

A secret is never shown or logged, and is not taken on the command line. Its \`_FILE\` form names a file that holds it, such as a
mounted secret; a line end at its end is left out.

The server listens on 127.0.0.1 unless told otherwise. On an address that others reach it starts only with TLS of its own
(\`server.tls\`), or told that a proxy in front ends TLS (\`server.behind_proxy\`).

\`\`\`yaml
hullwatch: server/1
centre: houston
data_dir: /var/lib/hullwatch
stations: [stations/iss.yaml]
server:
  host: 0.0.0.0
  public_url: https://hullwatch.example
  behind_proxy: true
  trusted_proxies: [10.0.0.0/8]
people:
  oidc:
    issuer: https://id.example
    client_id: hullwatch
    client_secret_file: /run/secrets/hullwatch-oidc
    grants:
      - { value: flight-directors, role: flight-director, station: iss, centre: houston }
\`\`\`
`;

/** `docs/configuration.md`, complete by construction. */
export function configurationReference(): string {
  const parts = sections(root, []).flatMap(({ name, description }) => {
    const own = everyKey.filter((key) => key.path.slice(0, -1).join(".") === name);
    const title = name === "" ? "## At the top" : `## \`${name}\`\n\n${description}`;
    const head = "| key | variable | value | default | meaning |\n| --- | --- | --- | --- | --- |";
    return own.length === 0 ? [] : [`${title}\n\n${head}\n${own.map(row).join("\n")}\n`];
  });
  return `${top}\n${parts.join("\n")}`;
}
