/** A whole server in a test, with somebody of every role signed in. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { pino } from "pino";
import { loadConfig } from "../config/index.ts";
import { everyRole, type Role } from "../people/index.ts";
import { type Server, type ServerOptions, startServer } from "./server.ts";

const cheap = [
  "people.password.argon2_memory_KiB=8",
  "people.password.argon2_passes=1",
  "people.password.argon2_lanes=1",
];
const plenty = ["limits.requests_per_min_person=1000000", "limits.requests_per_min_address=1000000"];

export interface TestServer extends Server {
  readonly folder: string;
  /** Lines of the log. */
  readonly lines: readonly string[];
}

/** Ends with the test. `own`: settings, `key=value`. */
export async function testServer(
  t: TestContext,
  more: Partial<ServerOptions> = {},
  folder?: string,
  own: readonly string[] = [],
): Promise<TestServer> {
  const place = folder ?? mkdtempSync(join(tmpdir(), "hullwatch-server-"));
  const settings = [
    `data_dir=${join(place, "data")}`,
    `backup_dir=${join(place, "backups")}`,
    "server.port=0",
    ...cheap,
    ...plenty,
    ...own,
  ];
  const lines: string[] = [];
  const server = await startServer({
    config: loadConfig({ settings }),
    version: "0.0.0",
    logger: pino({ level: "info" }, { write: (line: string) => void lines.push(line) }),
    onBroken: (error) => {
      throw error;
    },
    ...more,
  });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= server.stop();
    return stopped;
  };
  t.after(async () => {
    await stop();
    if (folder === undefined) rmSync(place, { recursive: true });
  });
  return { ...server, stop, folder: place, lines };
}

/** Somebody who has signed in. */
export interface Person {
  readonly name: string;
  ask(method: string, path: string, asked?: Asked): Promise<Response>;
}

interface Asked {
  readonly body?: string | Uint8Array | FormData | object | undefined;
  readonly type?: string | null;
  readonly signal?: AbortSignal;
}

const secret = (name: string) => `the green hatch of ${name}!`;

async function signIn(address: string, name: string): Promise<Record<string, string>> {
  const response = await fetch(`${address}/api/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, password: secret(name) }),
  });
  const { csrf_token } = (await response.json()) as { csrf_token: string };
  return { cookie: String(response.headers.get("set-cookie")).split(";")[0], "x-csrf-token": csrf_token };
}

/** Signs somebody in, who is made first: of a role, at a station and for a centre, all unless said. */
export async function person(
  { address, people }: Server,
  name: string,
  role: Role,
  station = "*",
  centre = "*",
): Promise<Person> {
  const password = await people.passwords.hash(secret(name));
  people.accounts.create({ name, displayName: name, password }, [{ role, station, centre }]);
  let own = await signIn(address, name);
  return {
    name,
    async ask(method, path, { body, type = "application/json", signal } = {}) {
      const isForm = body instanceof FormData;
      const plain = body === undefined || typeof body === "string" || isForm || body instanceof Uint8Array;
      const response = await fetch(address + path, {
        method,
        headers: { ...own, ...(body !== undefined && type !== null && !isForm && { "content-type": type }) },
        ...(body !== undefined && { body: plain ? (body as string) : JSON.stringify(body) }),
        ...(signal && { signal }),
      });
      // Who has signed out is asked for again.
      if (path.endsWith("/sign-out") && response.ok) own = await signIn(address, name);
      return response;
    },
  };
}

/** Somebody of every role. */
export async function everybody(server: Server): Promise<Readonly<Record<Role, Person>>> {
  const all = await Promise.all(everyRole.map(async (role) => [role, await person(server, role, role)] as const));
  return Object.fromEntries(all) as Record<Role, Person>;
}
