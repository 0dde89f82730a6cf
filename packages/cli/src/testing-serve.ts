/** `hullwatch serve` as a process of its own, that a test may kill. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { root } from "./testing.ts";

const main = join(root, "packages/cli/src/main.js");
/** Passwords that cost nothing: how dear they are is tested where they are made. */
const cheap = [
  "people.password.argon2_memory_KiB=8",
  "people.password.argon2_passes=1",
  "people.password.argon2_lanes=1",
];

export interface Serving {
  readonly address: string;
  readonly child: ChildProcess;
  /** The code for the first administrator, where there is none yet. */
  readonly code: string | null;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit status. */
  stop(): Promise<number | null>;
}

/** Starts the server on a folder of data, and waits until it is ready. It does not outlive the test. */
export async function serve(
  t: Pick<TestContext, "after">,
  folder: string,
  more: readonly string[] = [],
): Promise<Serving> {
  const settings = [
    `data_dir=${join(folder, "data")}`,
    `backup_dir=${join(folder, "backups")}`,
    "server.port=0",
    ...cheap,
  ];
  const args = ["serve", ...settings.flatMap((one) => ["--set", one]), ...more];
  const child = spawn(process.execPath, [main, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  t.after(() => child.kill("SIGKILL"));
  const said: string[] = [];
  const { promise: listening, resolve } = Promise.withResolvers<string>();
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface(stream).on("line", (line) => {
      said.push(line);
      const address = /listen(?:ing|s) on (http\S+?);?( |$)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  }
  const ended = once(child, "exit").then(([status]) => {
    throw new Error(`the server ended with status ${status}:\n${said.join("\n")}`);
  });
  const address = await Promise.race([listening, ended]);
  ended.catch(() => {});
  const code = () => said.map((line) => /set-up code.*: (\S+)$/.exec(line)?.[1]).find((found) => found !== undefined);
  const gone = () => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, "exit"));
  return {
    address,
    child,
    get code() {
      return code() ?? null;
    },
    async kill() {
      child.kill("SIGKILL");
      await gone();
    },
    async stop() {
      child.kill("SIGTERM");
      await gone();
      return child.exitCode;
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test holds every field that it reads against what it expects
export type Answer = any;

/** Somebody with an API token. */
export interface Client {
  readonly token: string;
  ask(
    address: string,
    method: string,
    path: string,
    body?: unknown,
    type?: string,
  ): Promise<{ status: number; body: Answer }>;
}

const clientOf = (token: string): Client => ({
  token,
  async ask(address, method, path, body, type = "application/json") {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": type }) },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  },
});

const password = "a console in building 30";

interface Signed {
  readonly cookie: string;
  readonly csrf: string;
}

async function post(address: string, path: string, body: unknown, { cookie, csrf }: Partial<Signed> = {}) {
  const own = cookie === undefined || csrf === undefined ? {} : { cookie, "x-csrf-token": csrf };
  const response = await fetch(`${address}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...own },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const cookies = response.headers.get("set-cookie")?.split(";")[0];
  const answer = (await response.json()) as { csrf_token: string; token: string };
  return { answer, signed: { cookie: cookies ?? cookie ?? "", csrf: answer.csrf_token ?? csrf } };
}

/** Makes the first administrator and one person of each role named, each with a token for all that the role may. */
export async function people(address: string, code: string, roles: Readonly<Record<string, readonly string[]>>) {
  const { signed } = await post(address, "/set-up", { code, name: "root", display_name: "First", password });
  const clients: Record<string, Client> = {};
  for (const [name, scopes] of Object.entries({
    root: ["edit-station", "send-telemetry", "read-telemetry", "read-log", "backup", "read-audit", "read-metrics"],
    ...roles,
  })) {
    let own = signed;
    if (name !== "root") {
      const [role, centre = "*"] = name.split("@");
      const account = { name: name.replace("@", "."), display_name: name, password, grants: [{ role, centre }] };
      await post(address, "/people", account, signed);
      const again = await post(address, "/sign-in", { name: account.name, password });
      own = (await post(address, "/me/password", { present: password, new: `${password} ${name}` }, again.signed))
        .signed;
    }
    const { answer } = await post(address, "/me/tokens", { name: "test", scopes, station: "*", days: 30 }, own);
    clients[name] = clientOf(answer.token);
  }
  return clients;
}
