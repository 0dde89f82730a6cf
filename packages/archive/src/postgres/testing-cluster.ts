/** A PostgreSQL of a test's own, in a temporary folder, on a socket alone: begun, ended, killed and begun again. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";

/** Where Debian has the programs, of whatever version is there. */
function programs(): string {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).filter((one) => existsSync(join(base, one, "bin/initdb"))) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error(`${base}: found no PostgreSQL, expected the package postgresql`);
  return join(base, newest, "bin");
}

/** PostgreSQL refuses to be root: there it is nobody. */
function owner(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

export interface Cluster {
  /** Of its database. */
  readonly url: string;
  readonly folder: string;
  readonly pid: number;
  start(): Promise<void>;
  /** Ends it, at once and without a word where `signal` is SIGKILL. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  remove(): Promise<void>;
}

/** Begins a cluster in a folder of `within`; `settings` are of `postgresql.conf`. */
export async function startCluster(
  settings: Readonly<Record<string, string>> = {},
  within = tmpdir(),
): Promise<Cluster> {
  const folder = mkdtempSync(join(within, "hullwatch-pg-"));
  const as = owner();
  const data = join(folder, "data");
  chmodSync(folder, 0o755);
  mkdirSync(data, { mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) for (const one of [folder, data]) chownSync(one, as.uid, as.gid);
  const bin = programs();
  const env = { PATH: process.env.PATH, LC_ALL: "C", HOME: folder };
  const flags = ["-D", data, "-U", "hullwatch", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"];
  execFileSync(join(bin, "initdb"), flags, { ...as, env, cwd: folder, stdio: "ignore" });
  const url = `postgres://hullwatch@localhost/postgres?host=${encodeURIComponent(folder)}`;
  const all = { listen_addresses: "", unix_socket_directories: folder, shared_buffers: "64MB", ...settings };
  const args = ["-D", data, ...Object.entries(all).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
  let child: ChildProcess | null = null;
  const start = async () => {
    child = spawn(join(bin, "postgres"), args, { ...as, env, cwd: folder, stdio: "ignore" });
    for (let left = 400; !(await answers(url)); left--) {
      if (left === 0 || child.exitCode !== null) throw new Error("PostgreSQL takes no connections");
      await setTimeout(50);
    }
  };
  const stop = async (signal: NodeJS.Signals = "SIGINT") => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
    // Killed, its children end by themselves once they notice.
    if (signal === "SIGKILL") await setTimeout(1500);
  };
  await start();
  return {
    url,
    folder,
    get pid() {
      return child!.pid!;
    },
    start,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
