/**
 * Control centres on hosts of their own: network namespaces, each with one cable to a switch that has a namespace too. What is in one
 * reaches the others over these cables alone, and nothing here listens outside of them.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import type { Answer } from "../packages/cli/src/testing-serve.ts";

const [ip, nats] = ["/usr/sbin/ip", "/usr/sbin/nats-server"];
const own = `hw${process.pid}`;

/** Why there can be no hosts here; false where there can. */
export function withoutHosts(): string | false {
  for (const program of [ip, nats]) if (!existsSync(program)) return `no ${program} here`;
  const { status, stderr } = spawnSync(ip, ["netns", "add", `${own}-try`], { encoding: "utf8" });
  if (status !== 0) return `the kernel gives no network namespace here: ${stderr.trim()}`;
  spawnSync(ip, ["netns", "del", `${own}-try`]);
  return false;
}

function run(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(ip, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr}`);
}

interface Asked {
  readonly body?: unknown;
  readonly type?: string;
  /** `director`: the centre's flight director; `root`: its administrator. */
  readonly by?: "root" | "director";
}

/** A centre, and somebody at a console there. */
export class Centre {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly ready: Promise<void>;
  #asked = 0;

  constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#child = child;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    child.on("exit", (status) => reject(new Error(`the centre ${name} ended with status ${status}`)));
    promise.catch(() => {});
    createInterface(child.stdout!).on("line", (line) => {
      const { ready, id, answer } = JSON.parse(line);
      if (ready !== undefined) resolve();
      else this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    });
  }

  /** What the server of this centre answers; a text where it was not reached. */
  ask(method: string, path: string, { body, type, by = "director" }: Asked = {}): Promise<Answer> {
    const id = this.#asked++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.stdin!.write(`${JSON.stringify({ id, by, method, path, body, type })}\n`);
    });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.stdin!.end();
    await once(this.#child, "exit");
  }

  /** Everything of the log in its order, as it came over the line. */
  async wholeLog(): Promise<readonly Answer[]> {
    const all: Answer[] = [];
    for (let after = ""; ; after = `&after=${all.at(-1).id}`) {
      const { body } = await this.ask("GET", `/stations/cabin/log?limit=1000${after}`);
      all.push(...body.entries.map(({ id, entry }: Answer) => ({ id, entry })));
      if (!body.more) return all;
    }
  }
}

export interface Hosts {
  readonly centres: readonly Centre[];
  /** Pulls the cable of a centre, or puts it in again. */
  plug(name: string, isIn: boolean): void;
}

/** Begins centres that are joined; all of it ends with the test. */
export async function startHosts(t: Pick<TestContext, "after">, names: readonly string[]): Promise<Hosts> {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-hosts-"));
  const space = (name: string) => `${own}-${name}`;
  const hub = space("switch");
  const made: string[] = [];
  const centres: Centre[] = [];
  t.after(async () => {
    await Promise.all(centres.map((one) => one.end()));
    for (const one of made) spawnSync(ip, ["netns", "del", one]);
    rmSync(folder, { recursive: true, force: true });
  });
  const makeSpace = (name: string) => {
    run("netns", "add", name);
    made.push(name);
    run("-n", name, "link", "set", "lo", "up");
  };
  makeSpace(hub);
  run("-n", hub, "link", "add", "switch", "type", "bridge");
  run("-n", hub, "link", "set", "switch", "up");
  const addressOf = (name: string) => `10.83.0.${names.indexOf(name) + 1}`;
  for (const name of names) {
    makeSpace(space(name));
    run("-n", hub, "link", "add", name, "type", "veth", "peer", "name", "cable", "netns", space(name));
    run("-n", hub, "link", "set", name, "master", "switch", "up");
    run("-n", space(name), "address", "add", `${addressOf(name)}/24`, "dev", "cable");
    run("-n", space(name), "link", "set", "cable", "up");
  }
  for (const name of names) {
    const place = join(folder, name);
    mkdirSync(place);
    const others = names.filter((one) => one !== name).map((one) => `${one}=${addressOf(one)}`);
    const script = join(import.meta.dirname, "testing-centre.ts");
    const args = [process.execPath, script, name, addressOf(name), others.join(","), place];
    centres.push(
      new Centre(name, spawn(ip, ["netns", "exec", space(name), ...args], { stdio: ["pipe", "pipe", "inherit"] })),
    );
  }
  await Promise.all(centres.map(({ ready }) => ready));
  return {
    centres,
    plug: (name, isIn) => run("-n", hub, "link", "set", name, isIn ? "up" : "down"),
  };
}
