/** NATS servers with JetStream, for tests; each ends with its test, and may be killed and begun again before that. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";

const program = "/usr/sbin/nats-server";
/** Why nothing can be tested with NATS; false where it can. */
export const withoutNats: string | false = existsSync(program) ? false : `no ${program} here`;

export interface TestNats {
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A certificate of localhost that is its own authority, in a folder of its own; gives that. */
export function makeCertificate(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-certificate-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "tls.key"];
  const made = ["-x509", ...key, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", ...made, "-out", "tls.crt"], { cwd: folder, stdio: "ignore" });
  return folder;
}

export async function testNats(t: TestContext, more = ""): Promise<TestNats> {
  const folder = mkdtempSync(join(tmpdir(), "hullwatch-centre-"));
  const port = await freePort();
  const file = join(folder, "nats.conf");
  writeFileSync(file, `listen: "127.0.0.1:${port}"\nmax_payload: 4MB\njetstream { store_dir: "${folder}" }\n${more}\n`);
  let child: ChildProcess | null = null;
  const kill = async () => {
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  };
  const start = async () => {
    child = spawn(program, ["-c", file], { stdio: "ignore" });
    for (let left = 400; !(await answers(port)); left--) {
      if (left === 0) throw new Error("nats-server takes no connections");
      await setTimeout(25);
    }
  };
  t.after(async () => {
    await kill();
    rmSync(folder, { recursive: true });
  });
  await start();
  return { url: `nats://127.0.0.1:${port}`, kill, start };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function answers(port: number): Promise<boolean> {
  const socket = connect({ host: "127.0.0.1", port });
  return new Promise((resolve) => {
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
