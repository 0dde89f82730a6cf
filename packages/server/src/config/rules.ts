import type { Config } from "./schema.ts";

/** Whether only this machine reaches the address. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

const isSafeUrl = (url: string) =>
  URL.canParse(url) && (new URL(url).protocol === "https:" || isLoopback(new URL(url).hostname));

/** What no schema can say. Each fault is a line. */
export function ruleFaults({ centre, centres, server, people, fleet }: Config): readonly string[] {
  const { host, tls, behind_proxy, public_url } = server;
  const { oidc, password } = people;
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  demand(
    (tls.cert_file === undefined) === (tls.key_file === undefined),
    "server.tls: found one of cert_file and key_file, expected both or neither",
  );
  demand(
    isLoopback(host) || behind_proxy || tls.cert_file !== undefined,
    `server.host: found ${host}, which others reach, without TLS; expected server.tls.cert_file and key_file, or ` +
      "server.behind_proxy with a proxy that ends TLS, or a loopback address such as 127.0.0.1",
  );
  demand(
    public_url === undefined || isSafeUrl(public_url),
    `server.public_url: found ${public_url}, expected https, or a loopback address`,
  );
  demand(
    password.argon2_memory_KiB >= 8 * password.argon2_lanes,
    `people.password.argon2_memory_KiB: found ${password.argon2_memory_KiB}, expected at least 8 times argon2_lanes (RFC 9106, 3.1)`,
  );
  demand(
    password.enabled || oidc.issuer !== undefined,
    "people: found neither password.enabled nor oidc.issuer, expected one, or nobody could sign in",
  );
  faults.push(...linkFaults(centre, centres), ...fleetFaults(fleet));
  if (oidc.issuer !== undefined) {
    demand(
      isSafeUrl(oidc.issuer),
      `people.oidc.issuer: found ${oidc.issuer}, expected an https URL, or a loopback address`,
    );
    demand(oidc.client_id !== undefined, "people.oidc.client_id: found nothing, expected the client id of the issuer");
    demand(
      public_url !== undefined,
      "server.public_url: found nothing, expected the address that the issuer sends back to",
    );
    demand(oidc.scopes.includes("openid"), "people.oidc.scopes: found no openid, expected it among them");
  }
  return faults;
}

function linkFaults(own: string, { nats, links, private_network }: Config["centres"]): readonly string[] {
  const faults: string[] = [];
  const isSafe = (url: string) => private_network || url.startsWith("tls:") || isLoopback(new URL(url).hostname);
  const named = [
    { where: "centres.nats", url: nats.url },
    ...links.map(({ centre, url }) => ({ where: `centres.links: ${centre}`, url })),
  ];
  for (const { where, url } of named) {
    if (url !== undefined && !isSafe(url))
      faults.push(
        `${where}: found ${url}, over which others may read and write; expected tls://, or centres.private_network where nobody can`,
      );
  }
  if (links.length > 0 && nats.url === undefined)
    faults.push("centres.nats.url: found nothing, expected the own NATS, from which the other centres take this log");
  const ids = links.map(({ centre }) => centre);
  for (const id of ids.filter((one, i) => one === own || ids.indexOf(one) !== i))
    faults.push(
      `centres.links: found ${id} ${id === own ? "linked to itself" : "twice"}, expected each other centre once`,
    );
  return faults;
}

/** Command lines and configurations are read by many: no password stands in an address, and none goes where others listen. */
function fleetFaults({ nats, user, password, ca_file, postgres }: Config["fleet"]): readonly string[] {
  const faults: string[] = [];
  const servers = (nats?.split(",") ?? []).map((one) => one.trim());
  if (servers.some((one) => one.includes("@")))
    faults.push("fleet.nats: found a user or a password in it, expected fleet.user and fleet.password_file");
  const isTls = servers.map((one) => one.startsWith("tls://"));
  if (isTls.includes(true) && isTls.includes(false))
    faults.push("fleet.nats: found servers with tls:// and without, expected the same of all");
  const hostOf = (one: string) => one.replace(/^\w+:\/\//, "").replace(/:\d+$/, "");
  if (password !== undefined && !servers.every((one, i) => isTls[i] || isLoopback(hostOf(one))))
    faults.push("fleet.password: found a password for nats://, which others may read; expected tls:// in fleet.nats");
  if (password !== undefined && user === undefined)
    faults.push("fleet.user: found nothing beside fleet.password, expected a name to sign in with");
  if (ca_file !== undefined && !isTls.includes(true))
    faults.push("fleet.ca_file: found a certificate for nats://, expected tls:// in fleet.nats");
  if (postgres !== undefined && /^\w+:\/\/[^/@]*:[^/@]*@|[?&]password=/.test(postgres))
    faults.push("fleet.postgres: found a password in it, expected PGPASSWORD or a .pgpass file");
  return faults;
}
