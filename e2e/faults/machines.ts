/** The processes of a fleet on one machine, each of which may be killed: three NATS servers, PostgreSQL, feeds, workers, a server. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";

const root = join(import.meta.dirname, "../..");
const main = join(root, "packages/cli/src/main.js");

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

/** One process, begun again whenever it ends, as systemd would. */
export class Kept {
  readonly name: string;
  readonly #begin: () => ChildProcess;
  /** (ms) Before it is begun again. */
  readonly #pause: number;
  #child: ChildProcess;
  #wanted = true;
  #isKilled = false;
  /** Times that it has ended by itself. */
  fallen = 0;
  /** The last lines that it said. */
  readonly said: string[] = [];
  #listening: string | null = null;

  constructor(name: string, pause: number, begin: () => ChildProcess) {
    this.name = name;
    this.#pause = pause;
    this.#begin = begin;
    this.#child = this.#start();
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Where it said that it listens. */
  get address(): string | null {
    return this.#listening;
  }

  /** (MB) Of memory that it has now. */
  get memory(): number {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  }

  /** (s) Of processors that it has used. */
  get cpu(): number {
    const [user, system] = readFileSync(`/proc/${this.pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Kills it; waits for its next life first, should it be between two. */
  async kill(): Promise<void> {
    while (!this.#lives) await setTimeout(50);
    this.#listening = null;
    this.#isKilled = true;
    const over = once(this.#child, "exit");
    this.signal("SIGKILL");
    await over;
  }

  async end(): Promise<void> {
    this.#wanted = false;
    if (!this.#lives) return;
    const over = once(this.#child, "exit");
    this.signal("SIGCONT");
    this.signal("SIGTERM");
    const late = globalThis.setTimeout(() => this.signal("SIGKILL"), 8000);
    await over;
    clearTimeout(late);
  }

  get #lives(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #start(): ChildProcess {
    const child = this.#begin();
    this.#isKilled = false;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on("line", (line) => {
        this.said.push(line.slice(0, 600));
        if (this.said.length > 400) this.said.splice(0, 200);
        this.#listening = /listening on (http\S+)/.exec(line)?.[1] ?? this.#listening;
      });
    }
    child.once("exit", async () => {
      if (!this.#wanted) return;
      if (!this.#isKilled) this.fallen++;
      await setTimeout(this.#pause);
      if (this.#wanted) this.#child = this.#start();
    });
    return child;
  }
}

/** `hullwatch` with arguments; SIGUSR2 steps its clock: an hour on, back, an hour behind, back. */
export const hullwatch = (name: string, args: readonly string[], pause = 300): Kept =>
  new Kept(name, pause, () =>
    spawn(process.execPath, [main, ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        UV_THREADPOOL_SIZE: "8",
        NODE_OPTIONS: `--import=${join(import.meta.dirname, "stepped-clock.ts")}`,
      },
    }),
  );

export interface NatsCluster {
  readonly url: string;
  readonly nodes: readonly Kept[];
}

/** Servers of NATS: one, or a cluster of three. */
export async function natsCluster(folder: string, count: number): Promise<NatsCluster> {
  const ports = await freePorts(2 * count);
  const routes = ports.slice(count).map((port) => `nats://127.0.0.1:${port}`);
  const nodes = Array.from({ length: count }, (_, i) => {
    const store = join(folder, `n${i}`);
    mkdirSync(store, { recursive: true });
    const cluster = `cluster { name: hull, listen: "127.0.0.1:${ports[count + i]}", routes: [${routes.join(", ")}] }`;
    const config = `server_name: n${i}
listen: "127.0.0.1:${ports[i]}"
jetstream { store_dir: "${store}" }
${count > 1 ? cluster : ""}
`;
    writeFileSync(join(folder, `n${i}.conf`), config);
    return new Kept(`n${i}`, 500, () =>
      spawn("/usr/sbin/nats-server", ["-c", join(folder, `n${i}.conf`)], { stdio: "ignore" }),
    );
  });
  return {
    url: ports
      .slice(0, count)
      .map((port) => `nats://127.0.0.1:${port}`)
      .join(","),
    nodes,
  };
}
